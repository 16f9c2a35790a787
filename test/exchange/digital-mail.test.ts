import assert from 'node:assert/strict';
import { before, beforeEach, test } from 'node:test';
import { apply, hire, makeTown, meet, signedInStaff, type Town, type Worker } from '../../src/cases/testing.ts';
import { deliverSecure } from '../../src/exchange/channels/mina-meddelanden.ts';
import type { DigitalLetter } from '../../src/exchange/channels/sealed-delivery.ts';
import { mailDecision, sendDueMails, setConnection, type ConnectionSettings } from '../../src/exchange/index.ts';
import { closePdf, type Uuid } from '../../src/platform/index.ts';
import { rooms } from '../../src/sprang.ts';
import { hidden, serve, testHouse, type Client } from '../support/index.ts';
import { selfSigned } from './certificates.ts';
import { MailboxServer } from './mailbox-server.ts';

const [own, theirs, stranger] = [await selfSigned('exempelkommun'), await selfSigned('brevlada'), await selfSigned('stranger')];
const mailbox = new MailboxServer(theirs, own, '162120000000');
const house = await testHouse({ rooms });
house.atEnd(async () => { closePdf(); await mailbox.close(); });
const server = await serve(house);
const [numbers, used] = [['189001019802', '189001029819', '189001039800', '189001049817', '189001059808', '189001069815', '189001079806', '189001089805', '189001099804'], { next: 0 }];
let town: Town;
let worker: Worker;
let karin: Client;
let address: string;

const connect = (settings: Partial<ConnectionSettings> = {}) => house.db.system(town.id, 'test', (tx) => setConnection(tx, {
  kind: 'digitalMail', address, settings: { certificate: own.certificate, privateKey: own.privateKey, authority: theirs.certificate, organisationNumber: '212000-0000', ...settings },
}));

before(async () => {
  town = await makeTown(house);
  worker = await hire(house, town, 'Karin', { authority: 'tekniska-namnden', unit: 'fardtjanst', roles: ['officer'] });
  address = await mailbox.listen();
});
beforeEach(async () => {
  [mailbox.down, mailbox.takesNothing] = [false, false];
  mailbox.refused.length = 0;
  // Days pass in these tests, and sessions end.
  karin = await signedInStaff(house, server, town, worker);
  await connect();
});

interface Decided { caseId: Uuid; decisionId: Uuid; number: string; at: string }

/** A case that came on paper, decided on the officer's pages. What follows the decision has not begun. */
async function decided(has?: 'open' | 'declined'): Promise<Decided> {
  const number = numbers[used.next++]!;
  if (has) mailbox.people.set(number, has);
  const { caseId } = await apply(house, town, await meet(house, town, 'Tilda', 'Ärlig', number));
  await house.asOwner(`update cases.case_file set channel = 'paper' where id = $1`, [caseId]);
  const at = `/handlaggning/arenden/${caseId}`;
  await karin.post(`${at}/ta`, { bias: 'no' });
  const form = await karin.get(`${at}/beslut`);
  await karin.post(`${at}/beslut`, {
    'travel.outcome': 'granted', 'travel.reasons': 'criteriaMet', 'travel.from': '2026-12-01', 'travel.until': '2028-11-30', 'travel.text': 'Knäna är slitna.', 'travel.condition.area': 'municipality',
    'companion.outcome': 'granted', 'companion.reasons': 'helpDuringTrip', 'companion.from': '2026-12-01', 'companion.until': '2028-11-30',
    revision: hidden(form.text, 'revision'), do: 'onward',
  });
  const confirm = (await karin.get(`${at}/beslut/fatta`)).text;
  const made = await karin.post(`${at}/beslut/fatta`, { revision: hidden(confirm, 'revision'), inquiry: hidden(confirm, 'inquiry'), unbiased: '1' });
  assert.equal(made.status, 303, made.text.slice(made.text.indexOf('<main')));
  const [decision] = await house.asOwner<{ id: Uuid }>('select id from cases.decision where case_id = $1', [caseId]);
  return { caseId, decisionId: decision!.id, number, at };
}

const follow = ({ caseId, decisionId }: Decided) => mailDecision(house, { id: caseId, event: 'cases.decided', tenant: town.id, at: house.clock.now(), ids: { case: caseId, decision: decisionId } });
const how = async ({ caseId }: Decided) => (await house.asOwner<{ how: string; served_at: Date | null }>('select how, served_at from cases.notification where case_id = $1', [caseId]))[0]!;
const mail = async ({ caseId }: Decided) => (await house.asOwner<{ state: string; reason: string | null; attempts: number }>('select state, reason, attempts from exchange.mail where case_id = $1', [caseId]))[0];
const tasks = async ({ caseId }: Decided) => (await house.asOwner<{ key: string }>(`select key from cases.task where case_id = $1 and key like 'letter:%'`, [caseId])).length;

test('a decision that was to be posted is delivered to the mailbox, signed and sealed, once however often the event comes', async () => {
  const one = await decided('open');
  await follow(one);
  await follow(one);
  assert.deepEqual(mailbox.refused, []);
  const got = mailbox.received.filter(({ recipient }) => recipient === one.number);
  assert.equal(got.length, 1);
  assert.equal(got[0]!.subject, 'Beslut från Exempelkommun');
  assert.equal(got[0]!.bytes.subarray(0, 5).toString(), '%PDF-');
  assert.deepEqual([(await how(one)).how, (await mail(one))?.state, await tasks(one)], ['digitalMail', 'delivered', 0]);
});

test('that it lies in the mailbox is not that the party has got it: the time to appeal has not begun', async () => {
  const one = await decided('open');
  await follow(one);
  assert.equal((await how(one)).served_at, null);
  assert.match((await karin.get(one.at)).text, /lämnades i mottagarens digitala brevlåda/);
});

test('who has no mailbox gets a letter, and the officer a task to post it', async () => {
  const one = await decided();
  await follow(one);
  assert.deepEqual([(await how(one)).how, await mail(one), await tasks(one)], ['letter', { state: 'letter', reason: 'noMailbox', attempts: 1 }, 1]);
  assert.match((await karin.get(one.at)).text, /Skicka beslutet som brev\. Mottagaren har ingen digital brevlåda/);
});

test('who does not take mail from the organisation gets a letter', async () => {
  const one = await decided('declined');
  await follow(one);
  assert.deepEqual([(await how(one)).how, (await mail(one))?.reason], ['letter', 'declined']);
});

test('what the mailbox does not take goes as a letter', async () => {
  const one = await decided('open');
  mailbox.takesNothing = true;
  await follow(one);
  assert.deepEqual([(await how(one)).how, (await mail(one))?.reason], ['letter', 'refused']);
});

test('while the service is down it is tried again, and arrives when it is up', async () => {
  const one = await decided('open');
  mailbox.down = true;
  await follow(one);
  assert.deepEqual([(await mail(one))?.state, await tasks(one)], ['waiting', 0]);
  assert.match((await karin.get(one.at)).text, /Skicka inget brev än/);
  mailbox.down = false;
  house.clock.forward(121_000);
  await sendDueMails(house, town.id);
  assert.deepEqual([(await mail(one))?.state, (await mail(one))?.attempts], ['delivered', 2]);
});

test('tries have an end: after half a day it is a letter', async () => {
  const one = await decided('open');
  mailbox.down = true;
  await follow(one);
  for (let tries = 0; tries < 8; tries++) {
    house.clock.forward(8 * 3_600_000 + 1_000);
    await sendDueMails(house, town.id);
  }
  assert.deepEqual([await mail(one), await tasks(one)], [{ state: 'letter', reason: 'unreachable', attempts: 6 }, 1]);
});

test('nothing is told of somebody whose identity is protected', async () => {
  const one = await decided('open');
  await house.asOwner('update cases.case_file set protected = true where id = $1', [one.caseId]);
  const asked = mailbox.asked;
  await follow(one);
  assert.deepEqual([await mail(one), mailbox.asked], [undefined, asked]);
});

test('a caller that the service does not know delivers nothing', async () => {
  const one = await decided('open');
  await connect({ certificate: stranger.certificate, privateKey: stranger.privateKey });
  await follow(one);
  assert.ok(mailbox.refused.includes('certificate'), mailbox.refused.join());
  assert.equal(mailbox.received.some(({ recipient }) => recipient === one.number), false);
});

test('what another has signed, or what has no name a mailbox takes, is refused', async () => {
  const letter: DigitalLetter = {
    id: 'x1', recipient: numbers[0]!, subject: 'Beslut', text: 'Hej', language: 'sv', support: { text: 'Frågor', address: 'https://exempel.example', phone: '0470-10 00 00' },
    document: { name: 'beslut.pdf', mediaType: 'application/pdf', bytes: Buffer.from('%PDF-') },
  };
  const connection = { kind: 'digitalMail' as const, address, changedAt: new Date(), settings: { certificate: own.certificate, privateKey: own.privateKey, authority: theirs.certificate } };
  const to = address.replace('Recipient', 'Service');
  const signer = { organisationNumber: '162120000000', name: 'Exempelkommun', ...own };
  await assert.rejects(deliverSecure(connection, to, letter, { ...signer, ...stranger }, '2026-11-22'), { code: 'fault' });
  await assert.rejects(deliverSecure(connection, to, { ...letter, recipient: '12' }, signer, '2026-11-22'), { code: 'fault' });
  assert.match(mailbox.refused.join(), /invalid signature.*pattern/s);
  assert.equal(await deliverSecure(connection, to, letter, signer, '2026-11-22'), 'T-x1');
});
