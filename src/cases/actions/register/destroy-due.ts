import { sql } from 'kysely';
import { destroyConversation } from '../../../messages/index.ts';
import { destroyPrints } from '../parties/code-letter.ts';
import { asUuid, deleteDocument, deleteDocuments, listDocuments, swedishDay, type Tx, type Uuid } from '../../../platform/index.ts';
import type { DocumentType } from '../../../services/index.ts';
import { retentionState } from '../../model/register/retention.ts';
import { toCase, type CaseFile } from '../../store/case/case-file.ts';
import { goesWithCase } from '../../slots.ts';
import { kept } from '../../store/register/retention-tables.ts';
import { q, type OtherAsked, type Tables } from '../../store/tables.ts';
import { findRetention } from './find-retention.ts';

/** Cases looked at in a run: it comes back the next day for the rest. */
const batch = 200;

/** Who asks for a run: the whole tenant each day, or one authority by hand. */
interface DestroyWish { authorityId?: Uuid }

/**
 * Destroys what is due of closed cases, by the plan that the authority has decided, with proof in `cases.destruction` and in the audit. Without
 * a decision nothing goes. What is held, or kept for research, is left alone. @returns how many cases were looked at and how many touched; with `batch` looked at there may be more
 */
export async function destroyDue(tx: Tx, wish: DestroyWish = {}): Promise<{ runId: Uuid; looked: number; touched: number; more: boolean }> {
  const today = swedishDay(tx.now);
  let query = q.selectFrom('cases.case_file').selectAll().where('tenant_id', '=', tx.tenant).where('closed_at', 'is not', null)
    // Not looked at while nothing is decided: they would come first each night, and keep others from their turn.
    .where(sql<boolean>`exists (select from cases.retention_plan p where p.tenant_id = case_file.tenant_id and p.authority_id = case_file.authority_id
      and p.service = case_file.service and p.valid_from <= ${today})`)
    .where((eb) => eb.or([eb('retention_day', 'is', null), eb('retention_day', '<=', today)]));
  if (wish.authorityId) query = query.where('authority_id', '=', wish.authorityId);
  const rows = await tx.all(query.orderBy('retention_day', (order) => order.asc().nullsFirst()).limit(batch).forUpdate());
  const retentions = await findRetention(tx, rows);
  const runId = tx.id();
  let touched = 0;
  for (const row of rows) {
    const file = toCase(row);
    const of = retentions.get(row.id)!;
    const state = retentionState(of.lines, of.days, today);
    const due = of.kept ? [] : state.due.filter((kind) => !row.destroyed.includes(kind));
    const whole = state.whole && !of.kept;
    const proof: Proof = { runId, planId: of.plan?.id, exportId: of.exportId };
    if (whole) await destroyWhole(tx, file, proof);
    else {
      if (due.length) await destroyKinds(tx, file, due, row.destroyed, proof);
      // Nothing known to come: looked at again in a year, since a permit may end earlier than it says.
      const next = of.kept ? null : state.next;
      await tx.run(q.updateTable('cases.case_file').set({ retention_day: next ?? yearAfter(today), destroyed: [...row.destroyed, ...due] })
        .where('tenant_id', '=', tx.tenant).where('id', '=', file.id));
    }
    if (whole || due.length) touched += 1;
  }
  return { runId, looked: rows.length, touched, more: rows.length === batch };
}

/** By what it was destroyed, for the proof. */
interface Proof { runId: Uuid; planId: Uuid | undefined; exportId: Uuid | undefined }

const caseTables = [
  'cases.draw',
  'cases.name_word', 'cases.seen', 'cases.record', 'cases.replacement', 'cases.appeal', 'cases.notification', 'cases.permit', 'cases.matter', 'cases.confirmation', 'cases.decision_item', 'cases.decision',
  'cases.clock', 'cases.wait', 'cases.task', 'cases.delay_request', 'cases.agenda_item', 'cases.appeal_outcome',
  'cases.request', 'cases.inquiry', 'cases.opening', 'cases.assignment', 'cases.submission', 'cases.entry', 'cases.code_session', 'cases.access_code',
  'cases.other_party', 'cases.notice', 'cases.party',
] as const satisfies readonly (keyof Tables)[];

/** Everything: rows, files, conversation, and the keys, so that what lies in backups can never be read. */
async function destroyWhole(tx: Tx, file: CaseFile, proof: Proof): Promise<void> {
  const keys = new Set([file.keyId, ...(await tx.all(q.selectFrom('cases.submission').select('key_id').where('tenant_id', '=', tx.tenant)
    .where('case_id', '=', file.id))).map((row) => asUuid(row.key_id))]);
  let rows = await deleteDocuments(tx, file.id) + await destroyPrints(tx, { caseId: file.id }) + await destroyConversation(tx, file.id);
  for (const destroy of tx.slots.all(goesWithCase)) rows += await destroy(tx, file.id);
  for (const table of caseTables) rows += await tx.run(q.deleteFrom(table).where('tenant_id', '=', tx.tenant).where('case_id', '=', file.id));
  for (const table of ['cases.hold', 'cases.archived'] as const) rows += await tx.run(kept.deleteFrom(table).where('tenant_id', '=', tx.tenant).where('case_id', '=', file.id));
  await tx.run(q.deleteFrom('cases.case_file').where('tenant_id', '=', tx.tenant).where('id', '=', file.id));
  for (const key of keys) await tx.destroyKey(key);
  await prove(tx, file, proof, { what: 'whole', number: file.number, rows, keys: keys.size });
}

/** Some kinds of documents, while others are kept: their rows and files. */
async function destroyKinds(tx: Tx, file: CaseFile, kinds: readonly DocumentType[], before: readonly string[], proof: Proof): Promise<void> {
  let rows = 0;
  for (const kind of kinds) rows += await destroyKind(tx, file.id, kind);
  // Names are searched for as long as there is an application to find.
  if (kinds.includes('application')) rows += await tx.run(q.deleteFrom('cases.name_word').where('tenant_id', '=', tx.tenant).where('case_id', '=', file.id));
  await prove(tx, file, proof, { what: kinds.join(','), number: file.number, rows, before: before.join(',') });
}

async function destroyKind(tx: Tx, id: Uuid, kind: DocumentType): Promise<number> {
  switch (kind) {
    case 'application': return tx.run(q.deleteFrom('cases.submission').where('tenant_id', '=', tx.tenant).where('case_id', '=', id));
    case 'attachment': case 'certificate': return destroyAttachments(tx, id);
    case 'message': return await destroyConversation(tx, id) + await destroyRows(tx, id, 'cases.request', 'cases.delay_request')
      + await tx.run(q.deleteFrom('cases.entry').where('tenant_id', '=', tx.tenant).where('case_id', '=', id).where('kind', '=', 'answered'));
    case 'note': return await destroyRows(tx, id, 'cases.task') + await tx.run(q.deleteFrom('cases.entry').where('tenant_id', '=', tx.tenant).where('case_id', '=', id).where('kind', 'in', ['note', 'phoneNote']));
    case 'inquiry': return await tx.run(q.deleteFrom('cases.inquiry').where('tenant_id', '=', tx.tenant).where('case_id', '=', id))
      + await tx.run(q.deleteFrom('cases.confirmation').where('tenant_id', '=', tx.tenant).where('case_id', '=', id));
    case 'permit': return tx.run(q.deleteFrom('cases.permit').where('tenant_id', '=', tx.tenant).where('case_id', '=', id));
    case 'appeal': return destroyRows(tx, id, 'cases.appeal_outcome', 'cases.appeal');
    case 'statement': return destroyAnswers(tx, id, ['hearing', 'statement', 'information']);
    case 'consent': return destroyAnswers(tx, id, ['consent', 'signature']);
    // A calculation stands within its decision and a payment within its export: they go with them.
    // What is booked and done at a visit is kept and destroyed by `booking`.
    case 'calculation': case 'payment': case 'fee': case 'decision': case 'readLog': case 'booking': case 'outcome': return 0;
  }
}

async function destroyRows(tx: Tx, id: Uuid, ...tables: readonly (typeof caseTables)[number][]): Promise<number> {
  let rows = 0;
  for (const table of tables) rows += await tx.run(q.deleteFrom(table).where('tenant_id', '=', tx.tenant).where('case_id', '=', id));
  return rows;
}

/** What others answered, with what they had been shown; that they were asked stays with the case. */
function destroyAnswers(tx: Tx, id: Uuid, asked: readonly OtherAsked[]): Promise<number> {
  return tx.run(q.updateTable('cases.other_party').set({ answer_cipher: null, shown_cipher: null }).where('tenant_id', '=', tx.tenant).where('case_id', '=', id)
    .where('asked', 'in', [...asked]).where((eb) => eb.or([eb('answer_cipher', 'is not', null), eb('shown_cipher', 'is not', null)])));
}

/** Files that came in; letters of decisions, and what the authority decided from, stay with their decision. */
async function destroyAttachments(tx: Tx, id: Uuid): Promise<number> {
  const decisions = await tx.all(q.selectFrom('cases.decision').select('document_id').where('tenant_id', '=', tx.tenant).where('case_id', '=', id));
  const agenda = await tx.all(q.selectFrom('cases.agenda_item').select(['statement_id', 'extract_id']).where('tenant_id', '=', tx.tenant).where('case_id', '=', id));
  const letters = new Set([...decisions.map((row) => row.document_id), ...agenda.flatMap((row) => [row.statement_id, row.extract_id])]);
  let count = 0;
  for (const document of await listDocuments(tx, id)) {
    if (!letters.has(document.id) && await deleteDocument(tx, document.id)) count += 1;
  }
  return count;
}

async function prove(tx: Tx, file: CaseFile, { runId, planId, exportId }: Proof, detail: { what: string; number: string; rows: number; keys?: number; before?: string }): Promise<void> {
  tx.audit({ event: 'cases.destroyed', dossierId: file.id, authorityId: file.authorityId, unitId: file.unitId, detail: { ...detail, run: runId } });
  await tx.run(kept.insertInto('cases.destruction').values({
    tenant_id: tx.tenant, id: tx.id(), run_id: runId, authority_id: file.authorityId, number: file.number, service: file.service, what: detail.what,
    row_count: detail.rows, key_count: detail.keys ?? 0, plan_id: planId ?? null, export_id: exportId ?? null, at: tx.now,
  }));
}

function yearAfter(day: string): string {
  return `${Number(day.slice(0, 4)) + 1}${day.slice(4) === '-02-29' ? '-03-01' : day.slice(4)}`;
}
