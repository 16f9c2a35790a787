import { findPerson } from '../../../identity/index.ts';
import { asUuid, type Tx, type Uuid } from '../../../platform/index.ts';
import { findCase, updateCase, type CaseFile } from '../../store/case/case-file.ts';
import { inTurn } from '../../store/in-turn.ts';
import { otherFacts } from '../../store/parties/other-parties.ts';
import { partiesOf, partyFacts, type PartyFacts } from '../../store/parties/parties.ts';
import { placeOf, q } from '../../store/tables.ts';
import { coverNotices } from '../notification/take-down.ts';
import { addWords } from '../../store/case/words.ts';

/**
 * Covers somebody whose identity has become protected in every case they are in, also closed ones: what was known of a party is kept as
 * it was when they became one, and would otherwise show and print an address that must no longer be told. The address goes, the name is
 * no longer found by search, what hangs on the notice board comes down, and pages cover the rest until an officer says that they need it. Run as the system; again without harm.
 * @returns the cases where something was covered now
 */
export async function coverPerson(tx: Tx, personId: Uuid): Promise<Uuid[]> {
  const person = await findPerson(tx, personId);
  if (!person?.protected) return [];
  const covered = [...await coverParties(tx, personId, person.facts.protection), ...await coverOthers(tx, personId)];
  for (const caseId of new Set(covered)) tx.emit('cases.covered', { case: caseId });
  return [...new Set(covered)];
}

async function coverParties(tx: Tx, personId: Uuid, protection: PartyFacts['protection']): Promise<Uuid[]> {
  const covered: Uuid[] = [];
  const rows = await tx.all(q.selectFrom('cases.party').select(['id', 'case_id']).where('tenant_id', '=', tx.tenant).where('person_id', '=', personId).limit(1_000));
  for (const row of rows) {
    const facts = await partyFacts(tx, asUuid(row.id));
    if (!facts || facts.protection !== 'none') continue;
    const file = await findCase(tx, asUuid(row.case_id), { lock: true });
    if (!file) continue;
    const cipher = await tx.sealJson(file.keyId, placeOf('cases.party', asUuid(row.id), 'facts_cipher'), { ...facts, protection, address: null });
    await tx.run(q.updateTable('cases.party').set({ facts_cipher: cipher }).where('tenant_id', '=', tx.tenant).where('id', '=', row.id));
    await updateCase(tx, file.id, { protected: true });
    await findAnew(tx, file);
    await coverNotices(tx, file);
    tx.audit({ event: 'cases.personCovered', dossierId: file.id, authorityId: file.authorityId, unitId: file.unitId, subjectId: personId });
    covered.push(file.id);
  }
  return covered;
}

/** A protected name is found by its number only: the words of every party are written again. */
async function findAnew(tx: Tx, file: CaseFile): Promise<void> {
  const facts = (await inTurn(await partiesOf(tx, file.id), ({ id }) => partyFacts(tx, id))).filter((one) => one !== undefined);
  await tx.run(q.deleteFrom('cases.name_word').where('tenant_id', '=', tx.tenant).where('case_id', '=', file.id));
  await addWords(tx, file.id, file.authorityId, facts);
}

/** Somebody who is asked in another's case: what the applicant or staff wrote of where they live goes too. */
async function coverOthers(tx: Tx, personId: Uuid): Promise<Uuid[]> {
  const covered: Uuid[] = [];
  const rows = await tx.all(q.selectFrom('cases.other_party').select(['id', 'case_id']).where('tenant_id', '=', tx.tenant).where('person_id', '=', personId)
    .where('protected', '=', false).limit(1_000));
  for (const row of rows) {
    const [id, file] = [asUuid(row.id), await findCase(tx, asUuid(row.case_id))];
    if (!file) continue;
    const { address: _gone, ...facts } = await otherFacts(tx, id);
    await tx.run(q.updateTable('cases.other_party').set({ protected: true, facts_cipher: await tx.sealJson(file.keyId, placeOf('cases.other_party', id, 'facts_cipher'), facts) })
      .where('tenant_id', '=', tx.tenant).where('id', '=', id));
    tx.audit({ event: 'cases.personCovered', dossierId: file.id, authorityId: file.authorityId, unitId: file.unitId, subjectId: personId });
    covered.push(file.id);
  }
  return covered;
}
