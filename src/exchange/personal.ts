import { deleteDocuments, type PersonData, type Retention, type Tx, type Uuid } from '../platform/index.ts';
import { partiesOfPerson } from '../cases/index.ts';
import { deliveriesOfCase } from './store/deliveries.ts';
import { destroyReports, hasReports, reportContent, reportsOf } from './store/reports.ts';
import { q } from './store/tables.ts';

export const personData: PersonData = {
  // The packages themselves are documents, claimed by the platform; here only secrets of the systems.
  columns: ['exchange.target.secret_cipher', 'exchange.laboratory.secret_cipher', 'exchange.connection.settings_cipher', 'exchange.signing_key.private_cipher',
    'exchange.report.person_id', 'exchange.report.content_cipher', 'exchange.benefit_question.answer_cipher', 'exchange.benefit_question.staff_id'],
  async export(tx, person) {
    const found: unknown[] = [];
    for (const { caseId, untilAt } of await partiesOfPerson(tx, person)) {
      const before = (await deliveriesOfCase(tx, caseId)).filter(({ askedAt }) => untilAt === null || askedAt <= untilAt);
      for (const { target, what, deliveredAt, state } of before) found.push({ to: target, what, state, at: deliveredAt });
    }
    for (const { id, target, what, deliveredAt, state } of await reportsOf(tx, person)) {
      const { date, kind, fields } = await reportContent(tx, id);
      found.push({ to: target, what, state, at: deliveredAt, day: date, lines: [kind.name, ...fields.map(({ label, text }) => `${label}: ${text}`)] });
    }
    return { handedOver: found };
  },
  async erase(tx, person) {
    return { erased: 0, kept: await hasReports(tx, person) ? [{ what: 'what registers were told of doses', ground: 'proof that the register was told as the law demands (lagen 2012:453), for two years' }] : [] };
  },
};

/** What was told stands in the record itself; that it was told needs proof no longer than somebody may ask. */
const reportKeptYears = 2;
/** Reports in one statement. */
const atOnce = 1_000;
const withCase = 'with the case';

export const retention: Retention = {
  tables: {
    'exchange.delivery': withCase, 'exchange.attempt': withCase, 'exchange.inbound': withCase, 'exchange.mail': withCase, 'exchange.benefit_question': withCase, 'exchange.report': `${reportKeptYears} years after it arrived, or was ordered where it never did: proof of what the register was told`, 'exchange.target': 'as long as the system is a receiver', 'exchange.laboratory': 'as long as the laboratory is let in', 'exchange.connection': 'as long as the organisation is connected',
    'exchange.signing_key': 'kept: packages that have left are verified with it',
  },
  async run(tx) {
    const before = new Date(tx.now.getTime() - reportKeptYears * 365 * 86_400_000);
    let destroyed = 0;
    for (let done = atOnce; done === atOnce; destroyed += done) done = await destroyReports(tx, before, atOnce);
    if (destroyed) tx.audit({ event: 'exchange.retentionRun', detail: { reports: destroyed } });
    return { destroyed };
  },
};

/** Fills `goesWithCase`: packages and what is noted of them. What the receiver has is the receiver's. @returns rows deleted */
export async function destroyWithCase(tx: Tx, caseId: Uuid): Promise<number> {
  let rows = 0;
  for (const { id } of await deliveriesOfCase(tx, caseId)) rows += await deleteDocuments(tx, id);
  for (const table of ['exchange.inbound', 'exchange.attempt', 'exchange.delivery', 'exchange.mail', 'exchange.benefit_question'] as const) {
    rows += await tx.run(q.deleteFrom(table).where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId));
  }
  return rows;
}
