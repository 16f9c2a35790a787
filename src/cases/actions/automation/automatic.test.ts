import assert from 'node:assert/strict';
import { createHmac, createHash } from 'node:crypto';
import { before, test } from 'node:test';
import { readDemoCase } from '../../../../demo/cases/read-case.ts';
import { hidden, serve, testHouse, type Client } from '../../../../test/support/index.ts';
import type { Answers } from '../../../forms/index.ts';
import { identity } from '../../../identity/index.ts';
import { messages } from '../../../messages/index.ts';
import { organisation } from '../../../organisation/index.ts';
import { closePdf, textOfPdf, type Uuid } from '../../../platform/index.ts';
import { services } from '../../../services/index.ts';
import { cases } from '../../index.ts';
import { keepSeeds } from './keep-seeds.ts';
import { apply, hire, makeTown, meet, signedInResident, signedInStaff, type Town, type Worker } from '../../testing.ts';

const house = await testHouse({ rooms: [organisation, identity, messages, services, cases], now: new Date('2026-11-05T09:00:00Z') });
house.atEnd(async () => { closePdf(); });
const server = await serve(house);
const base = '/handlaggning/uppfoljning/automatik';
let town: Town;
let [nils, olga, maria]: Client[] = [];
let resident: Client;
let manager: Worker;
let carina: Uuid;
let first: Uuid;

/** A month of somebody who lives alone, has no incomes, and answers that nothing has changed. */
const month = readDemoCase('ekonomiskt-bistand-forra-manaden', '2026-11-05').answers;
const left = ['partner', 'children', 'childrenNeeds', 'changesText', 'ownIncomes', 'careCosts', 'newIncome', 'landlord', 'otherInfo', 'planWhy', 'activities'];
const same = {
  ...Object.fromEntries(Object.entries(month).filter(([id]) => !left.includes(id))),
  changes: ['nothing'], family: 'single', hasChildren: false, hasIncomes: false, hasSavings: false, hasCare: false, situation: 'sick', followedPlan: 'followed', hasExpenses: true,
  expenses: [{ id: 'r1', answers: { kind: 'rent', amount: 500_000 } }], account: { clearing: '6000', account: '123456789' }, rentTo: 'me',
} as unknown as Answers;

before(async () => {
  town = await makeTown(house, ['ekonomiskt-bistand-manad']);
  carina = await meet(house, town, 'Carina', 'Westmark', '198503032386');
  const social = { authority: 'socialnamnden', unit: 'forsorjningsstod' };
  nils = await signedInStaff(house, server, town, await hire(house, town, 'Nils', { ...social, roles: ['officer'] }));
  manager = await hire(house, town, 'Olga', { ...social, roles: ['manager'] });
  olga = await signedInStaff(house, server, town, manager);
  maria = await signedInStaff(house, server, town, await hire(house, town, 'Maria', { authority: 'tekniska-namnden', roles: ['manager'] }));
  resident = await signedInResident(house, server, town, carina);
});

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');
/** Sends an application in, and lets happen what happens after commit. */
async function applied(answers: Answers = same, person = carina): Promise<Uuid> {
  house.clock.forward(1_000);
  const { caseId } = await apply(house, town, person, answers, 'economicAidMonth');
  await happen('cases.submitted', { case: caseId, person });
  return caseId;
}
const happen = (event: string, ids: Record<string, Uuid>) => cases.events![event]!(house, { id: ids['case'] ?? town.id, tenant: town.id, event, ids, at: house.clock.now() });
const decisionOf = async (caseId: Uuid) => (await house.asOwner<{ id: Uuid; decider: string; decided_by: string | null; outcome: string; delegation_point: string }>(
  'select id, decider, decided_by, outcome, delegation_point from cases.decision where case_id = $1', [caseId]))[0];
const reasonsIn = async (caseId: Uuid) => {
  await olga!.post(`/handlaggning/arenden/${caseId}/skal`, { reason: 'review' });
  return /Prövades för automatiskt beslut och gick till handläggare\.([^<]*)/.exec((await olga!.get(`/handlaggning/arenden/${caseId}/handelser`)).text)?.[1] ?? '';
};
const switchOn = async (oneIn: number) => {
  const done = await olga!.post(`${base}/pa`, { service: 'economicAidMonth', resolution: '§ 87, 2026-10-14', oneIn: String(oneIn) });
  await happen('cases.automationOn', {});
  return done;
};
async function grantByHand(caseId: Uuid): Promise<void> {
  const at = `/handlaggning/arenden/${caseId}`;
  await nils!.post(`${at}/ta`, { bias: 'no' });
  const form = (await nils!.get(`${at}/beslut`)).text;
  const items = [...new Set([...form.matchAll(/name="(\w+)\.outcome"/g)].map(([, item]) => item!))];
  const fields = Object.fromEntries(items.flatMap((item) => [
    [`${item}.outcome`, 'granted'], [`${item}.reasons`, item === 'norm' ? 'asNorm' : 'reasonableCost'], [`${item}.from`, '2026-10-01'], [`${item}.until`, '2026-10-31'], [`${item}.amount`, '5 000'],
  ]));
  const saved = await nils!.post(`${at}/beslut`, { ...fields, amount: '10 000', revision: hidden(form, 'revision'), do: 'onward' });
  assert.equal(saved.status, 303);
  const confirm = (await nils!.get(saved.location!)).text;
  const made = await nils!.post(saved.location!, { revision: hidden(confirm, 'revision'), inquiry: hidden(confirm, 'inquiry'), unbiased: '1' });
  assert.equal(made.status, 303);
}

test('as long as nobody has switched it on a rule decides nothing, and says nothing', async () => {
  first = await applied();
  assert.equal(await decisionOf(first), undefined);
  assert.equal((await house.asOwner('select 1 from cases.entry where case_id = $1 and kind = \'notAutomatic\'', [first])).length, 0);
  await grantByHand(first);
});

test('a manager switches it on by what the authority has decided, and not without; another authority has nothing to do with it', async () => {
  const without = await olga!.post(`${base}/pa`, { service: 'economicAidMonth', resolution: '', oneIn: '10' });
  assert.equal(without.status, 422);
  assert.match(without.text, /Utan ett sådant får ingen regel besluta/);
  assert.equal((await olga!.post(`${base}/pa`, { service: 'economicAidMonth', resolution: '§ 87, 2026-10-14', oneIn: '0' })).status, 422);
  assert.equal((await nils!.get(base)).status, 403);
  await maria!.post(`${base}/pa`, { service: 'economicAidMonth', resolution: '§ 1, 2026-10-14', oneIn: '10' });
  assert.equal((await house.asOwner('select 1 from cases.automation where tenant_id = $1', [town.id])).length, 0);
  assert.equal((await switchOn(10_000)).status, 303);
  const page = (await olga!.get(base)).text;
  assert.match(page, /På sedan 5 november 2026/);
  assert.match(page, /En av 10/);
  // Chance must not choose in a test: one in a million, until one in one is tested.
  await house.asOwner('update cases.automation set one_in = 1000000 where tenant_id = $1', [town.id]);
});

test('what came before the seed was promised is for a person', async () => {
  await house.asOwner('update cases.draw_seed set committed_at = $2 where tenant_id = $1', [town.id, new Date('2026-11-05T12:00:00Z')]);
  const caseId = await applied();
  assert.equal(await decisionOf(caseId), undefined);
  assert.match(await reasonsIn(caseId), /Lottningen för perioden var inte förberedd/);
  await house.asOwner('update cases.draw_seed set committed_at = $2 where tenant_id = $1', [town.id, new Date('2026-11-05T08:00:00Z')]);
  await grantByHand(caseId);
});

test('an unchanged month is granted in full by the rule: marked as automatic, explained, and with a person for whoever asks', async () => {
  const caseId = await applied();
  const decision = await decisionOf(caseId);
  assert.deepEqual({ ...decision, id: 0 }, { id: 0, decider: 'automation', decided_by: null, outcome: 'granted', delegation_point: '3.6' });
  const page = plain((await resident.get(`/mina-sidor/arenden/${caseId}/beslut/${decision!.id}`)).text);
  assert.match(page, /Beslutet är fattat automatiskt/);
  assert.match(page, /§ 87, 2026-10-14/);
  assert.match(page, /Riksnorm \(exempelbelopp\)/);
  assert.doesNotMatch(page, /En handläggare har kontrollerat/);
  const document = /fil\/([0-9a-f-]{36})/.exec(page)![1]!;
  const letter = plain(textOfPdf((await resident.get(`/mina-sidor/arenden/${caseId}/fil/${document}`)).bytes)).replaceAll(/\s+/g, ' ');
  assert.match(letter, /Beslutet är fattat automatiskt/);
  assert.match(letter, /granskat av en människa/);
  assert.match(letter, /Automatiserat beslut/);
  assert.match(letter, /överklaga/);
  assert.doesNotMatch(letter, /En handläggare har gått igenom uppgifterna/);
  assert.equal((await house.asOwner('select 1 from cases.notification where case_id = $1 and appealable', [caseId])).length, 1);

  assert.equal((await resident.post(`/mina-sidor/arenden/${caseId}/beslut/${decision!.id}/granskning`, {})).status, 303);
  await happen('cases.personAsked', { case: caseId, decision: decision!.id });
  await happen('cases.personAsked', { case: caseId, decision: decision!.id });
  assert.match((await resident.get(`/mina-sidor/arenden/${caseId}/beslut/${decision!.id}`)).text, /Vi hör av oss till dig/);
  assert.equal((await house.asOwner('select 1 from cases.task where case_id = $1 and key like \'person:%\'', [caseId])).length, 1);
});

test('the same event twice decides once', async () => {
  const caseId = await applied();
  await Promise.all([happen('cases.submitted', { case: caseId, person: carina }), happen('cases.submitted', { case: caseId, person: carina })]);
  assert.equal((await house.asOwner('select 1 from cases.decision where case_id = $1', [caseId])).length, 1);
});

/** What makes an application one for a person, and what the officer reads. Last month is granted in each. */
const forPerson: Record<string, [change: Partial<Record<string, unknown>>, says: RegExp]> = {
  'a changed account': [{ account: { clearing: '6000', account: '123456780' } }, /inte desamma som förra gången/],
  'another rent': [{ expenses: [{ id: 'r1', answers: { kind: 'rent', amount: 510_000 } }] }, /inte desamma/],
  'words that somebody must read': [{ otherInfo: 'Jag vill prata.' }, /villkoren/],
  'a change that was ticked': [{ changes: ['work'], changesText: 'Nytt jobb.' }, /villkoren/],
  'an unpaid rent, of which staff are warned': [{ rentPaid: 'unpaid' }, /Obetald hyra/],
  'savings': [{ hasSavings: true, savings: 'Fonder' }, /villkoren/],
  'an acute need': [{ acute: true, acuteWhat: ['food'] }, /akut/],
};
for (const [what, [change, says]] of Object.entries(forPerson)) {
  test(`${what} makes it a matter for a person, who is told why`, async () => {
    const caseId = await applied({ ...same, ...change } as Answers);
    assert.equal(await decisionOf(caseId), undefined);
    assert.match(await reasonsIn(caseId), says);
    await house.asOwner('delete from cases.draw where case_id = $1', [caseId]);
    // What is unlike the month before is granted by hand, so that each begins from the same.
    await house.asOwner('update cases.case_file set arrived_at = $2 where id = $1', [caseId, new Date('2026-01-01T00:00:00Z')]);
  });
}

test('somebody new, and somebody whose last month was not granted in full, are for a person', async () => {
  const david = await meet(house, town, 'David', 'Westmark', '198701182399');
  const caseId = await applied(same, david);
  assert.match(await reasonsIn(caseId), /inget tidigare beslut om bifall till allt/);
});

test('a protected identity is never decided about by a rule', async () => {
  house.clock.forward(1_000);
  const { caseId } = await apply(house, town, carina, same, 'economicAidMonth');
  await house.asOwner('update cases.case_file set protected = true where id = $1', [caseId]);
  await happen('cases.submitted', { case: caseId, person: carina });
  assert.equal(await decisionOf(caseId), undefined);
  await house.asOwner('update cases.case_file set arrived_at = $2 where id = $1', [caseId, new Date('2026-01-01T00:00:00Z')]);
});

test('one that is drawn goes to a person with a request for what shows it, and says that chance chose', async () => {
  await switchOn(1);
  const caseId = await applied();
  assert.equal(await decisionOf(caseId), undefined);
  const [file] = await house.asOwner<{ waiting_for: string; assignee_id: string | null }>('select waiting_for, assignee_id from cases.case_file where id = $1', [caseId]);
  assert.deepEqual(file, { waiting_for: 'completion', assignee_id: null });
  const mine = (await resident.get(`/mina-sidor/arenden/${caseId}`)).text;
  const request = /komplettering\/([0-9a-f-]{36})/.exec(mine)![1]!;
  assert.match((await resident.get(`/mina-sidor/arenden/${caseId}/komplettering/${request}`)).text, /beror på slumpen/);
  await happen('cases.submitted', { case: caseId, person: carina });
  assert.equal((await house.asOwner('select 1 from cases.request where case_id = $1', [caseId])).length, 1, 'asked once');
});

test('the draws of a month can be recounted from the log alone, when the month is over', async () => {
  assert.doesNotMatch((await olga!.get(`${base}/2026-11`)).text, /Omräknat nu/);
  house.clock.set(new Date('2026-12-01T00:10:00Z'));
  await house.db.system(town.id, 'draw-seeds', keepSeeds);
  olga = await signedInStaff(house, server, town, manager);
  const log = await house.asOwner<{ event: string; dossier_id: Uuid | null; detail: Record<string, string | number | boolean>; at: Date }>(
    'select event, dossier_id, detail, at from platform.audit_entry where tenant_id = $1 and event like \'cases.draw%\' order by at', [town.id]);
  const of = (event: string) => log.filter((one) => one.event === event && one.detail['period'] === '2026-11');
  const [promise, told] = [of('cases.drawSeedCommitted')[0]!, of('cases.drawSeedRevealed')[0]!];
  const seed = Buffer.from(String(told.detail['seed']), 'hex');
  assert.equal(createHash('sha256').update(seed).digest('hex'), promise.detail['commitment']);
  const draws = of('cases.drawn');
  assert.ok(draws.length >= 3 && draws.some(({ detail }) => detail['drawn'] === true));
  for (const { dossier_id: id, detail, at } of draws) {
    assert.ok(at > promise.at);
    const value = createHmac('sha256', seed).update(id!).digest().subarray(0, 8);
    assert.equal(value.toString('hex'), detail['value']);
    assert.equal(value.readBigUInt64BE() * BigInt(Number(detail['oneIn'])) < 2n ** 64n, detail['drawn']);
  }
  assert.match((await olga!.get(`${base}/2026-11`)).text, /Omräknat nu: alla \d+ stämmer/);
  await house.asOwner('update cases.draw set drawn = not drawn where case_id = $1', [draws[0]!.dossier_id]);
  assert.match((await olga!.get(`${base}/2026-11`)).text, /1 stämmer inte med fröet/);
});

test('switched off, the rule decides nothing more', async () => {
  await olga!.post(`${base}/av`, { service: 'economicAidMonth' });
  // It is December by now: one asks for the month before, this one or the next.
  const caseId = await applied({ ...same, monthAsked: { start: '2026-11-01', end: '2026-11-30' } } as unknown as Answers);
  assert.equal(await decisionOf(caseId), undefined);
  assert.match((await olga!.get(base)).text, /Av<\/dd>|<dd>Av/);
});
