import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import { demoOrganisationNumbers, demoPeople, demoPerson, orgAffiliation } from './people.ts';
import { childrenOf, demoPopulation, populationEntry } from './population.ts';

/**
 * The numbers used here, copied from Skatteverket's list of test numbers (CC0). A number is added to the people only
 * after it was found in that list and added here.
 */
const fromSkatteverket = new Set([
  '194401152204', '195807133052', '196809139295', '197101039282', '197405269288', '197901122387', '197901132394',
  '198101122391', '198101132382', '198301132398', '198501132388', '198701182399', '198801132385', '199003202380',
  '199101132380', '199201112399', '199401152385', '201001132396', '201702142397', '201702152388', '201901152395',
  '201901162386', '196608182942', '196705203252', '197811022388', '198404272380',
  '197205169266', '197603012381', '197603012399', '198303012390', '199003012391',
  '198801062384', '198903312398', '199407112383', '199510022396', '197002259294', '196205143248', '197403199289',
]);

/** A day in the time of the demonstration; the ages hold for some years. */
const today = '2026-11-22';

function age(birthDate: string, day: string): number {
  return Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4)) - (day.slice(5) < birthDate.slice(5) ? 1 : 0);
}

test('every number is an official test number, used once', () => {
  const numbers = demoPopulation.map((entry) => entry.personalIdentityNumber);
  assert.equal(new Set(numbers).size, numbers.length);
  assert.deepEqual(new Set(numbers), fromSkatteverket);
});

test('everyone with a Swedish number is in the population register with the same name and birth date', () => {
  for (const person of demoPeople) {
    if (person.personalIdentityNumber === undefined) continue;
    const entry = populationEntry(person.personalIdentityNumber);
    assert.equal(entry?.givenName, person.givenName);
    assert.equal(entry.familyName, person.familyName);
    assert.equal(entry.birthDate, person.birthDate);
    assert.equal(Number(entry.birthDate.slice(0, 4)), person.birthYear);
  }
});

test('aliases are short, plain and unique, and none hides a number', () => {
  assert.equal(new Set(demoPeople.map(({ alias }) => alias)).size, demoPeople.length);
  for (const { alias } of demoPeople) assert.match(alias, /^[a-z]{3,10}$/);
  assert.equal(demoPerson('nobody'), undefined);
});

test('guardians and spouses exist, are of age, and spouses name each other', () => {
  for (const entry of demoPopulation) {
    for (const guardian of entry.guardians) assert.ok(age(populationEntry(guardian)?.birthDate ?? today, today) >= 18);
    assert.equal(entry.guardians.length > 0, age(entry.birthDate, today) < 18, entry.givenName);
    if (entry.spouse) assert.equal(populationEntry(entry.spouse)?.spouse, entry.personalIdentityNumber);
  }
});

test('the roles of the demonstration are there: ages, household, protection, levels', () => {
  const number = (alias: string): string => demoPerson(alias)?.personalIdentityNumber ?? '';
  const ageOf = (alias: string): number => age(demoPerson(alias)?.birthDate ?? '', today);
  assert.ok(ageOf('anna') >= 75);
  assert.equal(ageOf('filip'), 16);
  assert.ok(childrenOf(number('eva')).some((child) => age(child.birthDate, today) === 9));
  assert.equal(populationEntry(number('carina'))?.spouse, number('david'));
  assert.equal(childrenOf(number('carina')).length, 2);
  assert.deepEqual(childrenOf(number('carina')), childrenOf(number('david')));
  assert.equal(populationEntry(number('greta'))?.address, null);
  const [liv] = childrenOf(number('greta'));
  assert.deepEqual([liv?.protection, liv?.address], ['protected', null]);
  assert.deepEqual(demoPerson('johan')?.levels, ['loa2']);
  assert.equal(demoPerson('ines')?.personalIdentityNumber, undefined);
});

test('staff work at authorities and units that the organisations have', () => {
  for (const { employment, alias } of demoPeople) {
    if (!employment) continue;
    const file = new URL(`organisations/${employment.organisation}.yaml`, import.meta.url);
    const organisation = parse(readFileSync(file, 'utf8')) as {
      organisationNumber: string;
      authorities: { id: string }[];
      units: { id: string; authority: string | null }[];
    };
    const { number } = demoOrganisationNumbers[employment.organisation];
    assert.equal(organisation.organisationNumber.replace('-', ''), number);
    const authorities = [null, ...organisation.authorities.map(({ id }) => id)];
    assert.ok(authorities.includes(employment.authority), alias);
    for (const unit of employment.units) {
      const found = organisation.units.find(({ id }) => id === unit);
      assert.equal(found?.authority, employment.authority, `${alias} ${unit}`);
    }
  }
  assert.equal(orgAffiliation(demoPeople.find(({ alias }) => alias === 'tove') ?? demoPeople[0]!), 'tove@0000000001');
});
