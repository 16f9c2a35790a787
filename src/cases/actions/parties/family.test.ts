import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { readDemoCase } from '../../../../demo/cases/read-case.ts';
import { serve, testHouse, type Client } from '../../../../test/support/index.ts';
import { identity, populationRegister, registerProxy, type RegisterEntry } from '../../../identity/index.ts';
import { messages, writeMessage } from '../../../messages/index.ts';
import { organisation } from '../../../organisation/index.ts';
import { closePdf, fill, uuidv7, type Resident, type Uuid } from '../../../platform/index.ts';
import { services } from '../../../services/index.ts';
import { addEntry, cases, findCase } from '../../index.ts';
import { askThoseOfAge } from './remind-others.ts';
import { answerHash, openMyOther } from '../../resident/parties/other-door.ts';
import { otherSignature } from '../../resident/parties/other-routes.tsx';
import { othersOf } from '../../store/parties/other-parties.ts';
import { apply, applyOwnPart, hire, makeTown, meet, sendIn, signedInResident, signedInStaff, transportAnswers, type Town } from '../../testing.ts';

const entry = (personalIdentityNumber: string, givenName: string, birthDate: string, more: Partial<RegisterEntry> = {}): RegisterEntry => ({
  personalIdentityNumber, givenName, familyName: 'Prov', birthDate, protection: 'none', address: { street: 'Vägen 2', postcode: '999 01', city: 'Exempelstad' },
  municipality: '9999', guardians: [], ...more,
});
const [mother, father, hidden, child, teen, theirs] = ['189001019802', '189002029809', '189005059808', '189006069807', '189007079806', '189008089805'] as const;
const people = new Map([
  entry(mother, 'Mona', '1980-01-01'), entry(father, 'Folke', '1980-02-02'), entry(hidden, 'Hemlig', '1980-03-03', { protection: 'protected', address: null }),
  entry(child, 'Lisa', '2016-03-01', { guardians: [mother, father] }), entry(teen, 'Tor', '2011-12-24', { guardians: [mother, father] }),
  entry(theirs, 'Pim', '2016-05-05', { guardians: [mother, hidden] }),
].map((one) => [one.personalIdentityNumber, one]));
const register = { simulated: true, find: async (number: string) => people.get(number), childrenOf: async (number: string) => [...people.values()].filter(({ guardians }) => guardians.includes(number)) };

const start = new Date('2026-11-20T09:00:00Z');
const house = await testHouse({ rooms: [organisation, identity, messages, services, cases], fills: [fill(populationRegister, async () => register)], now: start });
const server = await serve(house);
after(closePdf);
let town: Town;
let officer: Client;
let mona: Uuid;
let folke: Uuid;
before(async () => {
  town = await makeTown(house, ['fardtjanst', 'ekonomiskt-bistand-manad']);
  officer = await signedInStaff(house, server, town, await hire(house, town, 'Åsa Öberg', { authority: 'tekniska-namnden', roles: ['officer'] }));
  mona = await meet(house, town, 'Mona', 'Prov', mother);
  folke = await meet(house, town, 'Folke', 'Prov', father);
});

/** Mona sends in for a child of hers, and what follows after commit is done. */
async function sentFor(number: string, by = mona): Promise<Uuid> {
  const personId = await meet(house, town, 'Barn', 'Prov', number);
  const proxyId = await house.db.system(town.id, 'test', (tx) => registerProxy(tx, {
    personId, agentId: by, ground: 'guardian', services: [], fromDay: '2026-01-01', untilDay: null, evidence: 'prov', registeredBy: null,
  }));
  const answers = { ...transportAnswers, childCompared: 'Andra barn i samma ålder går till hållplatsen själva.' };
  const { caseId } = await sendIn(house, town, { personId, as: { personId: by, proxyId, ground: 'guardian' }, service: 'transportService', answers });
  await happened('cases.submitted', { case: caseId, person: personId });
  return caseId;
}

const happened = (event: string, ids: Record<string, Uuid>) => cases.events![event]!(house, { id: ids['case']!, tenant: town.id, event, ids, at: house.clock.now() });
const others = (caseId: Uuid) => house.db.system(town.id, 'test', (tx) => othersOf(tx, caseId));
const file = (caseId: Uuid) => house.db.system(town.id, 'test', async (tx) => (await findCase(tx, caseId))!);

/** Signs as the provider would answer: the signature is over what was shown and answered. */
async function signs(personId: Uuid, otherId: Uuid): Promise<void> {
  const who: Resident = { kind: 'resident', sessionId: uuidv7(start), personId, level: 3, provenAt: house.clock.now() };
  await house.db.transaction('resident', { tenant: town.id, person: personId }, who, async (tx) => {
    const context = { tx, who, language: 'sv', about: () => undefined } as unknown as Parameters<typeof otherSignature.signed>[0];
    const door = await openMyOther(context, otherId);
    const done = await otherSignature.signed(context, otherId, {
      personId, name: 'Folke Prov', level: 'loa3', issuer: 'prov', subject: 'prov', signedAt: '2026-11-20T10:00:00Z', transaction: 't', hash: answerHash(door, door.answer!),
      textHash: '', toBeSigned: '', jws: '', idToken: '', providerKey: null,
    });
    assert.equal(done.kind, 'redirect');
  });
}

describe('an application for a child that both guardians sign', () => {
  test('is made and has its day of arrival by the first signature, and is complete by the second', async () => {
    const caseId = await sentFor(child);
    const first = await file(caseId);
    assert.deepEqual([first.arrivedDay, first.completeAt, first.waitingFor, first.promiseDue], ['2026-11-20', null, 'others', null]);
    const [other] = (await others(caseId)).filter(({ kind }) => kind === 'guardian');
    assert.equal(other!.personId, folke);
    house.clock.set(new Date('2026-11-23T09:00:00Z'));
    const browser = await signedInResident(house, server, town, folke);
    const mine = await browser.get(`/mina-sidor/delaktig/${other!.id}`);
    assert.ok(mine.text.includes('Det gör ont att stå.'), 'both read what both sign');
    const asked = await browser.post(`/mina-sidor/delaktig/${other!.id}/svar`, { svar: 'agree', text: '' });
    assert.equal(asked.status, 422, 'there is no provider here to sign with');
    assert.equal((await file(caseId)).waitingFor, 'others', 'being signed in signs nothing');
    await signs(folke, other!.id);
    await happened('cases.otherAnswered', { case: caseId, other: other!.id });
    const then = await file(caseId);
    assert.deepEqual([then.arrivedDay, then.waitingFor], ['2026-11-20', null]);
    assert.notEqual(then.promiseDue, null);
    house.clock.set(start);
  });

  test('one who does not sign says so, and the officer sees it', async () => {
    const caseId = await sentFor(child);
    const [other] = (await others(caseId)).filter(({ kind }) => kind === 'guardian');
    const browser = await signedInResident(house, server, town, folke);
    const sent = await browser.post(`/mina-sidor/delaktig/${other!.id}/svar`, { svar: 'refuse', text: 'Vi är inte överens.' }, { follow: true });
    assert.equal(sent.status, 200, sent.text);
    await officer.post(`/handlaggning/arenden/${caseId}/ta`, { bias: 'no' });
    assert.ok((await officer.get(`/handlaggning/arenden/${caseId}/parter`)).text.includes('Vi är inte överens.'));
  });

  test('a protected guardian breaks the link: nobody is looked up or told, and staff arrange the signature', async () => {
    const caseId = await sentFor(theirs);
    const guardians = (await others(caseId)).filter(({ kind }) => kind === 'guardian');
    assert.deepEqual(guardians.map(({ personId, invitedAt, protected: covered }) => [personId, invitedAt, covered]), [[null, null, true]]);
    await officer.post(`/handlaggning/arenden/${caseId}/ta`, { bias: 'no' });
    const text = (await officer.get(`/handlaggning/arenden/${caseId}/parter/${guardians[0]!.id}`)).text;
    assert.ok(text.includes('kopplingen i folkbokföringen') && !text.includes('Hemlig'));
    const rows = await house.asOwner('select 1 from messages.dispatch d join identity.person p on p.id = d.person_id where d.case_id = $1 and p.protected', [caseId]);
    assert.equal(rows.length, 0);
  });
});

describe('a child old enough to speak for themselves', () => {
  test('is not asked before the birthday, and is on it', async () => {
    const caseId = await sentFor(teen);
    const own = async () => (await others(caseId)).find(({ kind }) => kind === 'child')!;
    assert.equal((await own()).invitedAt, null);
    house.clock.set(new Date('2026-12-23T09:00:00Z'));
    await askThoseOfAge(house, town.id);
    assert.equal((await own()).invitedAt, null);
    house.clock.set(new Date('2026-12-24T09:00:00Z'));
    await askThoseOfAge(house, town.id);
    assert.notEqual((await own()).invitedAt, null);
    const browser = await signedInResident(house, server, town, (await own()).personId!);
    assert.ok((await browser.get(`/mina-sidor/delaktig/${(await own()).id}`)).text.includes('gammal nog att själv säga vad du vill'));
    house.clock.set(start);
  });
});

test('that a party has died stands over their case, with what it means, for whoever opens it', async () => {
  const alive = '189003039806';
  people.set(alive, entry(alive, 'Kim', '1980-03-03'));
  const kim = await meet(house, town, 'Kim', 'Prov', alive);
  const { caseId } = await apply(house, town, kim);
  const page = async () => (await officer.get(`/handlaggning/arenden/${caseId}`)).text;
  await officer.post(`/handlaggning/arenden/${caseId}/ta`, { bias: 'no' });
  assert.doesNotMatch(await page(), /avlidit/);
  people.set(alive, entry(alive, 'Kim', '1980-03-03', { deceasedDay: '2026-11-18' }));
  await meet(house, town, 'Kim', 'Prov', alive);
  assert.match(await page(), /Kim Prov har avlidit[\s\S]*18 november 2026[\s\S]*dödsboet/);
});

describe('one of a couple leaves midway', () => {
  test('sees nothing of the case from then on, is told so, and the one who is left is asked how things stand', async () => {
    const demo = readDemoCase('ekonomiskt-bistand-forra-manaden', '2026-11-05');
    const carina = await meet(house, town, 'Carina', 'Westmark', '198503032386');
    const david = await meet(house, town, 'David', 'Westmark', '198701182399');
    const nils = await signedInStaff(house, server, town, await hire(house, town, 'Nils', { authority: 'socialnamnden', roles: ['officer'] }));
    const { caseId } = await apply(house, town, carina, demo.answers, 'economicAidMonth');
    const own = new Set(['ownIncomes', 'ownAssets']);
    await applyOwnPart(house, town, david, caseId, { ...Object.fromEntries(Object.entries(demo.answers).filter(([id]) => !own.has(id))), ...demo.coApplicant!.answers });
    const at = `/handlaggning/arenden/${caseId}`;
    await nils.post(`${at}/ta`, { bias: 'no' });
    const [party] = await house.asOwner<{ id: Uuid }>('select id from cases.party where case_id = $1 and person_id = $2', [caseId, david]);
    const his = await signedInResident(house, server, town, david);
    assert.equal((await his.get(`/mina-sidor/arenden/${caseId}`)).status, 200);
    await house.db.system(town.id, 'test', async (tx) => {
      const { id, authorityId, keyId } = (await findCase(tx, caseId))!;
      await writeMessage({ house, tx }, { caseId: id, authorityId, keyId }, { author: { kind: 'staff', id: party!.id }, person: 'all', text: 'Till er båda.' });
    });
    assert.equal((await nils.post(`${at}/parter/${party!.id}/lamnar`, { why: '' })).status, 422);
    assert.equal((await nils.post(`${at}/parter/${party!.id}/lamnar`, { why: 'De har flyttat isär den 18 november.' })).status, 303);
    for (const path of ['', '/skickat', '/meddelanden']) assert.equal((await his.get(`/mina-sidor/arenden/${caseId}${path}`)).status, 404, path);
    house.clock.forward(60_000);
    await house.db.system(town.id, 'test', async (tx) => addEntry(tx, (await findCase(tx, caseId))!, { kind: 'announced', part: 'all', authorKind: 'system' }));
    assert.ok('export' in cases.personData);
    const { export: extract } = cases.personData;
    const told = async (person: Uuid) => JSON.stringify(await house.db.system(town.id, 'test', (tx) => extract(tx, person)));
    assert.match(await told(carina), /announced/);
    assert.doesNotMatch(await told(david), /announced|"closed_at"/, 'the extract of their own data ends the day they left');
    assert.match(await told(david), /left_at/);
    assert.ok('export' in messages.personData);
    const { export: letters } = messages.personData;
    const written = async (person: Uuid) => JSON.stringify(await house.db.system(town.id, 'test', (tx) => letters(tx, person)));
    await house.db.system(town.id, 'test', async (tx) => {
      const { id, authorityId, keyId } = (await findCase(tx, caseId))!;
      await writeMessage({ house, tx }, { caseId: id, authorityId, keyId }, { author: { kind: 'staff', id: party!.id }, person: 'all', text: 'Hur bor du nu?' });
    });
    assert.match(await written(carina), /Hur bor du nu/);
    assert.match(await written(carina), /Till er båda/);
    assert.doesNotMatch(await written(david), /Hur bor du nu/, 'what was written to all after he left is not his to be told');
    assert.match(await written(david), /Till er båda/, 'what was written to all before is');
    assert.doesNotMatch(await written(mona), /Till er båda|Hur bor/);
    const hers = await signedInResident(house, server, town, carina);
    const seen = (await hers.get(`/mina-sidor/arenden/${caseId}`)).text;
    assert.ok(seen.includes('lämnade ärendet') && !seen.includes('flyttat isär'));
    const inquiry = (await nils.get(`${at}/utredning`)).text;
    assert.match(inquiry, /Den medsökande har lämnat ärendet/);
    assert.doesNotMatch(inquiry, /Den medsökande har inte lämnat sin del/, 'nobody waits for who has left');
    const adults = /Normen för vuxna[\s\S]*?(\d[\d\u00a0]*)(?: |\u00a0)kr/.exec(inquiry)?.[1]?.replaceAll(/\D/g, '');
    assert.equal(adults, '4000', 'the sum is of whoever is left');
    const checklist = (await nils.get(`${at}/komplettering`)).text;
    assert.doesNotMatch(checklist, /value="coApplicantPart"[^>]*checked|checked[^>]*value="coApplicantPart"/);
    const [asked] = await house.asOwner<{ kind: string }>('select kind from cases.request where case_id = $1', [caseId]);
    assert.equal(asked!.kind, 'completion');
  });
});
