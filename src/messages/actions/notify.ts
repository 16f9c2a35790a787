import type { Language, Tx, Uuid } from '../../platform/index.ts';
import type { NoticeKind } from '../model.ts';
import { q } from '../store.ts';

export interface Notice {
  personId: Uuid;
  kind: NoticeKind;
  caseId?: Uuid;
  /** class of the information it is about: decides what the e-mail may say */
  confidentiality: number;
  /** names the occasion, so that asking twice sends once: by default person, kind and case */
  key?: string;
  language?: Language;
}

/**
 * Asks for a notice: it is sent after commit, to the address the person has given, or to a child's guardians.
 * @returns false when the same occasion had been asked for already
 */
export async function notify(tx: Tx, notice: Notice): Promise<boolean> {
  const { personId, kind, caseId, confidentiality, language = 'sv' } = notice;
  const id = tx.id();
  const key = notice.key ?? [kind, personId, caseId].join('/');
  const made = await tx.run(q.insertInto('messages.dispatch').values({
    tenant_id: tx.tenant, id, key, person_id: personId, kind, case_id: caseId ?? null, confidentiality, language, made_at: tx.now,
    attempts: 0, sent_at: null, given_up: null, reported: null, reported_at: null, mail_only: false, bounced_at: null, address_hash: null,
  }).onConflict((conflict) => conflict.doNothing()));
  if (made) tx.emit('messages.dispatchAsked', { dispatch: id });
  return made > 0;
}

/** The occasion that a notice was asked for with (`key`), for whoever is told that it did not arrive. Run as the system. */
export async function occasionOf(tx: Tx, dispatch: Uuid): Promise<string | undefined> {
  const row = await tx.maybe(q.selectFrom('messages.dispatch').select(['key', 'mail_only']).where('tenant_id', '=', tx.tenant).where('id', '=', dispatch));
  return row?.mail_only ? row.key.replace(/\/mail$/, '') : row?.key;
}
