import { asUuid, type Runner, type Uuid } from '../../../platform/index.ts';
import { q, type CaseRow, type RecordRow } from '../tables.ts';

/** A line of an authority's register. Titles say nothing of the person; who it is about is not here. */
export interface RegisterLine {
  id: Uuid;
  caseId: Uuid;
  caseNumber: string;
  /** what the case is about, as the public register shows it */
  caseTitle: string;
  service: string;
  unitId: Uuid;
  number: number;
  day: string;
  direction: RecordRow['direction'];
  title: string;
  /** the section that may make it secret; null: not marked */
  secrecy: string | null;
  register: CaseRow['register'];
  documentId: Uuid | null;
  refId: Uuid | null;
}

export interface RegisterWish {
  authorityId: Uuid;
  /** days, both within */
  from: string;
  until: string;
  page: number;
  pageSize: number;
  caseNumber?: string | undefined;
  /** words in the title of the case or the record */
  words?: string | undefined;
  direction?: RecordRow['direction'] | undefined;
  marked?: boolean | undefined;
  service?: string | undefined;
  /** the diary alone, as the public sees it: personal files are left out, and words are sought only in titles that may be shown */
  publicOnly?: boolean | undefined;
}

const lines = () => q.selectFrom('cases.record as r')
  .innerJoin('cases.case_file as c', (join) => join.onRef('c.tenant_id', '=', 'r.tenant_id').onRef('c.id', '=', 'r.case_id'))
  .select(['r.id', 'r.case_id', 'c.number as case_number', 'c.title as case_title', 'c.service', 'c.unit_id', 'r.number', 'r.day', 'r.direction', 'r.title', 'r.secrecy',
    'c.register', 'r.document_id', 'r.ref_id']);

/** The authority's register by day, newest first. One more than a page tells that there is more. */
export async function registerLines(tx: Runner, wish: RegisterWish): Promise<RegisterLine[]> {
  let query = lines().where('r.tenant_id', '=', tx.tenant).where('r.authority_id', '=', wish.authorityId).where('r.day', '>=', wish.from).where('r.day', '<=', wish.until);
  if (wish.publicOnly) query = query.where('c.register', '=', 'diary');
  if (wish.caseNumber) query = query.where('c.number', '=', wish.caseNumber);
  if (wish.direction) query = query.where('r.direction', '=', wish.direction);
  if (wish.marked !== undefined) query = query.where('r.secrecy', wish.marked ? 'is not' : 'is', null);
  if (wish.service) query = query.where('c.service', '=', wish.service);
  if (wish.words) {
    const like = `%${wish.words.replaceAll(/[\\%_]/g, '\\$&')}%`;
    query = query.where((eb) => eb.or([eb('c.title', 'ilike', like),
      wish.publicOnly ? eb.and([eb('r.secrecy', 'is', null), eb('r.title', 'ilike', like)]) : eb('r.title', 'ilike', like)]));
  }
  const rows = await tx.all(query.orderBy('r.day', 'desc').orderBy('r.id', 'desc').offset((wish.page - 1) * wish.pageSize).limit(wish.pageSize + 1));
  return rows.map(toLine);
}

/** The records of a case, as lines of the register, in their order. */
export async function linesOfCase(tx: Runner, caseId: Uuid): Promise<RegisterLine[]> {
  return (await tx.all(lines().where('r.tenant_id', '=', tx.tenant).where('r.case_id', '=', caseId).orderBy('r.number').limit(1_000))).map(toLine);
}

/** One record, if this transaction may see it. */
export async function registerLine(tx: Runner, id: Uuid): Promise<RegisterLine | undefined> {
  const row = await tx.maybe(lines().where('r.tenant_id', '=', tx.tenant).where('r.id', '=', id));
  return row && toLine(row);
}

/** Sets or takes away the mark that a record may be secret. A warning for whoever tries a request; it decides nothing. @returns false when it cannot be seen */
export async function markRecord(tx: Runner, id: Uuid, section: string | null): Promise<boolean> {
  return await tx.run(q.updateTable('cases.record').set({ secrecy: section }).where('tenant_id', '=', tx.tenant).where('id', '=', id)) > 0;
}

function toLine(row: {
  id: string; case_id: string; case_number: string; case_title: string; service: string; unit_id: string; number: number; day: string; direction: RecordRow['direction'];
  title: string; secrecy: string | null; register: CaseRow['register']; document_id: string | null; ref_id: string | null;
}): RegisterLine {
  const maybe = (id: string | null) => (id === null ? null : asUuid(id));
  return {
    id: asUuid(row.id), caseId: asUuid(row.case_id), caseNumber: row.case_number, caseTitle: row.case_title, service: row.service, unitId: asUuid(row.unit_id), number: row.number,
    day: row.day, direction: row.direction, title: row.title, secrecy: row.secrecy, register: row.register, documentId: maybe(row.document_id), refId: maybe(row.ref_id),
  };
}
