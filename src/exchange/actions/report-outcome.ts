import { createHash } from 'node:crypto';
import type { OutcomeReport } from '../../booking/index.ts';
import { findPerson } from '../../identity/index.ts';
import { findOrganisation, listAuthorities, listUnits } from '../../organisation/index.ts';
import type { House, Tx, Uuid } from '../../platform/index.ts';
import { nextAttempt } from '../model/backoff.ts';
import { outcomeReportSchema } from '../model/outcome-report.ts';
import { addReport, dueReports, reportById, reportContent, updateReport } from '../store/reports.ts';
import { targetWithSecret } from '../store/targets.ts';
import { ways, type Carried, type Parcel } from '../ways/index.ts';

/** Milliseconds in which nobody else takes a report that somebody is carrying. */
const held = 120_000;

/**
 * Fills `outcomeReported`: what a register is to be told is ordered in the transaction that wrote it down, as it stands then. It carries a number and no
 * name; of somebody without a number nothing can be told, and that is in the log.
 */
export async function orderReport(tx: Tx, told: OutcomeReport): Promise<void> {
  const number = (await findPerson(tx, told.personId))?.facts.number;
  if (!number) return tx.audit({ event: 'exchange.reportNotMade', dossierId: told.visitId, authorityId: told.authorityId, subjectId: told.personId, detail: { target: told.to, why: 'noNumber' } });
  const organisation = (await findOrganisation(tx))!;
  const id = tx.id();
  await addReport(tx, outcomeReportSchema.parse({
    format: 'sprang-utfall-1', report: id, what: told.what, visit: told.visitId, made: tx.now.toISOString(),
    careProvider: {
      organisation: organisation.name, organisationCode: organisation.code, authority: (await listAuthorities(tx)).find((one) => one.id === told.authorityId)?.name ?? '',
      unit: (await listUnits(tx)).find((one) => one.id === told.unitId)?.name ?? '',
    },
    personalIdentityNumber: number, service: told.service, kind: told.kind, date: told.day, fields: [...told.fields],
  }), { authorityId: told.authorityId, unitId: told.unitId, personId: told.personId, target: told.to });
  tx.audit({ event: 'exchange.reportOrdered', dossierId: told.visitId, authorityId: told.authorityId, subjectId: told.personId, detail: { target: told.to, what: told.what } });
}

/** Tells registers all whose time has come. Nothing is held in the database while the other end is waited for. */
export async function reportDue(house: House, tenant: Uuid): Promise<void> {
  for (;;) {
    const due = await house.db.system(tenant, 'exchange', (tx) => dueReports(tx, 100));
    for (const id of due) await tellRegister(house, tenant, id);
    // What waited for these may have its turn now.
    if (!due.length) return;
  }
}

async function tellRegister(house: House, tenant: Uuid, id: Uuid): Promise<void> {
  const taken = await house.db.system(tenant, 'exchange', (tx) => take(tx, id));
  if (!taken) return;
  const carried: Carried = taken.target ? await ways[taken.target.kind](taken.target, taken.parcel) : { ok: false, reason: 'är inte inlagd' };
  await house.db.system(tenant, 'exchange', (tx) => note(tx, id, carried));
}

async function take(tx: Tx, id: Uuid): Promise<{ target: Awaited<ReturnType<typeof targetWithSecret>>; parcel: Parcel } | undefined> {
  const report = await reportById(tx, id, { lock: true });
  if (report?.state !== 'waiting' || (report.nextAt && report.nextAt > tx.now)) return undefined;
  await updateReport(tx, id, { next_at: new Date(tx.now.getTime() + held) });
  const bytes = Buffer.from(JSON.stringify(await reportContent(tx, id)));
  return { target: await targetWithSecret(tx, report.target), parcel: { id, at: tx.now, bytes, sha256: createHash('sha256').update(bytes).digest('hex'), kind: 'json' } };
}

async function note(tx: Tx, id: Uuid, carried: Carried): Promise<void> {
  const report = await reportById(tx, id, { lock: true });
  if (report?.state !== 'waiting') return;
  const attempts = report.attempts + 1;
  const about = { dossierId: report.visitId, authorityId: report.authorityId };
  if (carried.ok) {
    await updateReport(tx, id, { attempts, state: 'delivered', next_at: null, reason: null, delivered_at: tx.now, receipt: carried.receipt ?? null });
    return tx.audit({ event: 'exchange.reported', ...about, detail: { target: report.target, what: report.what } });
  }
  const next = carried.final ? undefined : nextAttempt(attempts, tx.now);
  await updateReport(tx, id, { attempts, state: next ? 'waiting' : 'failed', next_at: next ?? null, reason: carried.reason });
  if (!next) tx.audit({ event: 'exchange.reportFailed', ...about, detail: { target: report.target, attempts } });
}
