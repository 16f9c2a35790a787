import type { FileReference } from '../../../forms/index.ts';
import type { Attestation } from '../../../identity/index.ts';
import { asUuid, type Tx, type Uuid } from '../../../platform/index.ts';
import type { SeenSection } from '../../../services/index.ts';
import type { CaseFile } from '../case/case-file.ts';
import { placeOf, q, type OtherAnsweredHow, type OtherAsked, type OtherPartyRow } from '../tables.ts';

/** Who somebody is, who does not apply but takes part: as much as is needed to reach them. */
export interface OtherFacts {
  /** a person's whole name, or the organisation's */
  name: string;
  /** twelve digits */
  number?: string;
  /** as `556016-0680` */
  organisationNumber?: string;
  /** whom to reach at an organisation */
  contact?: string;
  address?: { street: string; postcode: string; city: string };
  email?: string;
  phone?: string;
  /** what makes them a party, as "äger Exempelstad 1:2" */
  about?: string;
}

/** What they may read, as it stood when they were asked: what was put before them can be shown afterwards. */
export interface OtherShown {
  /** what staff wrote to them besides the words of the service */
  text: string;
  sections: readonly SeenSection[];
}

export type OtherStance = 'agree' | 'refuse' | 'comment' | 'nothing';

export interface OtherAnswer {
  stance: OtherStance;
  text: string;
  files: readonly FileReference[];
  /** who signed: the name they typed with the code, or of whoever signed the paper; from the e-ID it stands in the attestation */
  signedBy?: string;
  /** the exact words that were consented to */
  undertaking?: string;
  attestation?: Attestation;
}

export interface OtherParty {
  id: Uuid;
  caseId: Uuid;
  /** of the definition's `parties.others`; `guardian` and `child` are the platform's own */
  kind: string;
  asked: OtherAsked;
  personId: Uuid | null;
  protected: boolean;
  addedBy: OtherPartyRow['added_by'];
  addedAt: Date;
  invitedAt: Date | null;
  /** last day to answer, `YYYY-MM-DD` */
  dueDay: string | null;
  remindedAt: Date | null;
  documentId: Uuid | null;
  openedAt: Date | null;
  answeredAt: Date | null;
  /** the day the answer came: a paper may have come before it was registered */
  answeredDay: string | null;
  answeredHow: OtherAnsweredHow | null;
  against: boolean | null;
  withdrawnAt: Date | null;
  mayAppeal: boolean;
  simplifiedToldAt: Date | null;
}

export interface NewOther {
  kind: string;
  asked: OtherAsked;
  facts: OtherFacts;
  addedBy: OtherPartyRow['added_by'];
  mayAppeal: boolean;
  personId?: Uuid;
  protected?: boolean;
  /** a day that something is to be done though nothing has been sent: a child who is to have a voice of their own */
  wakeDay?: string;
}

type Sealing = Pick<CaseFile, 'id' | 'authorityId' | 'keyId'>;

export async function insertOther(tx: Tx, file: Sealing, one: NewOther): Promise<Uuid> {
  const id = tx.id();
  await tx.run(q.insertInto('cases.other_party').values({
    tenant_id: tx.tenant, id, case_id: file.id, authority_id: file.authorityId, kind: one.kind, asked: one.asked, person_id: one.personId ?? null,
    facts_cipher: await tx.sealJson(file.keyId, placeOf('cases.other_party', id, 'facts_cipher'), one.facts), protected: one.protected ?? false,
    added_by: one.addedBy, added_at: tx.now, invited_at: null, due_day: null, remind_day: one.wakeDay ?? null, reminded_at: null, shown_cipher: null,
    document_id: null, opened_at: null, answered_at: null, answered_day: null, answered_how: null, against: null, answer_cipher: null,
    withdrawn_at: null, may_appeal: one.mayAppeal, simplified_told_at: null,
  }));
  return id;
}

/** Other parties of a case that this transaction may see: staff all, one of them themselves. */
export async function othersOf(tx: Tx, caseId: Uuid): Promise<OtherParty[]> {
  return (await tx.all(q.selectFrom('cases.other_party').selectAll().where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId)
    .orderBy('added_at').orderBy('id').limit(200))).map(toOther);
}

/** One of them; `lock` lets two who answer at once do so after one another. */
export async function findOther(tx: Tx, id: Uuid, options: { lock?: boolean } = {}): Promise<OtherParty | undefined> {
  const query = q.selectFrom('cases.other_party').selectAll().where('tenant_id', '=', tx.tenant).where('id', '=', id);
  const row = await tx.maybe(options.lock ? query.forUpdate() : query);
  return row && toOther(row);
}

/** Where a person is asked about somebody else's case, the newest first. */
export async function othersOfPerson(tx: Tx, personId: Uuid): Promise<OtherParty[]> {
  return (await tx.all(q.selectFrom('cases.other_party').selectAll().where('tenant_id', '=', tx.tenant).where('person_id', '=', personId)
    .where('invited_at', 'is not', null).where('withdrawn_at', 'is', null).orderBy('invited_at', 'desc').limit(40))).map(toOther);
}

export async function otherFacts(tx: Tx, id: Uuid): Promise<OtherFacts> {
  const { facts_cipher: cipher } = await tx.one(q.selectFrom('cases.other_party').select('facts_cipher').where('tenant_id', '=', tx.tenant).where('id', '=', id));
  return tx.openJson<OtherFacts>(placeOf('cases.other_party', id, 'facts_cipher'), cipher);
}

export async function otherShown(tx: Tx, id: Uuid): Promise<OtherShown | undefined> {
  const row = await tx.maybe(q.selectFrom('cases.other_party').select('shown_cipher').where('tenant_id', '=', tx.tenant).where('id', '=', id));
  return row?.shown_cipher ? tx.openJson<OtherShown>(placeOf('cases.other_party', id, 'shown_cipher'), row.shown_cipher) : undefined;
}

/** What they have answered, or have written and not yet signed. */
export async function otherAnswer(tx: Tx, id: Uuid): Promise<OtherAnswer | undefined> {
  const row = await tx.maybe(q.selectFrom('cases.other_party').select('answer_cipher').where('tenant_id', '=', tx.tenant).where('id', '=', id));
  return row?.answer_cipher ? tx.openJson<OtherAnswer>(placeOf('cases.other_party', id, 'answer_cipher'), row.answer_cipher) : undefined;
}

export async function markInvited(
  tx: Tx, file: Sealing, id: Uuid, sent: { dueDay: string | null; remindDay: string | null; shown: OtherShown; documentId: Uuid | null; simplifiedTold: boolean },
): Promise<void> {
  await tx.run(q.updateTable('cases.other_party').set({
    invited_at: tx.now, due_day: sent.dueDay, remind_day: sent.remindDay, reminded_at: null, document_id: sent.documentId, withdrawn_at: null,
    shown_cipher: await tx.sealJson(file.keyId, placeOf('cases.other_party', id, 'shown_cipher'), sent.shown),
    ...(sent.simplifiedTold && { simplified_told_at: tx.now }),
  }).where('tenant_id', '=', tx.tenant).where('id', '=', id));
}

/**
 * Says who they are to sign in as. Run as the system, before they are asked. Of somebody whose identity is protected no address is kept, whoever
 * wrote it: it would be printed on the letter to them and shown to every party's officer.
 */
export async function setPerson(tx: Tx, file: Sealing, id: Uuid, person: { id: Uuid; protected: boolean }): Promise<void> {
  const { address: _gone, ...facts } = await otherFacts(tx, id);
  const covered = person.protected && { facts_cipher: await tx.sealJson(file.keyId, placeOf('cases.other_party', id, 'facts_cipher'), facts) };
  await tx.run(q.updateTable('cases.other_party').set({ person_id: person.id, protected: person.protected, ...covered })
    .where('tenant_id', '=', tx.tenant).where('id', '=', id));
}

/** Keeps an answer. `signed: false`: what was written before a signature, so that it is there when it has been given. */
export async function keepAnswer(
  tx: Tx, file: Sealing, id: Uuid, answer: OtherAnswer, as: { signed: false } | { signed: true; how: OtherAnsweredHow; day: string },
): Promise<boolean> {
  return await tx.run(q.updateTable('cases.other_party').set({
    answer_cipher: await tx.sealJson(file.keyId, placeOf('cases.other_party', id, 'answer_cipher'), answer),
    ...(as.signed
      ? { answered_at: tx.now, answered_day: as.day, answered_how: as.how, against: answer.stance === 'refuse' || answer.stance === 'comment' }
      : { opened_at: tx.now }),
  }).where('tenant_id', '=', tx.tenant).where('id', '=', id).where('answered_at', 'is', null)) > 0;
}

/** They have had it before them. */
export async function markOtherOpened(tx: Tx, id: Uuid): Promise<void> {
  await tx.run(q.updateTable('cases.other_party').set({ opened_at: tx.now }).where('tenant_id', '=', tx.tenant).where('id', '=', id).where('opened_at', 'is', null));
}

function toOther(row: OtherPartyRow): OtherParty {
  const maybe = (id: string | null) => (id === null ? null : asUuid(id));
  return {
    id: asUuid(row.id), caseId: asUuid(row.case_id), kind: row.kind, asked: row.asked, personId: maybe(row.person_id), protected: row.protected,
    addedBy: row.added_by, addedAt: row.added_at, invitedAt: row.invited_at, dueDay: row.due_day, remindedAt: row.reminded_at,
    documentId: maybe(row.document_id), openedAt: row.opened_at, answeredAt: row.answered_at, answeredDay: row.answered_day,
    answeredHow: row.answered_how, against: row.against, withdrawnAt: row.withdrawn_at, mayAppeal: row.may_appeal, simplifiedToldAt: row.simplified_told_at,
  };
}

/** How many of a case have been asked, have not answered, and are waited for; and the last day of theirs. */
export async function awaited(tx: Tx, caseId: Uuid): Promise<{ signatures: number; answers: number; until: string | null }> {
  const open = (await othersOf(tx, caseId)).filter((one) => one.invitedAt && !one.answeredAt && !one.withdrawnAt && one.asked !== 'information');
  return {
    signatures: open.filter(({ asked }) => asked === 'signature').length, answers: open.filter(({ asked }) => asked !== 'signature').length,
    until: open.map(({ dueDay }) => dueDay).filter((day) => day !== null).sort().at(-1) ?? null,
  };
}
