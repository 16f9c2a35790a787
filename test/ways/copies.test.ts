import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { cases } from '../../src/cases/index.ts';
import { apply, decidePlans, hire, makeTown, meet, signedInStaff, type Town } from '../../src/cases/testing.ts';
import { identity } from '../../src/identity/index.ts';
import { messages } from '../../src/messages/index.ts';
import { organisation } from '../../src/organisation/index.ts';
import { payments } from '../../src/payments/index.ts';
import { closePdf, imagesToPdf, putDocument, textOfPdf, type Uuid } from '../../src/platform/index.ts';
import { records } from '../../src/records/index.ts';
import { services } from '../../src/services/index.ts';
import { serve, testHouse, type Client } from '../support/index.ts';

const house = await testHouse({ rooms: [organisation, identity, messages, services, cases, payments, records] });
house.atEnd(async () => { closePdf(); });
const server = await serve(house);
let town: Town;
let tilda: Uuid;
let [asa, soc, anyone]: Client[] = [];
before(async () => {
  town = await makeTown(house, ['fardtjanst', 'allman-handling']);
  await decidePlans(house, town.id);
  tilda = await meet(house, town, 'Tilda', 'Ärlig', '189001019802');
  const browser = async (name: string, at: Parameters<typeof hire>[3]) => signedInStaff(house, server, town, await hire(house, town, name, at));
  asa = await browser('Åsa Öberg', { authority: 'tekniska-namnden', unit: 'fardtjanst', roles: ['officer'] });
  soc = await browser('Eva Soc', { authority: 'socialnamnden', roles: ['registrar'] });
  anyone = server.browser(town);
});

const releases = '/handlaggning/register/utlamnande';
interface Asked { id: Uuid; at: string; number: string }

/** A request, from the public form. */
async function asked(more: Record<string, string>): Promise<Asked> {
  const sent = await anyone!.post('/diarium/begar-ut', { authority: 'tekniska-namnden', wanted: 'Bilagan i ärendet', ...more });
  assert.equal(sent.status, 303, sent.text);
  const number = sent.location!.searchParams.get('nummer')!;
  const [row] = await house.asOwner<{ id: Uuid }>('select id from records.request where tenant_id = $1 and number = $2', [town.id, number]);
  return { id: row!.id, at: `${releases}/${row!.id}`, number };
}

describe('the fee for copies', () => {
  /** A request on paper with so much to copy that it costs: a letter of thirty pages lies in the case. */
  async function costing(): Promise<Asked> {
    const request = await asked({ delivery: 'post', address: 'Fråg Vis\nGatan 1\n123 45 Staden', reach: 'fragvis@exempel.example' });
    const { caseId } = await apply(house, town, tilda);
    await asa!.post(`/handlaggning/arenden/${caseId}/ta`, { bias: 'no' });
    const [file] = await house.asOwner<{ number: string; key_id: Uuid; authority_id: Uuid }>('select number, key_id, authority_id from cases.case_file where id = $1', [caseId]);
    const document = await house.db.system(town.id, 'test', async (tx) => putDocument(tx, { dossierId: caseId, keyId: file!.key_id, authorityId: file!.authority_id, ownerId: tilda,
      name: 'bilaga.pdf', mediaType: 'application/pdf', bytes: await thirtyPages(tx.now) }));
    await asa!.post(`${request.at}/ta`, {});
    assert.equal((await asa!.post(`${request.at}/handlingar`, { case: caseId, arende: file!.number, documents: document.id })).status, 303);
    const [item] = await house.asOwner<{ id: string }>('select id from records.request_item where request_id = $1', [request.id]);
    const at = `${request.at}/handlingar/${item!.id}`;
    assert.equal((await asa!.post(at, { outcome: 'released', section: '26 kap. 1 § OSL', note: 'Det står klart: den sökande samtycker.' })).status, 303);
    return request;
  }

  async function thirtyPages(at: Date): Promise<Buffer> {
    const pixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
    const made = await imagesToPdf(Array.from({ length: 30 }, () => ({ bytes: pixel, mediaType: 'image/png' as const })), { title: 'Bilaga', language: 'sv', at, atMost: 30 });
    assert.ok(made.ok);
    return made.bytes;
  }

  async function letterAbout(feeId: Uuid): Promise<string> {
    await records.events!['records.feeTold']!(house, { id: feeId, tenant: town.id, event: 'records.feeTold', ids: { fee: feeId }, at: house.clock.now() });
    const folder = join(house.settings.varDirectory, 'mail');
    return (await readFile(join(folder, (await readdir(folder)).find((name) => name.startsWith(feeId))!), 'utf8')).replaceAll(/=\r?\n/g, '').replaceAll('=3D', '=');
  }

  const feeIn = async (id: Uuid) => (await house.asOwner<{ id: Uuid; amount_ore: string; answer: string | null; payer_cipher: Buffer | null }>(
    'select id, amount_ore, answer, payer_cipher from records.fee where request_id = $1 order by told_at desc', [id]))[0];

  test('is told before it is charged, answered by whoever asks, invoiced when the copies go, and kept sealed', async () => {
    const { at, id, number } = await costing();
    const page = (await asa!.get(at)).text;
    assert.match(page, /30 sidor och kostar 90/);
    assert.ok(!page.includes('/lamna-ut"'), 'nothing is handed out before the fee is told');
    assert.equal((await asa!.post(`${at}/lamna-ut`, {})).status, 422);
    assert.equal((await asa!.post(`${at}/avgift`, { pages: '5', do: 'tell' })).status, 422, 'five pages are free');
    assert.equal((await asa!.post(`${at}/avgift`, { pages: '30', do: 'tell' })).status, 303);
    const fee = (await feeIn(id))!;
    assert.equal(Number(fee.amount_ore), 9_000);
    const letter = await letterAbout(fee.id);
    assert.ok(letter.includes('fragvis@exempel.example') && !letter.includes('Ärlig'));
    const link = /\/diarium\/avgift\/[\w.-]+/.exec(letter)![0];
    assert.match((await anyone!.get(link)).text, /30 sidor och kostar 90/);
    assert.equal((await anyone!.get(`${link.slice(0, -4)}AAAA`)).status, 404, 'a link that was made up opens nothing');
    assert.equal((await anyone!.post(link, { answer: 'invoice', name: '', address: '' })).status, 422);
    assert.equal((await asa!.post(`${at}/lamna-ut`, {})).status, 422, 'nor before it is agreed');
    assert.equal((await anyone!.post(link, { answer: 'invoice', name: 'Fråg Vis', address: 'Gatan 1\n123 45 Staden' })).status, 303);
    assert.match((await anyone!.get(link)).text, /skickar fakturan efteråt/);
    assert.ok((await feeIn(id))!.payer_cipher && !(await feeIn(id))!.payer_cipher!.includes('Fråg'));
    const claims = () => house.asOwner<{ id: Uuid; amount_ore: string; case_number: string; content_cipher: Buffer }>('select * from payments.charge where case_id = $1', [id]);
    assert.equal((await claims()).length, 0, 'nothing is charged before it is handed out');
    assert.equal((await asa!.post(`${at}/lamna-ut`, { text: 'Bilagan är inskannad.\nHör av dig om något är svårt att läsa.' })).status, 303);
    const [claim] = await claims();
    assert.deepEqual([Number(claim!.amount_ore), claim!.case_number], [9_000, number]);
    const shown = (await asa!.get(at)).text;
    const follows = textOfPdf((await asa!.get(new RegExp(`${at}/beslut/[0-9a-f-]{36}`).exec(shown)![0])).bytes);
    for (const said of ['Bilagan är inskannad', '30 sidor', 'Fråg Vis']) assert.ok(follows.includes(said), said);
    const economist = await signedInStaff(house, server, town, await hire(house, town, 'Eko Nom', { authority: 'tekniska-namnden', roles: ['economy'] }));
    const owed = (await economist.get('/handlaggning/utbetalningar/fordringar')).text;
    assert.ok(owed.includes(number) && owed.includes('Fråg Vis'));
    const invoiced = await economist.post('/handlaggning/utbetalningar/fordringar/fil', { asked: /name="asked" value="([^"]+)"/.exec(owed)![1]! });
    assert.equal(invoiced.status, 303);
    assert.match((await economist.get(`/handlaggning/utbetalningar/fordringar/${claim!.id}`)).text, /Begäran TN U/);
    house.clock.set(new Date('2028-11-21T09:00:00Z'));
    await house.db.system(town.id, 'test', (tx) => (records.retention as { run(one: unknown): Promise<{ destroyed: number }> }).run(tx));
    assert.equal((await claims()).length, 0, 'the claim goes with its request');
    house.clock.set(new Date('2026-11-20T09:00:00Z'));
  });

  test('can be paid first by whoever will not say who they are, be let off, or be left by reading on the spot', async () => {
    const first = await costing();
    await asa!.post(`${first.at}/avgift`, { pages: '30', do: 'tell' });
    assert.equal((await asa!.post(`${first.at}/avgift/svar`, { answer: 'advance' })).status, 303);
    assert.equal((await asa!.post(`${first.at}/lamna-ut`, {})).status, 422, 'not before it is paid');
    assert.equal((await asa!.post(`${first.at}/avgift/betald`, { how: '' })).status, 422);
    assert.equal((await asa!.post(`${first.at}/avgift/betald`, { how: 'Kvitto 12' })).status, 303);
    assert.equal((await asa!.post(`${first.at}/lamna-ut`, {})).status, 303);
    assert.equal((await feeIn(first.id))!.payer_cipher, null);
    const second = await costing();
    assert.equal((await asa!.post(`${second.at}/avgift`, { pages: '30', do: 'waive', why: '' })).status, 422);
    assert.equal((await asa!.post(`${second.at}/avgift`, { pages: '30', do: 'waive', why: 'Vi bad om tid och blev sena.' })).status, 303);
    assert.equal((await asa!.post(`${second.at}/lamna-ut`, {})).status, 303);
    const third = await costing();
    await asa!.post(`${third.at}/avgift`, { pages: '30', do: 'tell' });
    await asa!.post(`${third.at}/avgift/svar`, { answer: 'read' });
    assert.match((await asa!.get(third.at)).text, /Handlingarna är lästa på plats/);
    assert.equal((await asa!.post(`${third.at}/lamna-ut`, {})).status, 303);
    assert.equal((await house.asOwner('select id from payments.charge where case_id = any($1)', [[first.id, second.id, third.id]])).length, 0);
    assert.equal((await soc!.post(`${third.at}/avgift`, { pages: '30', do: 'tell' })).status, 404);
  });
});
