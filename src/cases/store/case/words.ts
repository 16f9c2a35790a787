import type { Tx, Uuid } from '../../../platform/index.ts';
import { nameWords } from '../../model/case/name-words.ts';
import { inTurn } from '../in-turn.ts';
import type { PartyFacts } from '../parties/parties.ts';
import { q } from '../tables.ts';

/** Makes a case findable by the names and numbers of its parties, as keyed hashes. */
export async function addWords(tx: Tx, caseId: Uuid, authorityId: Uuid, people: readonly PartyFacts[]): Promise<void> {
  const hashes = (await inTurn(people, (facts) => hashesOf(tx, facts))).flat();
  const unique = [...new Map(hashes.map((hash) => [hash.toString('hex'), hash])).values()];
  if (!unique.length) return;
  tx.write(q.insertInto('cases.name_word')
    .values(unique.map((hash) => ({ tenant_id: tx.tenant, authority_id: authorityId, hash, case_id: caseId }))));
}

/** Cases of the authority with someone of this number, or with every word in the names of their parties. Newest first. */
export async function casesByWords(tx: Tx, authorityId: Uuid, by: { number: string } | { name: string }): Promise<Uuid[]> {
  const hashes = 'number' in by ? [await numberHash(tx, by.number)] : await wordHashes(tx, nameWords(by.name));
  if (!hashes.length) return [];
  const rows = await tx.all(q.selectFrom('cases.name_word').select('case_id').where('tenant_id', '=', tx.tenant)
    .where('authority_id', '=', authorityId).where('hash', 'in', hashes).groupBy('case_id')
    .having((eb) => eb.fn.count('hash'), '=', hashes.length).orderBy('case_id', 'desc').limit(100));
  return rows.map((row) => row.case_id as Uuid);
}

async function hashesOf(tx: Tx, facts: PartyFacts): Promise<Buffer[]> {
  // A protected name is found by its number only: otherwise a search would tell that the person is here.
  const words = facts.protection === 'none' ? await wordHashes(tx, nameWords(facts.givenName, facts.familyName)) : [];
  return [...words, ...(facts.number ? [await numberHash(tx, facts.number)] : [])];
}

function wordHashes(tx: Tx, words: readonly string[]): Promise<Buffer[]> {
  return inTurn(words, (word) => tx.hash('caseNameWord', word));
}

function numberHash(tx: Tx, number: string): Promise<Buffer> {
  return tx.hash('caseNumberOfPerson', number);
}
