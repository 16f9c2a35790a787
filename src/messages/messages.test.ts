import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { fill, uuidv7, type Tx, type Uuid } from '../platform/index.ts';
import { serve, testHouse } from '../../test/support/index.ts';
import { identity, meetPerson, findPerson, saveContact } from '../identity/index.ts';
import { cookieNames, startSession } from '../identity/testing.ts';
import { addOrganisation, organisation, readOrganisation } from '../organisation/index.ts';
import { send, sendWaiting } from './actions/send.ts';
import { hasDigitalWay, markRead, messages, notify, readConversation, recorded, unreadCount, writeMessage, transport, type Holder, type Mail } from './index.ts';
import { pauseBefore, wordingFor } from './model.ts';
import { NoSuchAddress, sendByMail } from './transport.ts';

const registered: { direction: string; person: string }[] = [];
let [refuse, nobody] = [false, false];
const house = await testHouse({
  rooms: [organisation, identity, messages],
  fills: [
    fill(recorded, async (_at, _holder, { direction, person }) => { registered.push({ direction, person }); }),
    fill(transport, async (at, mail: Mail) => {
      if (refuse) throw new Error('no mail server');
      if (nobody) throw new NoSuchAddress();
      await sendByMail(at, mail);
    }),
  ],
});
const server = await serve(house);
const host = `t-${uuidv7(new Date()).slice(-12)}.localhost`;
let tenant: Uuid;
let eva: Uuid;
let bo: Uuid;
let holder: Holder;
const officer = uuidv7(house.clock.now());
const unit = uuidv7(house.clock.now());
before(async () => {
  const file = { ...readOrganisation(join(import.meta.dirname, '../../demo/organisations/exempelkommun.yaml')), default: false, hosts: [host] };
  tenant = await addOrganisation(house.db, file, [host]);
  [eva, bo] = [await meet('Eva', '189101019801'), await meet('Bo', '189102029800')];
  holder = { caseId: uuidv7(house.clock.now()), authorityId: uuidv7(house.clock.now()), unitId: unit, keyId: await house.db.system(tenant, 'test', (tx) => tx.createKey()) };
});

const meet = async (givenName: string, number: string) =>
  (await meetPerson(house, tenant, { givenName, familyName: 'Prov', number, birthDate: `${number.slice(0, 4)}-01-01` }, 'test')).id;
const as = <T>(person: Uuid, work: (tx: Tx) => Promise<T>, caseId: Uuid | null = holder.caseId) =>
  house.db.transaction('resident', { tenant, person }, { kind: 'system', name: 'test' }, async (tx) => {
    if (caseId) await tx.enter(caseId);
    return work(tx);
  });
const asStaff = <T>(work: (tx: Tx) => Promise<T>, authority = holder.authorityId) =>
  house.db.transaction('staff', { tenant, staff: officer, authority }, { kind: 'system', name: 'test' }, work);
const write = (tx: Tx, kind: 'resident' | 'staff', author: Uuid, person: Uuid | 'all', text: string) =>
  writeMessage({ house, tx }, holder, { author: { kind, id: author }, person, text });

test('a conversation is read by both sides, new until each has looked, and every message is registered', async () => {
  assert.deepEqual(await as(eva, (tx) => write(tx, 'resident', eva, eva, ' ')), { ok: false, reason: 'empty' });
  assert.equal((await as(eva, (tx) => write(tx, 'resident', eva, eva, 'När får jag veta?'))).ok, true);
  assert.equal(await asStaff((tx) => unreadCount(tx, holder.caseId, { kind: 'staff', id: officer })), 1);
  house.clock.forward(1_000);
  await asStaff(async (tx) => {
    await markRead(tx, holder.caseId, holder.authorityId, { kind: 'staff', id: officer });
    assert.equal((await write(tx, 'staff', officer, eva, 'Senast i maj.')).ok, true);
  });
  assert.equal(await asStaff((tx) => unreadCount(tx, holder.caseId, { kind: 'staff', id: officer })), 0);
  const seen = await as(eva, (tx) => readConversation(tx, holder.caseId, { kind: 'resident', id: eva }));
  assert.deepEqual(seen.map(({ text, unread, unitId }) => [text, unread, unitId]), [['När får jag veta?', false, null], ['Senast i maj.', true, unit]]);
  await as(eva, (tx) => markRead(tx, holder.caseId, holder.authorityId, { kind: 'resident', id: eva }));
  assert.equal(await as(eva, (tx) => unreadCount(tx, holder.caseId, { kind: 'resident', id: eva })), 0);
  assert.deepEqual(registered, [{ direction: 'in', person: eva }, { direction: 'out', person: eva }]);
});

test('a message to one party is not read by the other, nor by staff of another authority, nor by who has not entered the case', async () => {
  const look = (tx: Tx) => readConversation(tx, holder.caseId, { kind: 'resident', id: bo });
  assert.deepEqual(await as(bo, look), []);
  await asStaff((tx) => write(tx, 'staff', officer, 'all', 'Till er båda.'));
  assert.deepEqual((await as(bo, look)).map(({ text }) => text), ['Till er båda.']);
  assert.deepEqual(await as(eva, look, null), []);
  assert.deepEqual(await asStaff((tx) => readConversation(tx, holder.caseId, { kind: 'staff', id: officer }), uuidv7(house.clock.now())), []);
  await assert.rejects(as(bo, (tx) => write(tx, 'resident', bo, eva, 'som om jag vore Eva')), /row-level security/);
});

test('what is written lies sealed', async () => {
  const rows = await house.asOwner<{ all: string }>('select m::text || encode(cipher, \'escape\') as all from messages.message m where tenant_id = $1', [tenant]);
  assert.ok(rows.length >= 2);
  assert.ok(rows.every((row) => !/veta|maj/.test(row.all)));
});

const mailFolder = join(house.settings.varDirectory, 'mail');
const letters = () => {
  try {
    return readdirSync(mailFolder).map((name) => readFileSync(join(mailFolder, name), 'utf8'));
  } catch {
    return [];
  }
};
const waiting = async () => (await house.asOwner<{ id: Uuid }>(
  'select id from messages.dispatch where tenant_id = $1 and sent_at is null and given_up is null', [tenant])).map(({ id }) => id);

test('the way to be reached is written by the person, checked, and not by who acts for them', async () => {
  const browser = await signedIn(eva);
  const wrong = await browser.post('/mina-sidor/kontakt', { epost: 'eva', telefon: 'ring' });
  assert.equal(wrong.status, 422);
  assert.match(wrong.text, /Skriv en e-postadress.*Skriv ett telefonnummer/s);
  const saved = await browser.post('/mina-sidor/kontakt', { epost: 'eva.prov@exempel.se', telefon: '070-174 06 05' }, { follow: true });
  assert.match(saved.text, /Vi har sparat hur vi når dig/);
  const facts = await as(eva, (tx) => findPerson(tx, eva));
  assert.deepEqual([facts!.facts.email, facts!.facts.phone, facts!.facts.givenName], ['eva.prov@exempel.se', '070-174 06 05', 'Eva']);
  const acting = await signedIn(bo, eva);
  assert.equal((await acting.post('/mina-sidor/kontakt', { epost: 'bo@exempel.se', telefon: '' })).status, 403);
  assert.doesNotMatch((await acting.get('/mina-sidor/kontakt')).text, /eva\.prov@exempel\.se/);
});

async function signedIn(person: Uuid, actingFor?: Uuid) {
  const browser = server.browser({ host });
  const token = await house.db.system(tenant, 'test', (tx) => startSession(tx, {
    realm: 'resident', personId: person, level: 3, provenAt: tx.now, display: { name: 'Prov' }, provider: { issuer: 'test', subject: person },
  }));
  if (actingFor) {
    await house.asOwner('update identity.session set acting_for = $1, proxy_id = $1, ground = \'powerOfAttorney\' where person_id = $2 and tenant_id = $3',
      [actingFor, person, tenant]);
  }
  browser.setCookie(cookieNames.resident, token);
  return browser;
}

test('a notice of class 3 says only that the organisation has a message: no name, no number, no case, no subject', async () => {
  await asStaff((tx) => notify(tx, { personId: eva, kind: 'decision', caseId: holder.caseId, confidentiality: 3 }));
  for (const id of await waiting()) await send(house, tenant, id);
  const [letter] = letters();
  assert.equal(letters().length, 1);
  assert.match(letter!, /^To: eva\.prov@exempel\.se/m);
  const body = Buffer.from(letter!.replaceAll(/=\r?\n/g, '').replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), 'latin1').toString('utf8');
  assert.match(body, /Du har ett meddelande från Exempelkommun\./);
  assert.match(body, new RegExp(`Mina sidor på ${host}`));
  const said = body.replace(/^(To|From|Message-ID|Date): .*$/gm, '');
  for (const secret of [/eva/i, /prov\b/i, /beslut/i, /färdtjänst/i, /18910101/, /070/, new RegExp(holder.caseId), new RegExp(eva), /https?:/]) assert.doesNotMatch(said, secret);
});

test('asked twice for the same occasion, one is sent; sent twice, it is one letter', async () => {
  const ask = () => asStaff((tx) => notify(tx, { personId: eva, kind: 'hearing', caseId: holder.caseId, confidentiality: 2, key: 'hearing/1' }));
  assert.deepEqual([await ask(), await ask()], [true, false]);
  const [id] = await waiting();
  await Promise.all([send(house, tenant, id!), send(house, tenant, id!)]);
  assert.equal(letters().length, 2);
  await send(house, tenant, id!);
  assert.deepEqual(await waiting(), []);
});

test('a notice that cannot be sent waits and is tried again; one to a person without an address is given up', async () => {
  await asStaff((tx) => notify(tx, { personId: eva, kind: 'message', caseId: holder.caseId, confidentiality: 1 }));
  await asStaff((tx) => notify(tx, { personId: bo, kind: 'message', caseId: holder.caseId, confidentiality: 1 }));
  refuse = true;
  for (const id of await waiting()) await send(house, tenant, id);
  assert.equal((await waiting()).length, 1);
  refuse = false;
  await sendWaiting(house, tenant);
  assert.equal((await waiting()).length, 1, 'the pause is not over');
  house.clock.forward(6 * 60_000);
  await sendWaiting(house, tenant);
  assert.equal((await waiting()).length, 0);
  const given = await house.asOwner<{ given_up: string }>('select given_up from messages.dispatch where person_id = $1', [bo]);
  assert.deepEqual(given, [{ given_up: 'noAddress' }]);
});

test('an address that nobody has is not tried again: the notice goes as a text message, or whoever has the case is told at once', async () => {
  nobody = true;
  const asked = (personId: Uuid, key: string) => asStaff((tx) => notify(tx, { personId, kind: 'decision', caseId: holder.caseId, confidentiality: 1, key }));
  const sendAll = async () => { for (const id of await waiting()) await send(house, tenant, id); };
  const about = async (key: string) => (await house.asOwner<{ id: Uuid; bounced: boolean; sent: boolean; given_up: string | null }>(
    'select id, bounced_at is not null as bounced, sent_at is not null as sent, given_up from messages.dispatch where tenant_id = $1 and key = $2', [tenant, key]))[0]!;
  const told = async () => (await house.asOwner<{ ids: { dispatch: Uuid } }>('select ids from platform.outbox where tenant_id = $1 and event = \'messages.notReached\'', [tenant])).map(({ ids }) => ids.dispatch);
  await asked(eva, 'bounce/1');
  await sendAll();
  const { id: _id, ...after } = await about('bounce/1');
  assert.deepEqual(after, { bounced: true, sent: false, given_up: null });
  await sendAll();
  const { id, sent } = await about('bounce/1');
  assert.ok(sent);
  assert.match(readFileSync(join(house.settings.varDirectory, 'sms', `${id}.txt`), 'utf8'), /^Till: \+46701740605/);
  await saveContact(house, tenant, eva, { email: 'eva.prov@exempel.se' });
  await asked(eva, 'bounce/2');
  await sendAll();
  const second = await about('bounce/2');
  assert.deepEqual([second.bounced, second.given_up], [true, 'refused']);
  assert.ok((await told()).includes(second.id));
  const reached = () => house.db.system(tenant, 'test', (tx) => hasDigitalWay(house, tx, eva));
  assert.equal(await reached(), false, 'nobody has the address');
  nobody = false;
  await saveContact(house, tenant, eva, { email: 'eva.ny@exempel.se' });
  assert.ok(await reached(), 'another address has not come back');
  await saveContact(house, tenant, eva, { email: 'eva.prov@exempel.se' });
  assert.equal(await reached(), false);
  house.clock.forward(1_000);
  await asked(eva, 'bounce/3');
  await sendAll();
  assert.ok(await reached(), 'one that arrives says that somebody has it again');
  await asStaff((tx) => notify(tx, { personId: bo, kind: 'recall', confidentiality: 1, key: 'recall/1' }));
  await sendAll();
  assert.ok((await told()).includes((await about('recall/1')).id), 'without a case too, whoever asked is told');
});

test('what an e-mail may say follows from the class', () => {
  assert.deepEqual(wordingFor(3, 'decision'), { key: 'organisationOnly', namesUnit: false });
  assert.deepEqual(wordingFor(2, 'decision'), { key: 'thatThereIs', namesUnit: false });
  assert.deepEqual(wordingFor(1, 'decision'), { key: 'occasion.decision', namesUnit: true });
  assert.throws(() => wordingFor(4, 'decision'), RangeError);
  assert.deepEqual([1, 2, 3, 9].map(pauseBefore), [5, 10, 20, 240]);
});
