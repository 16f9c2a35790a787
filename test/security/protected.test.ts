import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { letterHead } from '../../src/cases/actions/decision/letter.ts';
import { invitePeople } from '../../src/cases/actions/parties/name-others.ts';
import { cases, findCase, postNotice } from '../../src/cases/index.ts';
import { decisionsOf } from '../../src/cases/store/decision/decisions.ts';
import { insertOther, markInvited, otherFacts } from '../../src/cases/store/parties/other-parties.ts';
import { submissionsOf } from '../../src/cases/store/application/submissions.ts';
import { apply, extensionAnswers, hire, makeTown, meet, signedInResident, signedInStaff, type Town } from '../../src/cases/testing.ts';
import { packageOf } from '../../src/exchange/actions/build-package.ts';
import { deliveryById, orderDelivery } from '../../src/exchange/store/deliveries.ts';
import { identity, meetPerson, populationRegister, type RegisterEntry } from '../../src/identity/index.ts';
import { messages } from '../../src/messages/index.ts';
import { organisation } from '../../src/organisation/index.ts';
import { payments } from '../../src/payments/index.ts';
import { addCharge, chargeContent, chargesOfCase } from '../../src/payments/store/charges.ts';
import { addOrder, orderContent, ordersOfCase } from '../../src/payments/store/orders.ts';
import { closePdf, fill, swedishDay, type Tx, type Uuid } from '../../src/platform/index.ts';
import { startWork } from '../../src/platform/outbox/work.ts';
import { services } from '../../src/services/index.ts';
import { serve, testHouse, until, type Client } from '../support/index.ts';

/** Somebody whose identity becomes protected when much is already under way: what was kept as it was must not go on telling where they are. */

const numbers = { tilda: '189001019802', bo: '189002029801', nora: '189003039800', greta: '189004049809', hans: '189005059808' };
const entry = (personalIdentityNumber: string, givenName: string): RegisterEntry => ({
  personalIdentityNumber, givenName, familyName: 'Prov', birthDate: '1890-01-01', protection: 'none', address: { street: 'Hemvägen 7', postcode: '999 07', city: 'Gömstad' },
  municipality: '9999', guardians: [],
});
const people = new Map([entry(numbers.tilda, 'Tilda'), entry(numbers.bo, 'Bo'), entry(numbers.nora, 'Nora'), entry(numbers.greta, 'Greta'), entry(numbers.hans, 'Hans')].map((one) => [one.personalIdentityNumber, one]));
const register = { simulated: true, find: async (number: string) => people.get(number), childrenOf: async () => [] };

const rooms = [organisation, identity, messages, services, cases, payments];
const house = await testHouse({ rooms, fills: [fill(populationRegister, async () => register)] });
house.atEnd(async () => { closePdf(); });
const server = await serve(house);
let town: Town;
let officer: Client;
before(async () => {
  town = await makeTown(house, ['fardtjanst', 'bygglov']);
  officer = await signedInStaff(house, server, town, await hire(house, town, 'Åsa Öberg', { authority: 'tekniska-namnden', unit: 'fardtjanst', roles: ['officer'] }));
  const work = await startWork(house, rooms, { schema: 'protected_worker', tenants: [town.id] });
  house.atEnd(() => work.stop());
});

const system = <T>(work: (tx: Tx) => Promise<T>) => house.db.system(town.id, 'test', work);
const isProtected = async (caseId: Uuid) => (await house.asOwner<{ protected: boolean }>('select protected from cases.case_file where id = $1', [caseId]))[0]!.protected;

/** They sign in, and the population register now says that they are protected. */
async function becomesProtected(number: string): Promise<void> {
  people.set(number, { ...people.get(number)!, protection: 'protected', address: null });
  await meetPerson(house, town.id, { number, givenName: 'x', familyName: 'y', vouched: true }, 'sign-in');
}

/** What the room of cases tells a person of themselves. */
function ownExtract(tx: Tx, person: Uuid): Promise<unknown> {
  assert.ok('export' in cases.personData);
  return cases.personData.export(tx, person);
}

const whereabouts = /Hemvägen|Gömstad|999 07|Vägen 1|0701740605|701740605|Det gör ont/;

test('who turns out at a sign-in to be protected is covered in the cases they already have: pages, search, letters, packages, money', async () => {
  const tilda = await meet(house, town, 'Tilda', 'Prov', numbers.tilda);
  const [open, closed] = [(await apply(house, town, tilda)).caseId, (await apply(house, town, tilda)).caseId];
  await house.asOwner('update cases.case_file set closed_at = now(), state = \'closed\', closed_why = \'other\' where id = $1', [closed]);
  const at = `/handlaggning/arenden/${open}`;
  await officer.post(`${at}/ta`, { bias: 'no' });
  assert.match((await officer.get(at)).text, /Hemvägen 7/, 'the test has something to hide');
  assert.ok((await officer.post('/handlaggning/sok', { q: 'Tilda Prov' })).text.includes(open));
  assert.equal((await officer.post(`${at}/uppgift`, { what: 'Ring till Hemvägen 7', due: '2099-01-01', to: 'officer' })).status, 303);
  assert.match((await officer.get('/handlaggning/uppgifter')).text, /Ring till Hemvägen 7/);
  const [delivery, charge, order] = await system(async (tx) => {
    const file = (await findCase(tx, open))!;
    const party = (await house.asOwner<{ id: Uuid }>('select id from cases.party where case_id = $1', [open]))[0]!.id;
    const made = await orderDelivery(tx, { authorityId: file.authorityId, caseId: open, target: 'records', what: 'case' });
    const owed = await addCharge(tx, file.keyId, {
      authorityId: file.authorityId, unitId: file.unitId, caseId: open, caseNumber: file.number, decisionId: made, partyId: party, kind: 'fee', amountOre: 10_000, covered: false,
      export: 'ledger', content: { name: 'Tilda Prov', address: ['Hemvägen 7', '999 07 Gömstad'], text: 'Avgift' },
    });
    const paid = await addOrder(tx, file.keyId, {
      authorityId: file.authorityId, unitId: file.unitId, caseId: open, caseNumber: file.number, decisionId: made, line: 'applicant', attempt: 1, partyId: party, receiver: 'party',
      amountOre: 10_000, mostOre: 10_000, dueDay: '2099-01-01', periodFrom: null, periodUntil: null, export: 'bank', state: 'attested', lacks: null, deciderId: null, covered: false,
      content: { name: 'Tilda Prov', account: { kind: 'notice', street: 'Hemvägen 7', postcode: '99907', city: 'Gömstad' } },
    }, null);
    return [made, owed, paid];
  });
  const built = () => system(async (tx) => Object.entries(unzipSync((await packageOf(tx, (await deliveryById(tx, delivery))!)).bytes)).map(([name, bytes]) => `${name}\n${strFromU8(bytes)}`).join('\n'));
  assert.match(await built(), whereabouts);

  await becomesProtected(numbers.tilda);
  await until('both cases are covered', async () => await isProtected(open) && await isProtected(closed));

  for (const caseId of [open, closed]) {
    for (const path of ['', '/parter', '/beslut', '/handlingar', '/handelser', '/frister']) {
      const { text } = await officer.get(`/handlaggning/arenden/${caseId}${path}`);
      assert.ok(!/Tilda|18900101/.test(text) && !whereabouts.test(text), `${caseId === open ? 'open' : 'closed'} ${path}`);
    }
  }
  for (const list of ['/handlaggning', '/handlaggning/uppgifter', '/handlaggning/tillstand']) assert.ok(!whereabouts.test((await officer.get(list)).text), list);
  assert.ok(!(await officer.post('/handlaggning/sok', { q: 'Tilda Prov' })).text.includes(open), 'the name finds nothing');
  assert.ok((await officer.post('/handlaggning/sok', { q: numbers.tilda })).text.includes(open), 'the number does');
  const { head } = await system(async (tx) => letterHead(tx, (await findCase(tx, open))!, undefined, 'sv'));
  assert.deepEqual(head.recipient, ['Tilda Prov']);
  const again = await built();
  assert.doesNotMatch(again, whereabouts);
  assert.match(again, /"protectedIdentity": true/);
  assert.equal((await house.asOwner('select 1 from platform.document where dossier_id = $1', [delivery])).length, 1, 'the package that told is gone');
  await until('the charge is covered', async () => (await system((tx) => chargesOfCase(tx, open)))[0]!.covered);
  assert.deepEqual(await system((tx) => chargeContent(tx, charge)), { name: 'Tilda Prov', text: 'Avgift' });
  const [held] = await system((tx) => ordersOfCase(tx, open));
  assert.deepEqual([held?.state, held?.lacks, held?.covered], ['held', 'account', true], 'no money order goes to where they live');
  assert.deepEqual(await system((tx) => orderContent(tx, order)), { name: 'Tilda Prov' });
});

test('a neighbour who was asked before reads nothing of the application any more, and one who is protected themselves has no address in the case', async () => {
  const nora = await meet(house, town, 'Nora', 'Prov', numbers.nora);
  const bo = await meet(house, town, 'Bo', 'Prov', numbers.bo);
  const { caseId } = await apply(house, town, nora);
  const other = await system(async (tx) => {
    const file = (await findCase(tx, caseId))!;
    assert.equal((await decisionsOf(tx, caseId)).length, 0);
    const id = await insertOther(tx, file, {
      kind: 'guardian', asked: 'signature', addedBy: 'staff', mayAppeal: false, personId: bo, facts: { name: 'Bo Prov', address: { street: 'Grannvägen 9', postcode: '999 09', city: 'Ort' } },
    });
    const { content } = (await submissionsOf(tx, caseId))[0]!;
    await markInvited(tx, file, id, { dueDay: null, remindDay: null, shown: { text: 'Läs det här.', sections: content.seen.sections }, documentId: null, simplifiedTold: false });
    return id;
  });
  const browser = await signedInResident(house, server, town, bo);
  const at = `/mina-sidor/delaktig/${other}`;
  assert.match((await browser.get(at)).text, /Vägen 1/, 'the test has something to hide');
  assert.match(JSON.stringify(await system((tx) => ownExtract(tx, bo))), whereabouts);
  for (const path of [`/mina-sidor/arenden/${caseId}`, `/mina-sidor/arenden/${caseId}/akt`, `/mina-sidor/arenden/${caseId}/ring-mig`]) {
    assert.equal((await browser.get(path)).status, 404, path);
  }
  await becomesProtected(numbers.nora);
  await until('the case is covered', () => isProtected(caseId));
  const covered = (await browser.get(at)).text;
  assert.doesNotMatch(covered, whereabouts);
  assert.doesNotMatch(JSON.stringify(await system((tx) => ownExtract(tx, bo))), whereabouts);
  assert.match(covered, /Läs det här/, 'they are still asked');

  await becomesProtected(numbers.bo);
  await until('the other party is covered', async () => (await house.asOwner<{ protected: boolean }>('select protected from cases.other_party where id = $1', [other]))[0]!.protected);
  assert.deepEqual(await system((tx) => otherFacts(tx, other)), { name: 'Bo Prov' });
});

describe('a building permit', () => {
  const neighbour = { name: 'Hans Prov', number: numbers.hans, address: { street: 'Grannvägen 9', postcode: '999 09', city: 'Ort' } };
  let bo: Client;
  before(async () => { bo = await signedInStaff(house, server, town, await hire(house, town, 'Bo Bygg', { authority: 'byggnadsnamnden', roles: ['officer'] })); });
  const begun = async () => {
    const { caseId } = await apply(house, town, await meet(house, town, 'Greta', 'Prov', numbers.greta), extensionAnswers, 'buildingPermit');
    assert.equal((await bo.post(`/handlaggning/arenden/${caseId}/ta`, { bias: 'no' })).status, 303);
    return caseId;
  };
  const added = (caseId: Uuid) => system(async (tx) => insertOther(tx, (await findCase(tx, caseId))!, { kind: 'neighbours', asked: 'hearing', addedBy: 'applicant', mayAppeal: true, facts: neighbour }));

  test('a neighbour who is protected already keeps no address that somebody typed, and is uncovered and asked by the officer alone, with a reason that is kept', async () => {
    const caseId = await begun();
    people.set(numbers.hans, { ...people.get(numbers.hans)!, protection: 'protected', address: null });
    const other = await added(caseId);
    await invitePeople(house, town.id, caseId);
    assert.deepEqual(await system((tx) => otherFacts(tx, other)), { name: 'Hans Prov', number: numbers.hans });
    const at = `/handlaggning/arenden/${caseId}`;
    const of = `${at}/parter/${other}`;
    const ask = () => bo.post(`${of}/fraga`, { due: '2099-01-01' });
    const invited = async () => (await house.asOwner<{ invited_at: Date | null }>('select invited_at from cases.other_party where id = $1', [other]))[0]!.invited_at !== null;
    const covered = (await bo.get(of)).text;
    assert.doesNotMatch(covered, /Hans|18900505/);
    assert.match(covered, /Varför behöver du se dem/);
    for (const step of ['fraga', 'paminn', 'ta-tillbaka', 'svar']) assert.equal((await bo.post(`${of}/${step}`, { due: '2099-01-01', svar: 'nothing', signedBy: 'x', day: '2020-01-01' })).location?.pathname, of, step);
    assert.equal(await invited(), false);
    const shown = await bo.post(`${at}/visa-skyddade`, { reason: 'send', part: other });
    assert.equal(shown.location?.pathname, of);
    assert.match((await bo.get(of)).text, /Hans Prov/);
    assert.equal((await ask()).status, 303);
    assert.equal(await invited(), true);
    const [log] = await house.asOwner<{ detail: { reason: string; part: string } }>('select detail from platform.audit_entry where dossier_id = $1 and event = $2', [caseId, 'cases.protectedUncovered']);
    assert.deepEqual([log?.detail.reason, log?.detail.part], ['send', other]);
    assert.equal((await bo.post(`${at}/visa-skyddade`, { reason: 'nyfiken' })).status, 404);
  });

  test('what hangs on the notice board about somebody comes down the moment they are protected, names no place any more, and leaves its trace and a task', async () => {
    const caseId = await begun();
    const notice = await system(async (tx) => {
      const file = (await findCase(tx, caseId))!;
      return postNotice(tx, {
        authorityId: file.authorityId, kind: 'decision', caseId, decisionId: tx.id(), title: 'Bygglov, Eken 3', body: `Bifall. Ärende ${file.number}.`, upDay: swedishDay(tx.now), downDay: '2099-01-01', appealUntil: '2098-12-31',
      });
    });
    const anyone = server.browser(town);
    assert.match((await anyone.get('/anslagstavla')).text, /Eken 3/);
    await becomesProtected(numbers.greta);
    await until('the case is covered', () => isProtected(caseId));
    assert.doesNotMatch((await anyone.get('/anslagstavla')).text, /Eken 3/);
    assert.equal((await anyone.get(`/anslagstavla/${notice}`)).status, 404);
    const proof = (await bo.get(`/handlaggning/anslag/${notice}`)).text;
    assert.match(proof, /Togs ned .*skyddade personuppgifter/s);
    for (const page of [proof, (await bo.get('/handlaggning/anslag')).text, (await bo.get(`/handlaggning/arenden/${caseId}/handelser`)).text]) assert.doesNotMatch(page, /Eken 3/);
    const [log] = await house.asOwner<{ detail: { early: boolean } }>('select detail from platform.audit_entry where dossier_id = $1 and event = $2', [caseId, 'cases.noticeTakenDown']);
    assert.equal(log?.detail.early, true);
    assert.match((await bo.get(`/handlaggning/arenden/${caseId}/frister`)).text + (await bo.get('/handlaggning/uppgifter')).text, /Anslaget om beslutet togs ned i förtid/);
  });
});
