import { destroyConversation } from '../../messages/index.ts';
import { asUuid, deleteDocument, deleteDocuments, listDocuments, swedishDay, type Tx, type Uuid } from '../../platform/index.ts';
import { versionById, type DocumentType } from '../../services/index.ts';
import { retentionState, type RetentionDays } from '../model/retention.ts';
import { toCase, type CaseFile } from '../store/case-file.ts';
import { goesWithCase } from '../slots.ts';
import { q, type Tables } from '../store/tables.ts';

/** Cases looked at in a run: it comes back the next day for the rest. */
const batch = 200;

/** Destroys what is due of closed cases, by the authority's plan, with proof in the audit. @returns how many cases were touched */
export async function destroyDue(tx: Tx): Promise<number> {
  const today = swedishDay(tx.now);
  const rows = await tx.all(q.selectFrom('cases.case_file').selectAll().where('tenant_id', '=', tx.tenant).where('closed_at', 'is not', null)
    .where((eb) => eb.or([eb('retention_day', 'is', null), eb('retention_day', '<=', today)]))
    .orderBy('retention_day', (order) => order.asc().nullsFirst()).limit(batch).forUpdate());
  let touched = 0;
  for (const row of rows) {
    const file = toCase(row);
    const { definition } = (await versionById(tx, file.versionId)).compiled.folder;
    const state = retentionState(definition.retention, await daysOf(tx, file), today);
    const due = state.due.filter((kind) => !row.destroyed.includes(kind));
    if (state.whole) await destroyWhole(tx, file);
    else {
      if (due.length) await destroyKinds(tx, file, due, row.destroyed);
      // Nothing known to come: looked at again in a year, since a permit may end earlier than it says.
      await tx.run(q.updateTable('cases.case_file').set({ retention_day: state.next ?? yearAfter(today), destroyed: [...row.destroyed, ...due] })
        .where('tenant_id', '=', tx.tenant).where('id', '=', file.id));
    }
    if (state.whole || due.length) touched += 1;
  }
  return touched;
}

async function daysOf(tx: Tx, file: CaseFile): Promise<RetentionDays> {
  const permits = await tx.all(q.selectFrom('cases.permit').select(['valid_until', 'ended_at']).where('tenant_id', '=', tx.tenant).where('case_id', '=', file.id));
  const ends = permits.map(({ valid_until, ended_at }) => (ended_at ? swedishDay(ended_at) : valid_until));
  return {
    closed: file.closedAt && swedishDay(file.closedAt), decided: file.decidedAt && swedishDay(file.decidedAt), lastEntry: swedishDay(file.lastEventAt),
    noPermit: permits.length === 0, permitEnded: ends.includes(null) ? null : ends.sort().at(-1) ?? null,
  };
}

const caseTables = [
  'cases.name_word', 'cases.seen', 'cases.record', 'cases.appeal', 'cases.notification', 'cases.permit', 'cases.matter', 'cases.confirmation', 'cases.decision_item', 'cases.decision',
  'cases.request', 'cases.inquiry', 'cases.opening', 'cases.assignment', 'cases.submission', 'cases.entry', 'cases.party',
] as const satisfies readonly (keyof Tables)[];

/** Everything: rows, files, conversation, and the keys, so that what lies in backups can never be read. */
async function destroyWhole(tx: Tx, file: CaseFile): Promise<void> {
  const keys = new Set([file.keyId, ...(await tx.all(q.selectFrom('cases.submission').select('key_id').where('tenant_id', '=', tx.tenant)
    .where('case_id', '=', file.id))).map((row) => asUuid(row.key_id))]);
  let rows = await deleteDocuments(tx, file.id) + await destroyConversation(tx, file.id);
  for (const destroy of tx.slots.all(goesWithCase)) rows += await destroy(tx, file.id);
  for (const table of caseTables) rows += await tx.run(q.deleteFrom(table).where('tenant_id', '=', tx.tenant).where('case_id', '=', file.id));
  await tx.run(q.deleteFrom('cases.case_file').where('tenant_id', '=', tx.tenant).where('id', '=', file.id));
  for (const key of keys) await tx.destroyKey(key);
  prove(tx, file, { what: 'whole', number: file.number, rows, keys: keys.size });
}

/** Some kinds of documents, while others are kept: their rows and files. */
async function destroyKinds(tx: Tx, file: CaseFile, kinds: readonly DocumentType[], before: readonly string[]): Promise<void> {
  let rows = 0;
  for (const kind of kinds) rows += await destroyKind(tx, file.id, kind);
  // Names are searched for as long as there is an application to find.
  if (kinds.includes('application')) rows += await tx.run(q.deleteFrom('cases.name_word').where('tenant_id', '=', tx.tenant).where('case_id', '=', file.id));
  prove(tx, file, { what: kinds.join(','), number: file.number, rows, before: before.join(',') });
}

async function destroyKind(tx: Tx, id: Uuid, kind: DocumentType): Promise<number> {
  switch (kind) {
    case 'application': return tx.run(q.deleteFrom('cases.submission').where('tenant_id', '=', tx.tenant).where('case_id', '=', id));
    case 'attachment': case 'certificate': return destroyAttachments(tx, id);
    case 'message': return await destroyConversation(tx, id) + await tx.run(q.deleteFrom('cases.request').where('tenant_id', '=', tx.tenant).where('case_id', '=', id));
    case 'note': return tx.run(q.deleteFrom('cases.entry').where('tenant_id', '=', tx.tenant).where('case_id', '=', id).where('kind', 'in', ['note', 'phoneNote']));
    case 'inquiry': return await tx.run(q.deleteFrom('cases.inquiry').where('tenant_id', '=', tx.tenant).where('case_id', '=', id))
      + await tx.run(q.deleteFrom('cases.confirmation').where('tenant_id', '=', tx.tenant).where('case_id', '=', id));
    case 'permit': return tx.run(q.deleteFrom('cases.permit').where('tenant_id', '=', tx.tenant).where('case_id', '=', id));
    case 'appeal': return tx.run(q.deleteFrom('cases.appeal').where('tenant_id', '=', tx.tenant).where('case_id', '=', id));
    // A calculation stands within its decision and a payment within its export: they go with them.
    case 'calculation': case 'payment': case 'fee': case 'statement': case 'consent': case 'decision': case 'readLog': return 0;
  }
}

/** Files that came in; letters of decisions stay with their decision. */
async function destroyAttachments(tx: Tx, id: Uuid): Promise<number> {
  const letters = new Set((await tx.all(q.selectFrom('cases.decision').select('document_id').where('tenant_id', '=', tx.tenant).where('case_id', '=', id)))
    .map((row) => row.document_id));
  let count = 0;
  for (const document of await listDocuments(tx, id)) {
    if (!letters.has(document.id) && await deleteDocument(tx, document.id)) count += 1;
  }
  return count;
}

function prove(tx: Tx, file: CaseFile, detail: Record<string, string | number>): void {
  tx.audit({ event: 'cases.destroyed', dossierId: file.id, authorityId: file.authorityId, unitId: file.unitId, detail });
}

function yearAfter(day: string): string {
  return `${Number(day.slice(0, 4)) + 1}${day.slice(4) === '-02-29' ? '-03-01' : day.slice(4)}`;
}
