import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { cases } from '../../src/cases/index.ts';
import { hire, makeTown, meet, signedInResident, signedInStaff, type Town } from '../../src/cases/testing.ts';
import { identity } from '../../src/identity/index.ts';
import { messages } from '../../src/messages/index.ts';
import { organisation } from '../../src/organisation/index.ts';
import { makePng } from '../../src/platform/files/fixtures.ts';
import { textOfPdf, type Uuid } from '../../src/platform/index.ts';
import { services } from '../../src/services/index.ts';
import { paperCode } from '../../src/services/paper/code.ts';
import { serve, testHouse, type Client, type ClientResponse } from '../support/index.ts';

const house = await testHouse({ rooms: [organisation, identity, messages, services, cases] });
const server = await serve(house);
let town: Town;
let officer: Client;
let code: string;
before(async () => {
  town = await makeTown(house, ['fardtjanst', 'felanmalan']);
  officer = await signedInStaff(house, server, town, await hire(house, town, 'Åsa Öberg', { authority: 'tekniska-namnden', unit: 'fardtjanst', roles: ['officer'] }));
  code = paperCode({ version: town.versions.find(({ path }) => path === 'fardtjanst')!.hash.slice(0, 8), language: 'en' });
});

const person = { number: '18900101-9802', givenName: 'Tilda', familyName: 'Ärlig' };
const scan = { field: 'scans', name: 'blankett.png', mediaType: 'image/png', bytes: makePng(4, 4) };
const begin = (browser: Client, fields: Record<string, string>, files = [scan]) =>
  browser.multipart('/handlaggning/registrera/blankett', { code, arrived: '2026-11-18', ...person, ...fields }, files);
const asked = (page: ClientResponse) => [...page.text.matchAll(/name="asked" value="([^"]*)"/g)].map(([, name]) => name!);
const finish = { way: 'paper', arrived: '2026-11-18', identityCheck: 'signedPaper' };

test('the form of a service is a PDF for anyone, in each language, and the service\'s first page leads to it', async () => {
  const browser = server.browser(town);
  assert.match((await browser.get('/tjanster/fardtjanst')).text, /href="\/tjanster\/fardtjanst\/blankett\.pdf\?sprak=sv"/);
  for (const [language, words] of [['sv', /Vem gäller det\?/], ['sv-simple', /Skriv tydligt/], ['en', /Fill in this part only if|Answer only if/]] as const) {
    const form = await browser.get(`/tjanster/fardtjanst/blankett.pdf?sprak=${language}`);
    assert.equal(form.status, 200);
    assert.equal(form.headers['content-type'], 'application/pdf');
    assert.match(textOfPdf(form.bytes), words);
  }
  assert.equal((await browser.get('/tjanster/finns-inte/blankett.pdf')).status, 404);
});

test('the code brings staff to the right service; a wrong one, another authority\'s and a day ahead are told', async () => {
  const wrong = await begin(officer, { code: `${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}` });
  assert.equal(wrong.status, 422);
  assert.match(wrong.text, /Koden stämmer inte/);
  const social = await signedInStaff(house, server, town, await hire(house, town, 'Cia Social', { authority: 'socialnamnden', roles: ['officer'] }));
  assert.match((await begin(social, {})).text, /Ingen tjänst hos er/);
  assert.match((await begin(officer, { arrived: '2026-12-24' })).text, /kan inte ligga framåt/);
  assert.match((await begin(officer, { number: '' })).text, /Skriv personnumret/);
  const refused = await begin(officer, {}, [{ ...scan, name: 'blankett.exe', bytes: Buffer.from('MZ') }]);
  assert.match(refused.text, /blankett\.exe/);
  assert.equal((await house.asOwner('select 1 from services.draft where tenant_id = $1', [town.id])).length, 0, 'nothing was begun');
});

test('a filled-in paper becomes a case with the scan as original, what cannot be read, its language, and a letter with a code', async () => {
  const begun = await begin(officer, { code: code.toLowerCase().replaceAll('-', ' ') });
  assert.equal(begun.status, 303, /error-summary.*?<\/ul>/s.exec(begun.text)?.[0]);
  const first = await officer.get(begun.location!.pathname, { follow: true });
  assert.match(first.text, /Går inte att läsa på blanketten/);
  const missing = await officer.post(first.url.pathname, { asked: asked(first), _unreadable: ['address'] }, { follow: true });
  assert.equal(missing.status, 422);
  assert.doesNotMatch(/error-summary.*?<\/ul>/s.exec(missing.text)![0], /#f-address/, 'what cannot be read is not reproached');
  const onward = await officer.post(missing.url.pathname, { asked: asked(missing), _unreadable: ['address'], do: 'onward' }, { follow: true });
  assert.notEqual(onward.url.pathname, first.url.pathname);
  const entry = begun.location!.pathname;
  assert.match((await officer.get(`${entry}/granska`)).text, /Går inte att läsa på blanketten/);
  const done = await officer.post(`${entry}/registrera`, finish, { follow: true });
  assert.match(done.text, /Ansökan är registrerad/);
  const letter = await officer.get(`${entry}/bekraftelse`);
  const words = textOfPdf(letter.bytes);
  assert.match(words, /We have received your form/, 'in the language of the form');
  const [file] = await house.asOwner<{ id: Uuid; number: string; channel: string; arrived_day: string }>('select id, number, channel, arrived_day::text from cases.case_file where tenant_id = $1', [town.id]);
  assert.deepEqual([file!.channel, file!.arrived_day], ['paper', '2026-11-18']);
  assert.match(words, new RegExp(file!.number));
  const records = await house.asOwner<{ title: string; direction: string; document: boolean }>(
    'select title, direction, document_id is not null as document from cases.record where case_id = $1 order by number', [file!.id]);
  assert.deepEqual(records, [{ title: 'Ansökan om färdtjänst', direction: 'in', document: false }, { title: 'Blankett på papper, inskannad', direction: 'in', document: true },
    { title: 'Bekräftelse på att ansökan har kommit in', direction: 'out', document: true }]);

  assert.equal((await officer.post(`/handlaggning/arenden/${file!.id}/ta`, { bias: 'no' })).status, 303);
  assert.match((await officer.get(`/handlaggning/arenden/${file!.id}`)).text, /blankett\.png/);
  const completion = await officer.get(`/handlaggning/arenden/${file!.id}/komplettering`);
  assert.match(completion.text, /We could not read your answer/);

  // By the code: how it stands. By e-ID with the same number: everything.
  const printed = /[0-9A-Z]{3,5}(?:-[0-9A-Z]{2,5}){3,}/.exec(/Your code: ([^\n]+)/.exec(words)![1]!)![0];
  const byCode = await server.browser(town).post('/svar', { kod: printed }, { follow: true });
  assert.equal(byCode.status, 200);
  assert.match(byCode.text, new RegExp(file!.number));
  assert.doesNotMatch(byCode.text, /Tilda|Färdtjänst</, 'a code tells nothing of whom it is about');
  const tilda = await meet(house, town, 'Tilda', 'Ärlig', '189001019802');
  const mine = await (await signedInResident(house, server, town, tilda)).get(`/mina-sidor/arenden/${file!.id}`);
  assert.equal(mine.status, 200);
  assert.match(mine.text, /Ansökan kom in till oss/);
});

test('forms are printed with numbers of their own, and a number is registered once', async () => {
  assert.equal((await officer.post('/handlaggning/blanketter', { service: 'transportService', language: 'sv', count: '0' })).status, 422);
  const printed = await officer.post('/handlaggning/blanketter', { service: 'transportService', language: 'sv', count: '3' }, { follow: true });
  assert.match(printed.text, /nummer 1–3/);
  const series = /href="(\/handlaggning\/blanketter\/[0-9a-f-]{36})"/.exec(printed.text)![1]!;
  const pdf = await officer.get(series);
  const codes = [...new Set(textOfPdf(pdf.bytes).match(/[0-9A-F]{4}-[0-9A-F]{4}-S-00000\d-[A-Z]/g))];
  assert.equal(codes.length, 3);
  const next = await officer.post('/handlaggning/blanketter', { service: 'transportService', language: 'sv', count: '2' }, { follow: true });
  assert.match(next.text, /nummer 4–5/);

  const begun = await begin(officer, { code: codes[1]! }, []);
  assert.equal(begun.status, 303);
  assert.equal((await officer.post(`${begun.location!.pathname}/registrera`, finish)).status, 303);
  const again = await begin(officer, { code: codes[1]! }, []);
  assert.equal(again.status, 422);
  assert.match(again.text, /Blankett nummer 2 registrerades/);
  const never = paperCode({ version: town.versions.find(({ path }) => path === 'fardtjanst')!.hash.slice(0, 8), language: 'sv', number: 999 });
  assert.match((await begin(officer, { code: never }, [])).text, /Blankett nummer 999 har inte skrivits ut/);
});

test('staff write down what somebody says who has not said who they are, where the service takes it', async () => {
  assert.match((await officer.post('/handlaggning/registrera', { service: 'transportService', number: '' })).text, /Skriv personnumret/);
  const begun = await officer.post('/handlaggning/registrera', { service: 'faultReport', number: '' });
  assert.equal(begun.status, 303, begun.text.slice(0, 300));
  const done = await officer.post(`${begun.location!.pathname}/registrera`, { way: 'phone', arrived: '2026-11-20', identityCheck: 'notChecked' });
  assert.equal(done.status, 303);
  const [made] = await house.asOwner<{ parties: number; channel: string }>(`select (select count(*)::int from cases.party p where p.case_id = c.id) as parties, channel
    from cases.case_file c where tenant_id = $1 and service = 'faultReport'`, [town.id]);
  assert.deepEqual(made, { parties: 0, channel: 'phone' });
});
