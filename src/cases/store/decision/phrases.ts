import { asUuid, type Runner, type Uuid } from '../../../platform/index.ts';
import type { PhraseRow, PhraseUse } from '../officers/officer-tables.ts';
import { q } from '../tables.ts';

/** A sentence or more that the authority writes often, the same for everyone who writes it. */
export interface Phrase {
  id: Uuid;
  title: string;
  text: string;
  uses: readonly PhraseUse[];
  /** null: every unit of the authority */
  unitId: Uuid | null;
  /** null: every service */
  service: string | null;
}

/** Every phrase of an authority, by title. */
export async function phrasesOf(tx: Runner, authorityId: Uuid): Promise<Phrase[]> {
  const rows = await tx.all(q.selectFrom('cases.phrase').selectAll().where('tenant_id', '=', tx.tenant).where('authority_id', '=', authorityId)
    .orderBy('title').orderBy('id').limit(500));
  return rows.map(toPhrase);
}

/** What is offered where something is written in a case. */
export async function phrasesFor(tx: Runner, file: { authorityId: Uuid; unitId: Uuid; service: string }, use: PhraseUse): Promise<Phrase[]> {
  return (await phrasesOf(tx, file.authorityId)).filter((one) => one.uses.includes(use)
    && (one.unitId === null || one.unitId === file.unitId) && (one.service === null || one.service === file.service));
}

/** Adds a phrase, or writes over the one with the same id. */
export async function savePhrase(tx: Runner, authorityId: Uuid, phrase: Omit<Phrase, 'id'>, by: Uuid, id?: Uuid): Promise<void> {
  const row = {
    unit_id: phrase.unitId, service: phrase.service, title: phrase.title, uses: [...phrase.uses], text: phrase.text, changed_by: by, changed_at: tx.now,
  };
  if (id) await tx.run(q.updateTable('cases.phrase').set(row).where('tenant_id', '=', tx.tenant).where('authority_id', '=', authorityId).where('id', '=', id));
  else await tx.run(q.insertInto('cases.phrase').values({ tenant_id: tx.tenant, id: tx.id(), authority_id: authorityId, ...row }));
}

/** Takes a phrase away. What has been written with it stays as it was. */
export function removePhrase(tx: Runner, authorityId: Uuid, id: Uuid): Promise<number> {
  return tx.run(q.deleteFrom('cases.phrase').where('tenant_id', '=', tx.tenant).where('authority_id', '=', authorityId).where('id', '=', id));
}

function toPhrase(row: PhraseRow): Phrase {
  return {
    id: asUuid(row.id), title: row.title, text: row.text, uses: row.uses, unitId: row.unit_id === null ? null : asUuid(row.unit_id), service: row.service,
  };
}
