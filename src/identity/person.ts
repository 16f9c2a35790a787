import { sql } from 'kysely';
import { asUuid, type House, type Place, type Runner, type Tx, type Uuid } from '../platform/index.ts';
import { registerOf, type RegisterEntry } from './population-register.ts';
import { q } from './store.ts';

/** What is known of a person, sealed with their own key. */
export interface PersonFacts {
  givenName: string;
  familyName: string;
  /** twelve digits, personal identity or coordination number */
  number?: string;
  /** identifier of a foreign e-ID, with its country */
  foreign?: { identifier: string; country: string; issuer: string };
  birthDate?: string;
  municipality?: string;
  address?: { street: string; postcode: string; city: string } | null;
  protection: 'none' | 'marked' | 'protected';
  /** `YYYY-MM-DD`, as the population register tells */
  deceasedDay?: string;
  email?: string;
  phone?: string;
  /** how the person wants notices; absent: by e-mail */
  noticesBy?: 'sms';
}

export interface Person {
  id: Uuid;
  protected: boolean;
  facts: PersonFacts;
}

/** Who a provider says that someone is: enough to find or make the person. */
export interface Identified {
  number?: string;
  foreign?: { identifier: string; country: string; issuer: string };
  givenName: string;
  familyName: string;
  birthDate?: string;
  /** A provider of sign-in says so. Otherwise somebody else has named them, which changes nothing that is known. */
  vouched?: true;
}

const place = (row: Uuid): Place => ({ table: 'identity.person', row, column: 'facts_cipher' });

/** The person, as far as row level security lets the transaction see them. */
export async function findPerson(tx: Tx, id: Uuid): Promise<Person | undefined> {
  const row = await tx.maybe(q.selectFrom('identity.person').select(['id', 'protected', 'facts_cipher'])
    .where('tenant_id', '=', tx.tenant).where('id', '=', id));
  if (!row) return undefined;
  return { id, protected: row.protected, facts: await tx.openJson<PersonFacts>(place(id), row.facts_cipher) };
}

/** People, as far as row level security lets the transaction see them. */
export async function findPersons(tx: Tx, ids: readonly Uuid[]): Promise<Map<Uuid, Person>> {
  if (!ids.length) return new Map();
  const rows = await tx.all(q.selectFrom('identity.person').select(['id', 'protected', 'facts_cipher']).where('tenant_id', '=', tx.tenant).where(sql<boolean>`id = any(${[...new Set(ids)]}::uuid[])`));
  const facts = await tx.openAllJson<PersonFacts>(rows.map((row) => ({ place: place(asUuid(row.id)), sealed: row.facts_cipher })));
  return new Map(rows.map((row, index) => [asUuid(row.id), { id: asUuid(row.id), protected: row.protected, facts: facts[index]! }]));
}

/** The person with a number, if the organisation knows them. Run as the system. */
export async function findByNumber(tx: Tx, number: string): Promise<Person | undefined> {
  const row = await tx.maybe(q.selectFrom('identity.person').select('id').where('tenant_id', '=', tx.tenant)
    .where('number_hash', 'in', await tx.hashes('personNumber', number)));
  return row && findPerson(tx, asUuid(row.id));
}

export function fullName(facts: Pick<PersonFacts, 'givenName' | 'familyName'>): string {
  return `${facts.givenName} ${facts.familyName}`.trim();
}

/** Whole years at a day (`YYYY-MM-DD`); undefined when the birth date is not known. */
export function ageAt(facts: Pick<PersonFacts, 'birthDate'>, day: string): number | undefined {
  if (!facts.birthDate) return undefined;
  const years = Number(day.slice(0, 4)) - Number(facts.birthDate.slice(0, 4));
  return day.slice(5) < facts.birthDate.slice(5) ? years - 1 : years;
}

/**
 * Finds the person a provider (or a paper) names, or makes them; brings what the population register says up to date.
 * Runs as the system: at sign-in nobody is signed in yet, and staff may not look people up at large.
 */
export async function meetPerson(house: House, tenant: Uuid, identified: Identified, why: string): Promise<Person> {
  const entry = identified.number ? await lookUp(house, tenant, identified.number) : undefined;
  return house.db.system(tenant, why, async (tx) => {
    // A number that has been replaced leads to the person of the new one, and a person known by the old is the same.
    const lookup = lookupOf(entry ? { number: entry.personalIdentityNumber } : identified);
    const known = lookup && (await knownBy(tx, lookup) ?? (entry?.formerNumber ? await knownBy(tx, ['personNumber', entry.formerNumber]) : undefined));
    const id = known ? asUuid(known.id) : tx.id();
    const before = known ? await tx.openJson<PersonFacts>(place(id), known.facts_cipher) : undefined;
    const facts = combine(identified, entry, before);
    const key = known ? asUuid(known.key_id) : await tx.createKey();
    const row = { facts_cipher: await tx.sealJson(key, place(id), facts), protected: facts.protection !== 'none', checked_at: tx.now };
    if (known) {
      if (entry?.formerNumber) await tx.run(q.updateTable('identity.person').set({ number_hash: await tx.hash(...lookup) }).where('tenant_id', '=', tx.tenant).where('id', '=', id));
      await tx.run(q.updateTable('identity.person').set(row).where('tenant_id', '=', tx.tenant).where('id', '=', id));
      // What was known before stands in matters under way: those who keep it cover it.
      if (row.protected && before?.protection === 'none') tx.emit('identity.personCovered', { person: id });
    } else {
      const made = await tx.run(q.insertInto('identity.person')
        .values({ tenant_id: tx.tenant, id, key_id: key, number_hash: lookup ? await tx.hash(...lookup) : null, created_at: tx.now, ...row })
        .onConflict((oc) => oc.doNothing()));
      if (!made) throw new PersonMadeMeanwhile();
      tx.audit({ event: 'identity.personAdded', subjectId: id });
    }
    return { id, protected: row.protected, facts };
  }).catch((error: unknown) => {
    if (error instanceof PersonMadeMeanwhile) return meetPerson(house, tenant, identified, why);
    throw error;
  });
}

async function knownBy(tx: Tx, lookup: [kind: string, value: string]) {
  return tx.maybe(q.selectFrom('identity.person').select(['id', 'key_id', 'facts_cipher']).where('tenant_id', '=', tx.tenant)
    .where('number_hash', 'in', await tx.hashes(...lookup)));
}

/** What has changed of a person since the register was last asked. */
export interface PersonChanged {
  /** whether they are protected now, since when ever */
  protected: boolean;
  protection: boolean;
  died: boolean;
  number: boolean;
  moved: boolean;
}

/** Asks the population register anew about somebody known. @returns what had changed; undefined when there is nothing to ask by */
export async function refreshPerson(house: House, tenant: Uuid, id: Uuid): Promise<PersonChanged | undefined> {
  const before = await house.db.system(tenant, 'refresh', (tx) => findPerson(tx, id));
  if (!before?.facts.number) return undefined;
  const { number, givenName, familyName } = before.facts;
  const after = await meetPerson(house, tenant, { number, givenName, familyName }, 'refresh');
  if (after.id !== id) return undefined;
  return {
    protected: after.protected, protection: after.facts.protection !== before.facts.protection, died: after.facts.deceasedDay !== before.facts.deceasedDay,
    number: after.facts.number !== number, moved: after.facts.municipality !== before.facts.municipality,
  };
}

/** Two first sign-ins at once: the other one made the person; find them instead. */
class PersonMadeMeanwhile extends Error {}

/** Lets an authority's staff read a person, since a matter of theirs is with it. */
export async function makeKnown(tx: Runner, authorityId: Uuid, personId: Uuid): Promise<void> {
  tx.write(q.insertInto('identity.known_to')
    .values({ tenant_id: tx.tenant, authority_id: authorityId, person_id: personId, since: tx.now })
    .onConflict((oc) => oc.doNothing()));
}

/** What the population register tells of a number; undefined when it knows none, or there is no register. */
export async function lookUp(house: House, tenant: Uuid, number: string): Promise<RegisterEntry | undefined> {
  return (await registerOf(house, tenant))?.find(number);
}

/** What someone is looked up by: their number, or their foreign identifier. */
function lookupOf({ number, foreign }: Pick<Identified, 'number' | 'foreign'>): [kind: string, value: string] | undefined {
  if (number) return ['personNumber', number];
  return foreign ? ['foreignPerson', `${foreign.issuer}|${foreign.identifier}`] : undefined;
}

/** Stores every person's hash under the newest lookup key. @returns how many were not there yet */
export async function rehashPersons(tx: Tx): Promise<number> {
  let changed = 0;
  const rows = await tx.all(q.selectFrom('identity.person').select(['id', 'number_hash', 'facts_cipher'])
    .where('tenant_id', '=', tx.tenant).where('number_hash', 'is not', null));
  for (const row of rows) {
    const lookup = lookupOf(await tx.openJson<PersonFacts>(place(asUuid(row.id)), row.facts_cipher));
    const hash = lookup && await tx.hash(...lookup);
    if (!hash || row.number_hash?.equals(hash)) continue;
    await tx.run(q.updateTable('identity.person').set({ number_hash: hash }).where('tenant_id', '=', tx.tenant).where('id', '=', row.id));
    changed += 1;
  }
  return changed;
}

function combine(identified: Identified, entry: RegisterEntry | undefined, before: PersonFacts | undefined): PersonFacts {
  const { foreign, number } = identified;
  const said = identified.vouched || !before ? identified : before;
  return {
    ...before,
    givenName: entry?.givenName ?? said.givenName,
    familyName: entry?.familyName ?? said.familyName,
    ...((entry?.personalIdentityNumber ?? number) && { number: entry?.personalIdentityNumber ?? number! }),
    ...(foreign && { foreign }),
    ...((entry?.birthDate ?? identified.birthDate) && { birthDate: entry?.birthDate ?? identified.birthDate! }),
    ...(entry && { municipality: entry.municipality, address: entry.protection === 'none' ? entry.address : null }),
    ...(entry?.deceasedDay && { deceasedDay: entry.deceasedDay }),
    protection: entry?.protection ?? before?.protection ?? 'none',
  };
}
