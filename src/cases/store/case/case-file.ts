import { asUuid, type Runner, type Uuid } from '../../../platform/index.ts';
import type { Service } from '../../../services/index.ts';
import { beginClocks, firstClocks, keepClocks } from '../clocks/clocks.ts';
import { q, type CaseRow } from '../tables.ts';

/** A case as lists and clocks know it; what is readable lies in its entries, submissions and decisions. Days are `YYYY-MM-DD`. */
export interface CaseFile {
  id: Uuid;
  authorityId: Uuid;
  unitId: Uuid;
  service: string;
  versionId: Uuid;
  number: string;
  title: string;
  register: CaseRow['register'];
  confidentiality: number;
  channel: CaseRow['channel'];
  keyId: Uuid;
  state: CaseRow['state'];
  waitingFor: CaseRow['waiting_for'];
  waitingUntil: string | null;
  assigneeId: Uuid | null;
  deputyId: Uuid | null;
  arrivedAt: Date;
  arrivedDay: string;
  completeAt: Date | null;
  lawDue: string | null;
  promiseDue: string | null;
  urgent: boolean;
  protected: boolean;
  renewsCaseId: Uuid | null;
  /** the permit that a renewal is to follow on */
  renewsPermitId: Uuid | null;
  lastEventAt: Date;
  outsideEventAt: Date;
  revision: number;
  decidedAt: Date | null;
  closedAt: Date | null;
  closedWhy: CaseRow['closed_why'];
}

/** Makes a case, and begins its clocks by the deadlines of its definition. */
export async function insertCase(tx: Runner, row: Omit<CaseRow, 'law_due' | 'promise_due' | 'next_due'>, deadlines: Service['deadlines']): Promise<void> {
  const { clocks, days } = await firstClocks(tx, row, deadlines);
  await tx.run(q.insertInto('cases.case_file').values({ ...row, ...days }));
  await beginClocks(tx, row, clocks);
}

/** The case, if row level security lets this transaction see it. */
export async function findCase(tx: Runner, id: Uuid, options: { lock?: boolean } = {}): Promise<CaseFile | undefined> {
  const query = q.selectFrom('cases.case_file').selectAll().where('tenant_id', '=', tx.tenant).where('id', '=', id);
  const row = await tx.maybe(options.lock ? query.forUpdate() : query);
  return row && toCase(row);
}

/** What moves the clocks of a case. */
const moving = ['waiting_for', 'complete_at', 'decided_at', 'closed_at'] as const satisfies readonly (keyof CaseRow)[];

/**
 * Changes a case. Its clocks are counted anew when what moves them changes: whoever lets a case wait or decides it cannot forget them.
 * @returns how many rows: 0 when it cannot be seen, or its revision is no longer the one given
 */
export async function updateCase(tx: Runner, id: Uuid, change: Partial<CaseRow>, atRevision?: number): Promise<number> {
  let query = q.updateTable('cases.case_file').set((eb) => ({ ...change, revision: eb('revision', '+', 1) }))
    .where('tenant_id', '=', tx.tenant).where('id', '=', id);
  if (atRevision !== undefined) query = query.where('revision', '=', atRevision);
  const changed = await tx.run(query);
  if (changed && moving.some((column) => column in change)) await keepClocks(tx, id);
  return changed;
}

/** Whether a case is worked on: not decided in whole, or opened again for something more. Then there is an inquiry, and parties are asked. */
export function atWork({ state }: Pick<CaseFile, 'state'>): boolean {
  return state === 'received' || state === 'inquiry';
}

export function toCase(row: CaseRow): CaseFile {
  const maybe = (id: string | null) => (id === null ? null : asUuid(id));
  return {
    id: asUuid(row.id), authorityId: asUuid(row.authority_id), unitId: asUuid(row.unit_id), service: row.service,
    versionId: asUuid(row.version_id), number: row.number, title: row.title, register: row.register, confidentiality: row.confidentiality,
    channel: row.channel, keyId: asUuid(row.key_id), state: row.state, waitingFor: row.waiting_for, waitingUntil: row.waiting_until,
    assigneeId: maybe(row.assignee_id), deputyId: maybe(row.deputy_id), arrivedAt: row.arrived_at, arrivedDay: row.arrived_day,
    completeAt: row.complete_at, lawDue: row.law_due, promiseDue: row.promise_due, urgent: row.urgent, protected: row.protected,
    renewsCaseId: maybe(row.renews_case_id), renewsPermitId: maybe(row.renews_permit_id), lastEventAt: row.last_event_at, outsideEventAt: row.outside_event_at, revision: row.revision,
    decidedAt: row.decided_at, closedAt: row.closed_at, closedWhy: row.closed_why,
  };
}

export async function casesByNumber(tx: Runner, number: string): Promise<CaseFile[]> {
  return (await tx.all(q.selectFrom('cases.case_file').selectAll().where('tenant_id', '=', tx.tenant).where('number', '=', number))).map(toCase);
}

/** Cases by their ids, newest first; at most five hundred, which is more than any list shows. */
export async function casesByIds(tx: Runner, ids: readonly Uuid[]): Promise<CaseFile[]> {
  if (!ids.length) return [];
  return (await tx.all(q.selectFrom('cases.case_file').selectAll().where('tenant_id', '=', tx.tenant).where('id', 'in', [...ids])
    .orderBy('arrived_at', 'desc').limit(500))).map(toCase);
}

/** Whether there is any case at all that this transaction can see. */
export async function hasCases(tx: Runner): Promise<boolean> {
  return await tx.maybe(q.selectFrom('cases.case_file').select('id').where('tenant_id', '=', tx.tenant).limit(1)) !== undefined;
}
