import type { ExpressionBuilder } from 'kysely';
import { asUuid, builtOnce, deleteDocuments, swedishDay, type Language, type Place, type Tx, type Uuid } from '../platform/index.ts';
import type { Answers, FileReference, Typed } from '../forms/index.ts';
import { q, type Tables } from './store.ts';

/** What a draft holds: sealed as one blob. */
export interface DraftContent {
  answers: Answers;
  typed: Typed;
  language: Language;
  /** the answers of last time, when the service renews: kept as they were when the draft was begun */
  previous?: Answers;
  /** written down by staff from a paper form */
  paper?: PaperDraft;
  /** what happened to it when it moved to a newer version of the questions: told until it is sent in */
  moved?: Moved;
}

/** What became of a draft that moved over: ids of questions that are new or changed, and what was written that has no place any more. */
export interface Moved {
  added: readonly string[];
  changed: readonly string[];
  lost: readonly { question: string; answer: readonly string[] }[];
}

/** What is known of the paper that an entry is written down from. */
export interface PaperDraft {
  code: string;
  number?: number;
  /** the day it reached the authority, `YYYY-MM-DD` */
  arrivedDay: string;
  scans: readonly FileReference[];
  /** ids of questions whose answer cannot be read */
  unreadable: readonly string[];
}

export interface Draft {
  id: Uuid;
  versionId: Uuid;
  /** absent: staff write it down for someone who has not said who they are */
  personId?: Uuid;
  startedBy: Uuid;
  /** present: staff of this authority write it for the person */
  authorityId?: Uuid;
  keyId: Uuid;
  revision: number;
  startedAt: Date;
  savedAt: Date;
  content: DraftContent;
  /** the case a co-applicant's own part belongs to */
  caseId?: Uuid;
  /** something has been published or stopped that may ask something of it: `newerThan` says what */
  overtaken: boolean;
  /** what it became, when it has been sent in */
  submitted?: { caseId: Uuid; receipt: string };
}

/** Days that a draft is kept without being touched. Said on every page of the draft. */
export const draftKeptDays = 90;

const place = (row: Uuid, revision: number): Place => ({ table: 'services.draft', row, column: 'content_cipher', revision });

export interface NewDraft {
  versionId: Uuid;
  personId?: Uuid;
  /** the resident, or the member of staff, who begins it */
  startedBy: Uuid;
  /** staff's own: an entry for someone on the phone, at the counter or from paper */
  authorityId?: Uuid;
  /** the case a co-applicant's own part belongs to */
  caseId?: Uuid;
  content: DraftContent;
}

/** Begins a draft: in the resident's own room, or, with an authority, as an entry by its staff. */
export async function createDraft(tx: Tx, draft: NewDraft): Promise<Uuid> {
  const [id, key] = [tx.id(), await tx.createKey()];
  await tx.run(q.insertInto('services.draft').values({
    tenant_id: tx.tenant, id, version_id: draft.versionId, person_id: draft.personId ?? null, authority_id: draft.authorityId ?? null,
    started_by: draft.startedBy, key_id: key, case_id: draft.caseId ?? null, revision: 1,
    content_cipher: await tx.sealJson(key, place(id, 1), draft.content), started_at: tx.now, saved_at: tx.now,
    submitted_case_id: null, receipt_href: null,
  }));
  return id;
}

/** The draft, if it is in the room of whoever asks (row level security decides). Opens its documents to the transaction. */
export async function openDraft(tx: Tx, id: Uuid, options: { lock?: boolean } = {}): Promise<Draft | undefined> {
  const row = await tx.maybe((options.lock ? lockedDraft : draftById)({ tenant: tx.tenant, id, now: tx.now, day: swedishDay(tx.now) }));
  if (!row) return undefined;
  await tx.enter(id);
  const submitted = row.submitted_case_id ? { caseId: asUuid(row.submitted_case_id), receipt: row.receipt_href! } : undefined;
  return {
    id, versionId: asUuid(row.version_id), ...(row.person_id && { personId: asUuid(row.person_id) }), startedBy: asUuid(row.started_by), keyId: asUuid(row.key_id),
    revision: row.revision, startedAt: row.started_at, savedAt: row.saved_at, overtaken: Boolean(row.overtaken),
    ...(row.authority_id && { authorityId: asUuid(row.authority_id) }),
    ...(row.case_id && { caseId: asUuid(row.case_id) }), ...(submitted && { submitted }),
    content: submitted ? { answers: {}, typed: {}, language: 'sv' } : await tx.openJson(place(id, row.revision), row.content_cipher),
  };
}

interface WhichDraft { tenant: Uuid; id: Uuid; now: Date; day: string }
const draftQuery = (which: WhichDraft) => q.selectFrom('services.draft').selectAll().select((eb) => overtaken(eb, which))
  .where('tenant_id', '=', which.tenant).where('id', '=', which.id);
const draftById = builtOnce(draftQuery);
const lockedDraft = builtOnce((which: WhichDraft) => draftQuery(which).forUpdate());

/** Asked together with the draft, so that a page costs no statement more: whether a version in force since, or a stop, asks anything of drafts. */
function overtaken({ exists, or, selectFrom }: ExpressionBuilder<Tables, 'services.draft'>, { now, day }: WhichDraft) {
  const newer = selectFrom('services.version as mine').innerJoin('services.version as newer', (join) => join
    .onRef('newer.tenant_id', '=', 'mine.tenant_id').onRef('newer.service', '=', 'mine.service').onRef('newer.valid_from', '>=', 'mine.valid_from'))
    .select('newer.id').whereRef('mine.tenant_id', '=', 'services.draft.tenant_id').whereRef('mine.id', '=', 'services.draft.version_id')
    .where('newer.valid_from', '<=', day).where('newer.drafts', '<>', 'keep').whereRef('newer.id', '<>', 'mine.id');
  const stop = selectFrom('services.stop').innerJoin('services.version as mine', (join) => join
    .onRef('mine.tenant_id', '=', 'services.stop.tenant_id').onRef('mine.service', '=', 'services.stop.service'))
    .select('services.stop.id').whereRef('mine.tenant_id', '=', 'services.draft.tenant_id').whereRef('mine.id', '=', 'services.draft.version_id')
    .where('services.stop.drafts', '=', 'stop').where('from_at', '<=', now).where((eb) => eb.or([eb('until_at', 'is', null), eb('until_at', '>', now)]));
  return or([exists(newer), exists(stop)]).as('overtaken');
}

/** Saves a draft over the revision it was read at. @returns false when another tab has saved since: nothing was written */
export async function saveDraft(tx: Tx, draft: Draft, content: DraftContent): Promise<boolean> {
  const next = draft.revision + 1;
  const changed = await tx.run(q.updateTable('services.draft').set({
    revision: next, saved_at: tx.now, content_cipher: await tx.sealJson(draft.keyId, place(draft.id, next), content),
  }).where('tenant_id', '=', tx.tenant).where('id', '=', draft.id).where('revision', '=', draft.revision).where('submitted_case_id', 'is', null));
  return changed > 0;
}

/** Saves a draft on another version of its service. @returns false when another tab has saved since: nothing was written */
export async function moveDraftTo(tx: Tx, draft: Draft, versionId: Uuid, content: DraftContent): Promise<boolean> {
  if (!await saveDraft(tx, draft, content)) return false;
  await tx.run(q.updateTable('services.draft').set({ version_id: versionId }).where('tenant_id', '=', tx.tenant).where('id', '=', draft.id));
  return true;
}

/** Marks what a draft became and empties it: the case now holds what was sent in. The row stays, so that a second press finds it. */
export async function markSubmitted(tx: Tx, draft: Draft, became: { caseId: Uuid; receipt: string }): Promise<void> {
  const next = draft.revision + 1;
  tx.write(q.updateTable('services.draft').set({
    submitted_case_id: became.caseId, receipt_href: became.receipt, revision: next, saved_at: tx.now, content_cipher: Buffer.alloc(0),
  }).where('tenant_id', '=', tx.tenant).where('id', '=', draft.id));
}

/** Drafts under way in a person's room, newest first. */
export async function draftsOf(tx: Tx, personId: Uuid): Promise<{ id: Uuid; versionId: Uuid; savedAt: Date; caseId?: Uuid }[]> {
  const rows = await tx.all(q.selectFrom('services.draft').select(['id', 'version_id', 'saved_at', 'case_id'])
    .where('tenant_id', '=', tx.tenant).where('person_id', '=', personId).where('submitted_case_id', 'is', null)
    .orderBy('saved_at', 'desc').limit(50));
  return rows.map((row) => ({
    id: asUuid(row.id), versionId: asUuid(row.version_id), savedAt: row.saved_at, ...(row.case_id && { caseId: asUuid(row.case_id) }),
  }));
}

/** Removes a draft whole: its documents, its row, its key. */
export async function removeDraft(tx: Tx, draft: Pick<Draft, 'id' | 'keyId'>): Promise<void> {
  await deleteDocuments(tx, draft.id);
  await tx.run(q.deleteFrom('services.draft').where('tenant_id', '=', tx.tenant).where('id', '=', draft.id));
  await tx.destroyKey(draft.keyId);
  tx.audit({ event: 'services.draftRemoved', dossierId: draft.id });
}
