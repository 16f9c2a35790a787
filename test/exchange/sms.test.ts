import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, beforeEach, test } from 'node:test';
import { apply, makeTown, meet, signedInResident, type Town } from '../../src/cases/testing.ts';
import { cases } from '../../src/cases/index.ts';
import { setConnection } from '../../src/exchange/index.ts';
import { notify } from '../../src/messages/index.ts';
import { send, sendWaiting } from '../../src/messages/actions/send.ts';
import { mobileNumber } from '../../src/messages/sms.ts';
import { administrator } from '../../src/portal/testing.ts';
import type { Uuid } from '../../src/platform/index.ts';
import { rooms } from '../../src/sprang.ts';
import { serve, testHouse, type Client } from '../support/index.ts';
import { selfSigned } from './certificates.ts';
import { SmsProvider } from './sms-provider.ts';

const theirs = await selfSigned('sms');
const provider = new SmsProvider(theirs, { user: 'kommunen', secret: 'hemligt' });
const house = await testHouse({ rooms });
house.atEnd(() => provider.close());
const server = await serve(house);
let town: Town;
let eva: Uuid;
let address: string;
let browser: Client;

const connect = (secret = 'hemligt') => house.db.system(town.id, 'test', (tx) =>
  setConnection(tx, { kind: 'sms', address, settings: { user: 'kommunen', secret, sender: 'Exempel', authority: theirs.certificate } }));

before(async () => {
  town = await makeTown(house);
  eva = await meet(house, town, 'Eva', 'Prov', '189101019801');
  address = await provider.listen();
});
beforeEach(async () => {
  provider.down = false;
  provider.sent.length = 0;
  browser = await signedInResident(house, server, town, eva);
});

let occasion = 0;
/** Tells Eva of something of a class. @returns its id */
async function tell(confidentiality: number): Promise<Uuid> {
  occasion += 1;
  await house.db.system(town.id, 'test', (tx) => notify(tx, { personId: eva, kind: 'decision', confidentiality, key: `sms/${occasion}` }));
  const [row] = await house.asOwner<{ id: Uuid }>('select id from messages.dispatch where tenant_id = $1 and key = $2', [town.id, `sms/${occasion}`]);
  return row!.id;
}
const sentAt = async (id: Uuid) => (await house.asOwner<{ sent_at: Date | null }>('select sent_at from messages.dispatch where id = $1', [id]))[0]!.sent_at;
const choose = (fields: Record<string, string>) => browser.post('/mina-sidor/kontakt', { epost: 'eva@exempel.example', telefon: '070-174 06 05', hur: 'sms', ...fields });

test('a demonstration without a provider writes text messages as files', async () => {
  assert.equal((await choose({})).status, 303);
  const id = await tell(2);
  await send(house, town.id, id);
  const folder = join(house.settings.varDirectory, 'sms');
  assert.deepEqual(await readdir(folder), [`${id}.txt`]);
  assert.match(await readFile(join(folder, `${id}.txt`), 'utf8'), /^Till: \+46701740605/);
});

test('who has chosen sms gets one, once, that says no more than the class allows and has no link', async () => {
  await connect();
  await choose({});
  for (const [confidentiality, text] of [[1, 'Du har fått ett beslut från Exempelkommun.'], [2, 'Du har ett meddelande på Mina sidor.'], [3, 'Du har ett meddelande från Exempelkommun.']] as const) {
    const id = await tell(confidentiality);
    await send(house, town.id, id);
    await send(house, town.id, id);
    assert.deepEqual(provider.sent.at(-1), { key: id, from: 'Exempel', to: '+46701740605', message: `${text} Logga in på Mina sidor för att läsa. Exempelkommun` });
  }
  assert.equal(provider.sent.length, 3);
  assert.deepEqual(provider.refused, []);
});

test('while the provider is down it waits, and goes when it is up', async () => {
  provider.down = true;
  const id = await tell(1);
  await send(house, town.id, id);
  assert.equal(await sentAt(id), null);
  provider.down = false;
  house.clock.forward(6 * 60_000);
  await sendWaiting(house, town.id);
  assert.notEqual(await sentAt(id), null);
  assert.equal(provider.sent.length, 1);
});

test('with the wrong password nothing leaves', async () => {
  await connect('fel');
  const id = await tell(1);
  await send(house, town.id, id);
  assert.deepEqual([await sentAt(id), provider.sent.length, provider.refused.at(-1)], [null, 0, 'login']);
  await connect();
});

test('sms to a number that is no mobile is told of, and whoever goes back to e-mail gets e-mail', async () => {
  const wrong = await choose({ telefon: '0470-10 00 00' });
  assert.equal(wrong.status, 422);
  assert.match(wrong.text, /Skriv ett mobilnummer/);
  await choose({ hur: 'mejl' });
  const id = await tell(1);
  await send(house, town.id, id);
  assert.equal(provider.sent.length, 0);
  assert.ok((await readdir(join(house.settings.varDirectory, 'mail'))).includes(`${id}.eml`));
});

test('numbers are sent as they are dialled from anywhere', () => {
  assert.deepEqual(['070-174 06 05', '+46 (0)70 174 06 05', '0046701740605', '+4520123456', '0470-100000', '112'].map(mobileNumber),
    ['+46701740605', '+46701740605', '+46701740605', '+4520123456', undefined, undefined]);
});

/** What the provider says of the latest message, at the address it was given. */
const says = (status: string, at = new URL(provider.reports.at(-1)!).pathname, of = town) => server.browser(of).post(at, { id: 's1', status, delivered: '2026-11-20T10:00:00' }, { headers: { origin: 'https://provider.example', 'sec-fetch-site': 'cross-site' } });
const reported = async (id: Uuid) => (await house.asOwner<{ reported: string | null }>('select reported from messages.dispatch where id = $1', [id]))[0]!.reported;

test('what the provider says became of a message stands on it, once, and only at the address that was given for it', async () => {
  await choose({});
  const id = await tell(1);
  await send(house, town.id, id);
  const at = new URL(provider.reports.at(-1)!).pathname;
  assert.ok(at.startsWith(`/api/sms/${id}.`));
  const other = await makeTown(house);
  for (const [wrong, of] of [[at.slice(0, -2), town], [`${at}x`, town], [at.replace(id, other.id), town], [at, other]] as const) assert.equal((await says('failed', wrong, of)).status, 404, wrong);
  assert.equal(await reported(id), null);
  assert.equal((await says('sent')).status, 200);
  assert.equal(await reported(id), null, 'on its way is nothing new');
  assert.equal((await says('delivered')).status, 200);
  assert.equal((await says('failed')).status, 200);
  assert.equal(await reported(id), 'delivered', 'the first holds');
});

test('a message that did not arrive goes by e-mail, and where there is no e-mail and somebody must be reached the officer gets a task', async () => {
  const { caseId } = await apply(house, town, eva);
  const about = async () => {
    occasion += 1;
    await house.db.system(town.id, 'test', (tx) => notify(tx, { personId: eva, kind: 'decision', caseId, confidentiality: 2, key: `sms/${occasion}` }));
    const rows = () => house.asOwner<{ id: Uuid; given_up: string | null }>('select id, given_up from messages.dispatch where tenant_id = $1 and key like $2 order by key', [town.id, `sms/${occasion}%`]);
    await send(house, town.id, (await rows())[0]!.id);
    assert.equal((await says('failed')).status, 200);
    const [, mail] = await rows();
    await send(house, town.id, mail!.id);
    return (await rows())[1]!;
  };
  await choose({});
  const byMail = await about();
  assert.ok((await readdir(join(house.settings.varDirectory, 'mail'))).includes(`${byMail.id}.eml`));
  await choose({ epost: '' });
  const { id, given_up: why } = await about();
  assert.equal(why, 'noAddress');
  const event = { id, tenant: town.id, event: 'messages.notReached', ids: { case: caseId, person: eva, dispatch: id }, at: house.clock.now() };
  assert.equal((await house.asOwner('select 1 from platform.outbox where tenant_id = $1 and event = $2', [town.id, 'messages.notReached'])).length, 1, 'asked for once: not for what went by e-mail');
  await cases.events!['messages.notReached']!(house, event);
  await cases.events!['messages.notReached']!(house, event);
  const tasks = await house.asOwner('select 1 from cases.task where case_id = $1 and key = $2', [caseId, `notReached:${id}`]);
  assert.equal(tasks.length, 1);
});

test('an administrator tries the provider without anything being sent', async () => {
  const ragnar = await administrator(house, server, town);
  const answer = await ragnar.post('/handlaggning/administration/kanaler/sms/prov', {});
  assert.match(answer.text, /De svarade som de ska/);
  assert.equal(provider.sent.length, 0);
});
