import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serve, testHouse, type Client } from '../../test/support/index.ts';
import { cases } from '../cases/index.ts';
import { apply, decidePlans, hire, makeTown, meet, signedInResident, signedInStaff, type Town } from '../cases/testing.ts';
import { identity } from '../identity/index.ts';
import { messages } from '../messages/index.ts';
import { organisation } from '../organisation/index.ts';
import { closePdf, textInPages, textOfPdf, type Uuid } from '../platform/index.ts';
import { services } from '../services/index.ts';
import { records } from './index.ts';

const house = await testHouse({ rooms: [organisation, identity, messages, services, cases, records] });
house.atEnd(async () => { closePdf(); });
const server = await serve(house);
let town: Town;
let tilda: Uuid;
let [asa, petra, chef, soc, anyone]: Client[] = [];
before(async () => {
  town = await makeTown(house, ['fardtjanst', 'allman-handling']);
  await decidePlans(house, town.id);
  tilda = await meet(house, town, 'Tilda', 'Ärlig', '189001019802');
  const browser = async (name: string, at: Parameters<typeof hire>[3]) => signedInStaff(house, server, town, await hire(house, town, name, at));
  asa = await browser('Åsa Öberg', { authority: 'tekniska-namnden', unit: 'fardtjanst', roles: ['officer'] });
  petra = await browser('Petra Reg', { authority: 'tekniska-namnden', roles: ['registrar'] });
  chef = await browser('Cilla Chef', { authority: 'tekniska-namnden', unit: 'fardtjanst', roles: ['manager'] });
  soc = await browser('Eva Soc', { authority: 'socialnamnden', roles: ['registrar'] });
  anyone = server.browser(town);
});

const releases = '/handlaggning/register/utlamnande';
const wanted = { authority: 'tekniska-namnden', wanted: 'Min grannes ansökan om färdtjänst', delivery: 'link', email: 'fragvis@exempel.example' };

/** A request, from the public form. */
async function asked(more: Record<string, string> = {}): Promise<{ id: Uuid; at: string; number: string }> {
  const sent = await anyone!.post('/diarium/begar-ut', { ...wanted, ...more });
  assert.equal(sent.status, 303, sent.text);
  const number = sent.location!.searchParams.get('nummer')!;
  const [row] = await house.asOwner<{ id: Uuid }>('select id from records.request where tenant_id = $1 and number = $2', [town.id, number]);
  return { id: row!.id, at: `${releases}/${row!.id}`, number };
}

interface Asked { id: Uuid; at: string; number: string; caseId: Uuid; item: string }

/** A request with the signed application of a case that Åsa has: found, and added. */
async function withDocument(more: Record<string, string> = {}): Promise<Asked> {
  const request = await asked(more);
  const { caseId } = await apply(house, town, tilda);
  await asa!.post(`/handlaggning/arenden/${caseId}/ta`, { bias: 'no' });
  const [file] = await house.asOwner<{ number: string }>('select number from cases.case_file where id = $1', [caseId]);
  await asa!.post(`${request.at}/ta`, {});
  const found = (await asa!.get(`${request.at}?arende=${encodeURIComponent(file!.number)}`)).text;
  const document = /name="documents"[^>]*value="([0-9a-f-]{36})"/.exec(found)?.[1] ?? /value="([0-9a-f-]{36})"[^>]*name="documents"/.exec(found)?.[1];
  assert.ok(document, 'the signed application is found');
  assert.equal((await asa!.post(`${request.at}/handlingar`, { case: caseId, arende: file!.number, documents: document! })).status, 303);
  const [item] = await house.asOwner<{ id: string }>('select id from records.request_item where request_id = $1', [request.id]);
  return { ...request, caseId, item: `${request.at}/handlingar/${item!.id}` };
}

describe('a request for official records', () => {
  test('is made by anyone, without a name, and kept sealed with a number and a day', async () => {
    const { id, number } = await asked();
    assert.match(number, /^TN U 2026-\d{4}$/);
    const [row] = await house.asOwner<Record<string, unknown>>('select * from records.request where id = $1', [id]);
    assert.equal(row!['due_day'], '2026-11-24', 'two working days after Friday the 20th');
    assert.ok(!JSON.stringify(row).includes('fragvis'));
    assert.match((await anyone!.get(`/diarium/begar-ut/tack?nummer=${encodeURIComponent(number)}`)).text, /Vi har fått din begäran/);
    const audit = await house.asOwner<{ actor_kind: string }>('select actor_kind from platform.audit_entry where dossier_id = $1', [id]);
    assert.deepEqual(audit.map(({ actor_kind: kind }) => kind), ['system:public-request'], 'nothing says who asked');
  });

  test('says what is missing, and keeps what was written', async () => {
    const wrong = await anyone!.post('/diarium/begar-ut', { ...wanted, email: 'ingen adress', wanted: '' });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /Skriv vad du vill läsa/);
    assert.match(wrong.text, /Skriv en e-postadress/);
    assert.match(wrong.text, /value="ingen adress"/);
    assert.equal((await anyone!.post('/diarium/begar-ut', { ...wanted, authority: 'finns-inte' })).status, 422);
  });

  test('is also registered by staff, who see only their authority\'s', async () => {
    const made = await petra!.post(`${releases}/ny`, { receivedDay: '2026-11-20', way: 'phone', wanted: 'Beslut från i våras', delivery: 'collect', contact: '' });
    assert.equal(made.status, 303);
    const at = made.location!.pathname;
    assert.match((await petra!.get(at)).text, /Beslut från i våras/);
    assert.equal((await soc!.get(at)).status, 404);
    assert.equal((await soc!.post(`${at}/avslut`, { why: 'noRecord' })).status, 404);
    assert.equal((await petra!.post(`${releases}/ny`, { receivedDay: '2026-11-21', way: 'phone', wanted: 'x', delivery: 'link', contact: '' })).status, 422);
    await petra!.post(`${at}/avslut`, { why: 'noRecord' });
    assert.match((await petra!.get(`${releases}?visa=klara`)).text, /Ingen sådan handling finns/);
    assert.equal((await petra!.post(`${at}/ta`, {})).status, 403, 'what is closed is changed no more');
  });
});

describe('the service of the catalogue', () => {
  test('leads to the same form, in every language, and staff to theirs', async () => {
    for (const [language, heading] of [['sv', 'Begär ut en allmän handling'], ['sv-simple', 'handling'], ['en', 'Request a public record']] as const) {
      const shown = await server.browser(town).get(`/tjanster/allman-handling?sprak=${language}`);
      assert.equal(shown.status, 200);
      assert.ok(shown.text.includes(heading));
      assert.match(shown.text, /href="[^"]*\/diarium\/begar-ut"/);
      assert.ok(!shown.text.includes('/tjanster/allman-handling/borja') && !shown.text.includes('utan-inloggning'), 'no other door');
    }
    const resident = await signedInResident(house, server, town, tilda);
    for (const [browser, address] of [[resident, 'borja'], [anyone!, 'utan-inloggning']] as const) {
      assert.equal((await browser.get(`/tjanster/allman-handling/${address}`)).location?.pathname, '/diarium/begar-ut', 'an address typed by hand is no other door');
    }
    assert.equal((await resident.post('/tjanster/allman-handling/borja', {})).location?.pathname, '/diarium/begar-ut');
    assert.ok((await anyone!.get('/tjanster/fardtjanst')).text.includes('/tjanster/fardtjanst/borja'), 'other services have their own pages');
    const board = await signedInStaff(house, server, town, await hire(house, town, 'Ylva Kansli', { authority: 'kommunstyrelsen', roles: ['registrar'] }));
    assert.equal((await board.post('/handlaggning/registrera', { service: 'recordsRequest' })).location?.pathname, `${releases}/ny`);
    const form = textOfPdf((await anyone!.get('/tjanster/allman-handling/blankett.pdf')).bytes);
    const code = /[0-9A-F]{4}-[0-9A-F]{4}-[A-Z0-9-]+/.exec(form)?.[0];
    assert.equal((await board.post('/handlaggning/registrera/blankett', { code: code!, arrived: '2026-11-20' })).location?.pathname, `${releases}/ny`);
  });
});

describe('the test of a document', () => {
  test('is for whoever may read the case: a registrar is sent to the officer', async () => {
    const { item, at } = await withDocument();
    assert.match((await petra!.get(item)).text, /Ärendet|ärendet/);
    assert.ok(!(await petra!.get(item)).text.includes('name="outcome"'));
    assert.equal((await petra!.get(`${item}/sidor/1`)).status, 404);
    assert.equal((await soc!.get(item)).status, 404);
    assert.match((await asa!.get(item)).text, /skaderekvisit/);
    assert.equal((await asa!.get(at)).status, 200);
  });

  test('is asked of the officer by a registrar, as a task that ends with the answer', async () => {
    const { at, item, caseId } = await withDocument();
    const [file] = await house.asOwner<{ number: string }>('select number from cases.case_file where id = $1', [caseId]);
    const shut = (await petra!.get(`${at}?arende=${encodeURIComponent(file!.number)}`)).text;
    assert.match(shut, /öppnas bara av dem som handlägger det[\s\S]*Be handläggaren i ärendet att pröva/);
    assert.ok(!shut.includes(`/handlaggning/arenden/${caseId}"`), 'no way that only leads to a refusal');
    assert.equal((await petra!.post(`${at}/uppgift`, { case: caseId })).status, 303);
    assert.equal((await soc!.post(`${at}/uppgift`, { case: caseId })).status, 404);
    const task = async () => (await house.asOwner<{ due_day: string; done_at: Date | null }>('select due_day::text, done_at from cases.task where case_id = $1 and key like $2', [caseId, 'release-%']))[0]!;
    assert.equal((await task()).due_day, '2026-11-24');
    await asa!.post(item, { outcome: 'released', section: '26 kap. 1 § OSL', note: 'Det står klart: den sökande samtycker.' });
    await asa!.post(`${at}/lamna-ut`, {});
    assert.ok((await task()).done_at);
  });

  test('asks for what the burden of its section asks for', async () => {
    const { item } = await withDocument();
    assert.match((await asa!.get(item)).text, /Omvänt skaderekvisit|Rakt skaderekvisit/);
    assert.match((await asa!.post(item, { outcome: 'masked', section: '26 kap. 1 § OSL', note: 'Den enskilde lider men.' })).text, /Inget är maskerat än/);
    assert.match((await asa!.post(item, { outcome: 'refused', section: '', note: '' })).text, /Skriv den paragraf/);
  });
});

describe('masking', () => {
  test('of words and of a rectangle gives a copy in which they are gone', async () => {
    const { item, id } = await withDocument();
    const whole = await asa!.get(`${item}/original`);
    const before = await textInPages(whole.bytes);
    assert.ok(before.ok && before.text.includes('Artros') && before.text.includes('Tilda'));
    assert.equal((await asa!.post(`${item}/maskeringar`, { how: 'words', words: 'finns inte här', page: '1', section: '' })).status, 422);
    assert.equal((await asa!.post(`${item}/maskeringar`, { how: 'words', words: 'Artros', page: '1', section: '26 kap. 1 § OSL' })).status, 303);
    await asa!.post(`${item}/maskeringar`, { how: 'area', page: '1', x: '10', y: '5,5', width: '30', height: '4', section: '26 kap. 1 § OSL' });
    assert.equal((await asa!.post(`${item}/maskeringar`, { how: 'area', page: '1', x: '10', y: '500', width: '30', height: '4', section: '' })).status, 422);
    assert.equal((await asa!.get(`${item}/sidor/1`)).headers['content-type'], 'image/png');
    assert.equal((await asa!.post(item, { outcome: 'masked', section: '26 kap. 1 § OSL', note: 'Uppgift om hälsa.' })).status, 303);
    const copy = (await asa!.get(`${item}/kopia`)).bytes;
    const left = await textInPages(copy);
    assert.equal(left.ok && left.text.trim(), '');
    assert.ok(!copy.toString('latin1').includes('Artros') && !copy.toString('latin1').includes('Tilda'));
    const [row] = await house.asOwner<{ n: number }>('select count(*)::int as n from records.mask m join records.request_item i on i.id = m.item_id where i.request_id = $1', [id]);
    assert.ok(row!.n >= 2);
  });

  test('that is changed makes the document untested, and can be taken away', async () => {
    const { item } = await withDocument();
    await asa!.post(`${item}/maskeringar`, { how: 'area', page: '1', x: '10', y: '5', width: '30', height: '4', section: '' });
    await asa!.post(item, { outcome: 'masked', section: '26 kap. 1 § OSL', note: 'Uppgift om hälsa.' });
    assert.equal((await asa!.get(`${item}/kopia`)).status, 200);
    const mask = /name="mask" value="([0-9a-f-]{36})"/.exec((await asa!.get(item)).text)?.[1] ?? /value="([0-9a-f-]{36})"[^>]*name="mask"/.exec((await asa!.get(item)).text)![1]!;
    assert.equal((await asa!.post(`${item}/maskeringar/bort`, { mask, page: '1' })).status, 303);
    assert.equal((await asa!.get(`${item}/kopia`)).status, 404);
  });
});

describe('the answer', () => {
  test('by link is mailed without anything of the case, and fetched by whoever has the link', async () => {
    const { item, at, id, number } = await withDocument();
    await asa!.post(item, { outcome: 'released', section: '26 kap. 1 § OSL', note: 'Det står klart: den sökande samtycker.' });
    assert.equal((await asa!.post(`${at}/lamna-ut`, {})).status, 303);
    const [handout] = await house.asOwner<{ id: Uuid }>('select id from records.handout where request_id = $1', [id]);
    await records.events!['records.handedOut']!(house, { id: handout!.id, tenant: town.id, event: 'records.handedOut', ids: { handout: handout!.id }, at: house.clock.now() });
    const folder = join(house.settings.varDirectory, 'mail');
    const mail = await readFile(join(folder, (await readdir(folder)).find((name) => name.startsWith(handout!.id))!), 'utf8');
    const letter = mail.replaceAll(/=\r?\n/g, '').replaceAll('=3D', '=');
    assert.ok(letter.includes('fragvis@exempel.example') && letter.includes(number.slice(0, 2)));
    assert.ok(!letter.includes('Ärlig') && !letter.includes('färdtjänst'));
    const link = /\/diarium\/utlamnat\/[\w.-]+/.exec(letter)![0];
    const page = await anyone!.get(link);
    assert.match(page.text, /Handlingar som du har begärt/);
    const files = [...page.text.matchAll(new RegExp(`${link.replaceAll('.', '\\.')}/[0-9a-f-]{36}`, 'g'))].map(([at]) => at);
    assert.equal(files.length, 2);
    assert.match(textOfPdf((await anyone!.get(files[0]!)).bytes), /Handlingar som du har begärt/, 'the letter comes first');
    assert.match(textOfPdf((await anyone!.get(files[1]!)).bytes), /Artros/);
    assert.match((await petra!.get(at)).text, /Hämtat med länken/);
    assert.equal((await anyone!.get(`${link.slice(0, -4)}AAAA`)).status, 404, 'a link that was made up opens nothing');
    house.clock.forward(31 * 86_400_000);
    assert.equal((await anyone!.get(link)).status, 404, 'its time is out');
    house.clock.set(new Date('2026-11-20T09:00:00Z'));
  });

  test('no: first told, then decided in writing on request, by whoever has delegation, with how to appeal', async () => {
    const { item, at, number } = await withDocument();
    await asa!.post(item, { outcome: 'refused', section: '26 kap. 1 § OSL', note: '' });
    assert.ok(!(await chef!.get(at)).text.includes('name="reasons"'), 'no decision before it is asked for');
    await asa!.post(`${at}/nej`, { do: 'toldNo', note: 'Ringde.' });
    await asa!.post(`${at}/nej`, { do: 'decisionAsked' });
    const form = (await chef!.get(at)).text;
    const point = new RegExp('value="([0-9a-f-]{36})"[^>]*>1\\.6').exec(form)![1]!;
    assert.ok(!(await asa!.get(at)).text.includes(point), 'the point is the manager\'s');
    assert.match((await asa!.get(at)).text, /Ingen punkt i delegationsordningen gäller dig/, 'her points on granting transport are no points on refusing records');
    assert.equal((await asa!.post(`${at}/beslut`, { reasons: 'Uppgifterna rör någons hälsa och får inte lämnas ut.', delegation: point })).status, 422);
    assert.equal((await chef!.post(`${at}/beslut`, { reasons: 'kort', delegation: point })).status, 422);
    assert.equal((await chef!.post(`${at}/beslut`, { reasons: 'Uppgifterna rör någons hälsa. Det står inte klart att de kan lämnas ut utan men.', delegation: point })).status, 303);
    const decided = (await chef!.get(at)).text;
    const letter = textOfPdf((await chef!.get(/\/handlaggning\/register\/utlamnande\/[0-9a-f-]{36}\/beslut\/[0-9a-f-]{36}/.exec(decided)![0])).bytes);
    for (const said of ['Kammarrätten', 'tre veckor', '26 kap. 1 §', 'rör någons hälsa', '6 kap. 3 §']) assert.ok(letter.includes(said), said);
    assert.ok(!letter.includes('Ärlig'));
    await chef!.post('/handlaggning/sammantraden', { day: '2999-12-17' });
    const list = (await chef!.get('/handlaggning/uppfoljning/delegationsbeslut')).location!.pathname;
    const told = (await chef!.get(list)).text;
    assert.ok(told.includes(number) && told.includes('Utlämnande av allmän handling') && told.includes('Cilla Chef'), 'the authority is told of it');
    await chef!.post(list, { upTo: /name="upTo" value="([^"]*)"/.exec(told)![1]! });
    assert.match((await chef!.get(list)).text, new RegExp(`Anmälda på sammanträdet: 1[^]*${number}`));
    assert.ok(textOfPdf((await chef!.get(`${list}/lista`)).bytes).includes('1.6'));
    await chef!.post(`${at}/avslut`, { why: 'refused' });
    house.clock.forward(1_000);
    await chef!.post(`${at}/overklagande`, { do: 'appealed' });
    house.clock.forward(1_000);
    await chef!.post(`${at}/overklagande`, { do: 'passedOn' });
    assert.match((await chef!.get(at)).text, /Ett överklagande kom in[\s\S]*Överlämnat till kammarrätten/);
  });
});

describe('what is kept', () => {
  test('copies and tests go with the case, the request after two years, key and all', async () => {
    const { item, at, id, caseId } = await withDocument();
    await asa!.post(item, { outcome: 'released', section: '26 kap. 1 § OSL', note: 'Det står klart: den sökande samtycker.' });
    await asa!.post(`${at}/lamna-ut`, {});
    const copies = () => house.asOwner('select id from platform.document where dossier_id = $1', [id]);
    assert.equal((await copies()).length, 2, 'the copy and the letter');
    const forget = records.fills!.find(({ slot }) => slot === 'goesWithCase')!.value as (tx: unknown, caseId: Uuid) => Promise<number>;
    assert.ok(await house.db.system(town.id, 'test', (tx) => forget(tx, caseId)) >= 2);
    assert.equal((await copies()).length, 1, 'the letter is of the request, and goes with it');
    const run = () => house.db.system(town.id, 'test', (tx) => (records.retention as { run(one: unknown): Promise<{ destroyed: number }> }).run(tx));
    await run();
    assert.equal((await house.asOwner('select id from records.request where id = $1', [id])).length, 1, 'not before its time');
    house.clock.set(new Date('2028-11-21T09:00:00Z'));
    const [{ key_id: key }] = await house.asOwner<{ key_id: string }>('select key_id from records.request where id = $1', [id]) as [{ key_id: string }];
    await run();
    assert.equal((await house.asOwner('select id from records.request where id = $1', [id])).length, 0);
    assert.equal((await house.asOwner('select id from platform.dossier_key where id = $1', [key])).length, 0);
    const refused = await house.asOwner('select r.id from records.request r join records.refusal f on f.tenant_id = r.tenant_id and f.request_id = r.id where r.tenant_id = $1', [town.id]);
    assert.equal(refused.length, 1, 'a written refusal is kept, as the plan says of decisions');
    house.clock.set(new Date('2026-11-20T09:00:00Z'));
  });
});
