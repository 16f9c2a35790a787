import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { serve, testHouse } from '../../../../test/support/index.ts';
import { cases } from '../../../cases/index.ts';
import { makeTown } from '../../../cases/testing.ts';
import { identity } from '../../../identity/index.ts';
import { knowledge } from '../../../knowledge/index.ts';
import { organisation } from '../../../organisation/index.ts';
import { closePdf, textOfPdf } from '../../../platform/index.ts';
import { currentVersions, filesOf, loadService, services } from '../../../services/index.ts';
import { portal } from '../../index.ts';
import { administrator } from '../../testing.ts';

const house = await testHouse({ rooms: [organisation, identity, knowledge, services, cases, portal] });
house.atEnd(async () => { closePdf(); });
const server = await serve(house);
const town = await makeTown(house, ['fardtjanst', 'ekonomiskt-bistand-manad']);
const admin = await administrator(house, server, town);
const base = '/handlaggning/administration';
const loaded = await loadService(join(import.meta.dirname, '../../../../catalogue/fardtjanst'));
if (!loaded.ok) throw new Error(loaded.problems[0]?.message);
const service = filesOf(loaded.service)['service.yaml']!;

const versions = () => house.db.system(town.id, 'test', (tx) => currentVersions(tx));
const bring = (yaml: string) => admin.multipart(`${base}/tjanster/ta-in`, { tjanst: 'transportService' }, [
  { field: 'files', name: 'service.yaml', mediaType: 'application/yaml', bytes: Buffer.from(yaml) }]);
/** The clock moves, so that what is published now is newer than what was. */
const later = () => { house.clock.forward(5_000); };

test('an edited file is brought in, its differences are told, and publishing it puts it in force with who and why', async () => {
  later();
  const brought = await bring(service.replace('Hur når vi dig?', 'Hur når vi dig på dagtid?'));
  assert.equal(brought.status, 303);
  const page = await admin.get(brought.location!);
  assert.match(page.text, /Sidan ”Hur når vi dig på dagtid\?”: rubriken/);
  const asked = /href="([^"]*\/fragor\?sprak=en)"/.exec(page.text)![1]!;
  assert.match(textOfPdf((await admin.get(asked)).bytes), /transport service/i);
  const today = house.clock.now().toISOString().slice(0, 10);
  const done = await admin.post(brought.location!, { from: today, drafts: 'offer', why: 'Tekniska nämnden § 12' }, { follow: true });
  assert.match(done.text, /Versionen är publicerad/);
  assert.match(done.text, /Tekniska nämnden § 12/);
  assert.match(done.text, /Ragnar Vinterås/);
  const current = (await versions()).find((one) => one.service === 'transportService')!;
  assert.equal(current.compiled.folder.definition.pages.find(({ id }) => id === 'contact')!.title, 'Hur når vi dig på dagtid?');
});

test('what the organisation lacks is told before anybody tries to publish, and nobody is asked of drafts that cannot be', async () => {
  const brought = await admin.post(`${base}/tjanster/ta-in`, { mapp: 'fornya-recept' });
  const page = await admin.get(brought.location!);
  assert.match(page.text, /Det här saknas hos er[^]*nämndrollen healthCare[^]*nämnden för hälso- och sjukvård[^]*roles\.authorities/);
  assert.ok(!page.text.includes('type="radio"') && !page.text.includes('/fragor'));
  assert.equal((await admin.get(`${brought.location!.pathname}/fragor`)).status, 404);
});

test('what is asked of drafts, and why, must be said', async () => {
  const brought = await bring(service);
  const refused = await admin.post(brought.location!, { from: '2020-01-01', why: '' });
  assert.equal(refused.status, 422);
  for (const words of ['Välj vad som ska gälla', 'Skriv varför']) assert.ok(refused.text.includes(words), words);
});

test('a file with a fault is refused with file, line and remedy', async () => {
  const refused = await bring(service.replace('need: getAround', 'need: flyAway'));
  assert.equal(refused.status, 422);
  assert.match(refused.text, /service\.yaml, rad \d+/);
});

test('an earlier version is published again by way of the same page', async () => {
  later();
  const page = await admin.get(`${base}/tjanster/transportService`);
  const again = /action="([^"]*\/igen)"/.exec(page.text)![1]!;
  const proposal = await admin.post(again, {});
  const back = await admin.post(proposal.location!, { from: house.clock.now().toISOString().slice(0, 10), drafts: 'keep', why: 'Vi går tillbaka' }, { follow: true });
  assert.match(back.text, /Vi går tillbaka/);
  assert.equal((await versions()).find((one) => one.service === 'transportService')!.compiled.folder.definition.pages.find(({ id }) => id === 'contact')!.title, 'Hur når vi dig?');
});

test('a version planned for later is called off with a reason', async () => {
  const brought = await bring(service.replace('Hur når vi dig?', 'Hur når vi dig sedan?'));
  await admin.post(brought.location!, { from: '2099-01-01', drafts: 'require', why: 'Ny lag' });
  const page = await admin.get(`${base}/tjanster/transportService`);
  const cancel = /href="([^"]*\/aterkalla)"/.exec(page.text)![1]!;
  assert.equal((await admin.post(cancel, { why: '' })).status, 422);
  assert.match((await admin.post(cancel, { why: 'Lagen sköts upp' }, { follow: true })).text, /Återkallad: Lagen sköts upp/);
});

test('a stopped service takes no new applications until it is opened', async () => {
  const at = `${base}/tjanster/economicAidMonth`;
  assert.equal((await admin.post(`${at}/stoppa`, { drafts: 'keep', why: '' })).status, 422);
  await admin.post(`${at}/stoppa`, { drafts: 'keep', why: 'Byter system' });
  later();
  assert.ok((await versions()).some(({ service: name, stopped }) => name === 'economicAidMonth' && stopped));
  assert.match((await admin.get(`${at}/oppna`)).text, new RegExp(`action="[^"]*${at}/oppna"`));
  await admin.post(`${at}/oppna`, {});
  later();
  assert.ok((await versions()).some(({ service: name, stopped }) => name === 'economicAidMonth' && !stopped));
  const open = await admin.get(`${at}/oppna`);
  assert.match(open.text, /Tjänsten är öppen/);
  assert.doesNotMatch(open.text, new RegExp(`action="[^"]*${at}/oppna"`), 'there is nothing to open');
});

test('each letter of a service is shown as a document, in each language', async () => {
  const page = await admin.get(`${base}/tjanster/transportService`);
  const letters = [...page.text.matchAll(/href="([^"]*\/brev\/[^"]+\?sprak=[^"]+)"/g)].map(([, path]) => path!);
  assert.ok(letters.length > 6);
  for (const path of letters) assert.equal((await admin.get(path)).headers['content-type'], 'application/pdf', path);
});

test('the words of a letter are changed without its code, seen in the difference and in the letter, and published as a version', async () => {
  later();
  const at = `${base}/tjanster/transportService/brev/own.typ/ord`;
  const form = await admin.get(at);
  assert.ok(!/[#]let|\.typ<|yaml/.test(form.text.replaceAll(/(href|action)="[^"]*"/g, '')), 'no code and no file names');
  const fields = Object.fromEntries([...form.text.matchAll(/<textarea[^>]*name="([^"]+)"[^>]*>([^<]*)<\/textarea>/g)].map(([, name, value]) => [name!, value!.trim()]));
  const headings = Object.fromEntries([...form.text.matchAll(/<input[^>]*name="([a-z-]+\.(?:sv|en))"[^>]*value="([^"]*)"/g)].map(([, name, value]) => [name!, value!]));
  assert.ok(fields['booking.sv'] && headings['how-title.sv']);
  const all = { ...fields, ...headings };
  assert.equal((await admin.post(at, { ...all, 'booking.sv': '' })).status, 422);
  const brought = await admin.post(at, { ...all, 'how-title.sv': 'Så här reser du med "oss"', 'how.sv': 'Ring och beställ.\nVänta vid dörren.' });
  assert.equal(brought.status, 303);
  const proposal = await admin.get(brought.location!);
  assert.match(proposal.text, /2 skillnader/);
  assert.match(proposal.text, /Ord som står i flera av breven: på svenska[^]*Så reser du[^]*Så här reser du med/);
  const preview = /href="([^"]*\/brev\/granted\.typ\?forslag=[^"]*sprak=sv)"/.exec(proposal.text)![1]!.replaceAll('&amp;', '&');
  const letter = textOfPdf((await admin.get(preview)).bytes);
  assert.ok(letter.includes('Vänta vid dörren'), letter.slice(0, 300));
  assert.ok(!textOfPdf((await admin.get(`${base}/tjanster/transportService/brev/granted.typ?sprak=sv`)).bytes).includes('Vänta vid dörren'), 'nothing holds before it is published');
  const more = await admin.post(`${base}/tjanster/transportService/brev/own.typ/ord`, { ...all, 'how.sv': 'Ring och beställ.\nVänta vid dörren.', 'how.en': 'Ring them and wait.', forslag: brought.location!.pathname.split('/').at(-1)! });
  assert.match((await admin.get(more.location!)).text, /2 skillnader[^]*Ring them and wait/);
  assert.equal((await admin.get(brought.location!)).status, 404, 'the one in hand took the place of the first');
  await admin.post(more.location!, { from: house.clock.now().toISOString().slice(0, 10), drafts: 'keep', why: 'Enklare ord' });
  assert.ok(textOfPdf((await admin.get(`${base}/tjanster/transportService/brev/granted.typ?sprak=en`)).bytes).includes('Ring them and wait'));
  assert.match((await admin.get(`${base}/tjanster/transportService`)).text, /Version \d+[^]*Enklare ord/);
});

test('a new version of a dated table holds from its day, and the one before is still there', async () => {
  const at = `${base}/tabeller/riksnormExempel`;
  const form = await admin.get(`${at}/ny`);
  const fields = Object.fromEntries([...form.text.matchAll(/name="(row\.[^"]+)"[^>]*value="([^"]*)"/g)].map(([, name, value]) => [name!, value!]));
  assert.ok(Object.keys(fields).length > 5);
  const refused = await admin.post(`${at}/ny`, { ...fields, 'row.single': 'mycket', from: '2099-01-01', note: 'Regeringens beslut' });
  assert.equal(refused.status, 422);
  assert.match(refused.text, /skriv ett tal/);
  const wish = { ...fields, 'row.single': '4 444,50', from: '2099-01-01', note: 'Regeringens beslut' };
  const seen = await admin.post(`${at}/ny`, wish);
  assert.match(seen.text, /1 av \d+ rader blir andra[^]*4\u00a0444,50\u00a0kr/);
  assert.match(seen.text, /gäller en tid som börjar 1 januari 2099 eller senare räknas med de nya talen/);
  const count = async () => (await house.asOwner('select id from organisation.dated_table where tenant_id = $1 and name = \'riksnormExempel\'', [town.id])).length;
  const before = await count();
  assert.match((await admin.post(`${at}/ny`, { ...wish, do: 'change' })).text, /value="4 444,50"/);
  assert.equal(await count(), before, 'nothing is saved before it has been seen');
  assert.match(seen.text, /fortfarande märkt som exempel/);
  const done = await admin.post(`${at}/ny`, { ...wish, real: 'on', do: 'save' }, { follow: true });
  assert.ok(!/märkt som exempel|exempelbelopp/.test(done.text), 'the numbers are the municipality\'s own');
  assert.match(done.text, /4\u00a0444,50\u00a0kr/);
  const rows = await house.asOwner<{ valid_from: string }>('select valid_from::text from organisation.dated_table where tenant_id = $1 and name = \'riksnormExempel\' order by 1', [town.id]);
  assert.ok(rows.length >= 2);
  assert.equal(rows.at(-1)?.valid_from, '2099-01-01');
});
