import { asUuid, type Place, type Tx, type Uuid } from '../../platform/index.ts';
import type { SourceAnswer } from '../model/benefits.ts';
import { q, type BenefitPurpose, type BenefitState } from './tables.ts';

/** A question about a party's benefits. */
export interface StoredQuestion {
  id: Uuid;
  authorityId: Uuid;
  caseId: Uuid;
  partyId: Uuid;
  staffId: Uuid;
  purpose: BenefitPurpose;
  /** `YYYY-MM-DD` */
  from: string;
  until: string;
  askedAt: Date;
  state: BenefitState;
  attempts: number;
  nextAt: Date | null;
  answeredAt: Date | null;
  toldAt: Date | null;
  keyId: Uuid;
}

/** What was answered. */
export interface KeptAnswer { simulated: boolean; sources: readonly SourceAnswer[] }

const place = (id: Uuid): Place => ({ table: 'exchange.benefit_question', row: id, column: 'answer_cipher', revision: 1 });

/** Asks: the answer is fetched after commit. */
export async function addQuestion(tx: Tx, wish: Pick<StoredQuestion, 'authorityId' | 'caseId' | 'partyId' | 'staffId' | 'purpose' | 'from' | 'until' | 'keyId'>): Promise<Uuid> {
  const id = tx.id();
  await tx.run(q.insertInto('exchange.benefit_question').values({
    tenant_id: tx.tenant, id, authority_id: wish.authorityId, case_id: wish.caseId, party_id: wish.partyId, staff_id: wish.staffId, purpose: wish.purpose,
    from_day: wish.from, until_day: wish.until, asked_at: tx.now, state: 'waiting', attempts: 0, next_at: tx.now, answered_at: null, key_id: wish.keyId, answer_cipher: null, told_at: null,
  }));
  return id;
}

/** @param lock waits for another that fetches the same */
export async function questionById(tx: Tx, id: Uuid, options: { lock?: boolean } = {}): Promise<StoredQuestion | undefined> {
  const query = q.selectFrom('exchange.benefit_question').selectAll().where('tenant_id', '=', tx.tenant).where('id', '=', id);
  const row = await tx.maybe(options.lock ? query.forUpdate() : query);
  return row && toQuestion(row);
}

/** Newest first. */
export async function questionsOfCase(tx: Tx, caseId: Uuid): Promise<StoredQuestion[]> {
  return (await tx.all(q.selectFrom('exchange.benefit_question').selectAll().where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId)
    .orderBy('asked_at', 'desc').limit(50))).map(toQuestion);
}

export async function dueQuestions(tx: Tx, most: number): Promise<Uuid[]> {
  const rows = await tx.all(q.selectFrom('exchange.benefit_question').select('id').where('tenant_id', '=', tx.tenant).where('state', '=', 'waiting').where('next_at', '<=', tx.now)
    .orderBy('next_at').limit(most));
  return rows.map(({ id }) => asUuid(id));
}

export async function answerOf(tx: Tx, id: Uuid): Promise<KeptAnswer | undefined> {
  const row = await tx.maybe(q.selectFrom('exchange.benefit_question').select('answer_cipher').where('tenant_id', '=', tx.tenant).where('id', '=', id));
  return row?.answer_cipher ? tx.openJson<KeptAnswer>(place(id), row.answer_cipher) : undefined;
}

export async function keepAnswer(tx: Tx, { id, keyId, attempts }: StoredQuestion, answer: KeptAnswer): Promise<void> {
  await tx.run(q.updateTable('exchange.benefit_question').set({
    state: 'answered', answered_at: tx.now, next_at: null, attempts: attempts + 1, answer_cipher: await tx.sealJson(keyId, place(id), answer),
  }).where('tenant_id', '=', tx.tenant).where('id', '=', id));
}

export async function updateQuestion(tx: Tx, id: Uuid, change: Partial<{ state: BenefitState; attempts: number; next_at: Date | null; told_at: Date }>): Promise<void> {
  await tx.run(q.updateTable('exchange.benefit_question').set(change).where('tenant_id', '=', tx.tenant).where('id', '=', id));
}

function toQuestion(row: {
  id: string; authority_id: string; case_id: string; party_id: string; staff_id: string; purpose: BenefitPurpose; from_day: string; until_day: string; asked_at: Date;
  state: BenefitState; attempts: number; next_at: Date | null; answered_at: Date | null; told_at: Date | null; key_id: string;
}): StoredQuestion {
  return {
    id: asUuid(row.id), authorityId: asUuid(row.authority_id), caseId: asUuid(row.case_id), partyId: asUuid(row.party_id), staffId: asUuid(row.staff_id), purpose: row.purpose,
    from: row.from_day, until: row.until_day, askedAt: row.asked_at, state: row.state, attempts: row.attempts, nextAt: row.next_at, answeredAt: row.answered_at,
    toldAt: row.told_at, keyId: asUuid(row.key_id),
  };
}
