import { lookUp, makeKnown, meetPerson } from '../../../identity/index.ts';
import type { House, Staff, Tx, Uuid } from '../../../platform/index.ts';
import { addEntry } from '../../store/case/entries.ts';
import { insertOther, othersOf, otherFacts, type OtherFacts } from '../../store/parties/other-parties.ts';
import { inTurn } from '../../store/in-turn.ts';
import type { OpenedCase } from '../case/open-case.ts';
import { otherRule } from './other-rule.ts';

/**
 * Adds another party that staff have found: a neighbour from the list of owners, a consultee. With a number they are met as a person
 * and may sign in; name and address come from the population register when it knows them, unless they are protected.
 * @returns undefined when the service has no such party, or when they are there already
 */
export async function addOther(
  { house, tx }: { house: House; tx: Tx }, who: Staff, { file, version }: OpenedCase, wish: { kind: string; facts: OtherFacts },
): Promise<Uuid | undefined> {
  const rule = otherRule(version, wish.kind, 'sv');
  if (!rule) return undefined;
  const there = await inTurn(await othersOf(tx, file.id), async (one) => ({ ...one, facts: await otherFacts(tx, one.id) }));
  const same = ({ number, organisationNumber, name }: OtherFacts) => [number ?? '', organisationNumber ?? '', name.toLowerCase()].join('|');
  if (there.some((one) => one.kind === wish.kind && !one.withdrawnAt && same(one.facts) === same(wish.facts))) return undefined;
  const met = wish.facts.number ? await known(house, tx, file.authorityId, { ...wish.facts, number: wish.facts.number }) : undefined;
  const id = await insertOther(tx, file, {
    kind: wish.kind, asked: rule.asked, facts: met?.facts ?? wish.facts, addedBy: 'staff', mayAppeal: rule.mayAppeal,
    ...(met && { personId: met.id, protected: met.protected }),
  });
  await addEntry(tx, file, { kind: 'otherAdded', part: 'staff', authorKind: 'staff', authorId: who.staffId, refId: id, content: { text: rule.word } });
  tx.audit({ event: 'cases.otherAdded', dossierId: file.id, unitId: file.unitId, ...(met && { subjectId: met.id }), detail: { kind: wish.kind } });
  return id;
}

/** Someone with a number, as the population register knows them; a protected person's address is never fetched. */
export async function known(
  house: House, tx: Tx, authorityId: Uuid, facts: OtherFacts & { number: string },
): Promise<{ id: Uuid; protected: boolean; facts: OtherFacts }> {
  const entry = await lookUp(house, tx.tenant, facts.number);
  const [givenName = '', ...rest] = facts.name.split(' ');
  const person = await meetPerson(house, tx.tenant, {
    number: facts.number, givenName: entry?.givenName ?? givenName, familyName: entry?.familyName ?? rest.join(' '),
  }, 'other party');
  await makeKnown(tx, authorityId, person.id);
  const { address: written, ...named } = facts;
  const address = person.protected ? undefined : entry?.address ?? written;
  return {
    id: person.id, protected: person.protected,
    facts: { ...named, name: entry ? `${entry.givenName} ${entry.familyName}` : facts.name, ...(address && { address }) },
  };
}
