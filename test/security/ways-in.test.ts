import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { before, test } from 'node:test';
import { unzipSync } from 'fflate';
import { issueCode } from '../../src/cases/actions/parties/issue-code.ts';
import { findCase } from '../../src/cases/index.ts';
import { apply, hire, makeTown, meet, signedInStaff, type Town } from '../../src/cases/testing.ts';
import { setTarget, signMessage } from '../../src/exchange/index.ts';
import { packageOf } from '../../src/exchange/actions/build-package.ts';
import { deliveryById, orderDelivery } from '../../src/exchange/store/deliveries.ts';
import { closePdf, listDocuments, readDocument, textOfPdf, type Uuid } from '../../src/platform/index.ts';
import { exportCases } from '../../src/records/actions/export-cases.ts';
import { addHandout, linkToken } from '../../src/records/store/handouts.ts';
import { rooms } from '../../src/sprang.ts';
import { serve, testHouse } from '../support/index.ts';

/** Ways in that ask nobody who they are: codes, links, signed messages, public forms. Tried with what belongs to somebody else. */

const house = await testHouse({ rooms });
house.atEnd(async () => { closePdf(); });
const server = await serve(house);
let town: Town;
let elsewhere: Town;
let caseId: Uuid;
before(async () => {
  town = await makeTown(house);
  elsewhere = await makeTown(house);
  caseId = (await apply(house, town, await meet(house, town, 'Tilda', 'Ärlig', '189001019802'))).caseId;
});

const codeIn = (of: Town) => house.db.system(of.id, 'test', async (tx) => {
  const file = (await findCase(tx, caseId))!;
  const [party] = await house.asOwner<{ id: Uuid }>('select id from cases.party where case_id = $1', [caseId]);
  return issueCode(tx, file, { partyId: party!.id, purpose: 'follow' });
});

test('a code, a link and what they opened are worth nothing in another organisation', async () => {
  const { code, link } = await codeIn(town);
  const browser = server.browser(elsewhere);
  assert.equal((await browser.post('/svar', { kod: code })).status, 422);
  assert.equal((await browser.get(link)).status, 410);
  assert.equal((await browser.post(link, {})).status, 422);
  const own = server.browser(town);
  assert.equal((await own.post('/svar', { kod: code })).status, 303);
  browser.setCookie('__Host-sprang-svar', own.cookie('__Host-sprang-svar')!);
  assert.equal((await browser.get('/svar/oppet')).location?.pathname, '/svar');
  assert.equal((await own.get('/svar/oppet')).status, 200, 'where it was given it opens');
});

test('a code shows how the case stands and opens no page of it, of My pages, of staff, or of another part', async () => {
  const browser = server.browser(town);
  await browser.post('/svar', { kod: (await codeIn(town)).code });
  const status = await browser.get('/svar/oppet');
  assert.equal(status.status, 200);
  assert.doesNotMatch(status.text, /Tilda|Ärlig|Vägen 1|0701740605|Artros|Det gör ont/);
  for (const path of [`/mina-sidor/arenden/${caseId}`, `/mina-sidor/arenden/${caseId}/akt`, '/mina-sidor', '/mina-sidor/kontakt', `/handlaggning/arenden/${caseId}`]) {
    const { status: answered, location } = await browser.get(path);
    assert.ok(answered === 303 && /logga-in/.test(location?.pathname ?? ''), `${path}: ${answered}`);
  }
  const [file] = await house.asOwner<{ id: string }>('select id from platform.document where dossier_id = $1 limit 1', [caseId]);
  for (const path of [`/svar/oppet/fil/${file?.id ?? caseId}`, `/svar/oppet/beslut/${caseId}`]) assert.equal((await browser.get(path)).status, 404, path);
  assert.equal((await browser.post(`/svar/oppet/mottaget/${caseId}`, {})).status, 404);
  assert.equal((await browser.post('/svar/oppet/svar', { svar: 'agree' })).status, 404);
});

test('who tries links has to wait like who tries codes', async () => {
  const browser = server.browser(elsewhere);
  const tried: number[] = [];
  for (let attempt = 0; attempt < 12; attempt++) tried.push((await browser.post(`/svar/${randomBytes(16).toString('base64url')}`, {})).status);
  assert.equal(tried.at(-1), 429);
});

test('a status that one organisation\'s receiver has signed says nothing in another, though both share the secret', async () => {
  const shared = randomBytes(32).toString('base64');
  for (const one of [town, elsewhere]) {
    await house.db.system(one.id, 'test', (tx) => setTarget(tx, { name: 'records', kind: 'webhook', title: 'Arkivet', address: 'https://arkiv.exempel.example' }, { shared }));
  }
  const delivery = await house.db.system(town.id, 'test', async (tx) => orderDelivery(tx, { authorityId: (await findCase(tx, caseId))!.authorityId, caseId, target: 'records', what: 'case' }));
  const body = Buffer.from(JSON.stringify({ delivery, status: 'done' }));
  const headers = { ...signMessage('svar-1', house.clock.now(), body, shared) };
  assert.equal((await server.browser(elsewhere).json('/api/overlamning/records/status', body, headers)).status, 404);
  assert.equal((await house.asOwner('select 1 from exchange.inbound where tenant_id = $1', [elsewhere.id])).length, 0);
  house.clock.forward(10 * 60_000);
  assert.equal((await server.browser(town).json('/api/overlamning/records/status', body, headers)).status, 401, 'kept and sent again later');
  const [row] = await house.asOwner<{ status: string | null }>('select status from exchange.delivery where id = $1', [delivery]);
  assert.equal(row?.status, null);
});

test('a link to what was released opens nothing in another organisation, and nothing when it is changed', async () => {
  const registrar = await hire(house, town, 'Petra', { authority: 'tekniska-namnden', roles: ['registrar'] });
  const sent = await server.browser(town).post('/diarium/begar-ut', { authority: 'tekniska-namnden', wanted: 'Ett beslut', delivery: 'collect' });
  assert.equal(sent.status, 303, sent.text.slice(sent.text.indexOf('<main'), sent.text.indexOf('<main') + 600));
  const [request] = await house.asOwner<{ id: Uuid; authority_id: Uuid }>('select id, authority_id from records.request where tenant_id = $1', [town.id]);
  const token = await house.db.system(town.id, 'test', async (tx) => linkToken(tx, await addHandout(tx, { id: request!.id, authorityId: request!.authority_id }, new Date(tx.now.getTime() + 86_400_000), null)));
  assert.equal((await server.browser(town).get(`/diarium/utlamnat/${token}`)).status, 200);
  assert.equal((await server.browser(elsewhere).get(`/diarium/utlamnat/${token}`)).status, 404);
  const [id, secret = ''] = token.split('.');
  const wrong = [`${id}.`, `${id}`, `${id}.${secret.slice(1)}`, `${id}.${randomBytes(32).toString('base64url')}`, `${registrar.id}.${secret}`];
  for (const guess of wrong) assert.equal((await server.browser(town).get(`/diarium/utlamnat/${guess}`)).status, 404, guess);
  assert.equal((await server.browser(town).get(`/diarium/utlamnat/${token}/${caseId}`)).status, 404);
});

test('whoever asks for records without end has to wait, and what they typed is not lost', async () => {
  const browser = server.browser(elsewhere);
  const asks = () => browser.post('/diarium/begar-ut', { authority: 'tekniska-namnden', wanted: 'Allt som finns', delivery: 'collect' });
  let answer = await asks();
  for (let asked = 0; asked < 30 && answer.status === 303; asked++) answer = await asks();
  assert.equal(answer.status, 429);
  assert.match(answer.text, /Allt som finns/);
  assert.ok((await house.asOwner('select 1 from records.request where tenant_id = $1', [elsewhere.id])).length <= 30);
});

test('an administrator who stands in one authority changes nothing of the whole organisation\'s: services, tables, receivers', async () => {
  const browser = await signedInStaff(house, server, town, await hire(house, town, 'Lokal', { authority: 'tekniska-namnden', roles: ['administrator'] }));
  const count = () => house.asOwner<{ table: string; n: number }>(
    ['services.proposal', 'services.stop', 'services.cancellation', 'exchange.target', 'services.version']
      .map((table) => `select '${table}' as table, count(*)::int as n from ${table} where tenant_id = $1`).join(' union all '), [town.id],
  );
  const before = await count();
  const base = '/handlaggning/administration/tjanster';
  for (const [path, fields] of [
    [`${base}/transportService/stoppa`, { why: 'För att', drafts: 'stop', until: '' }], [`${base}/transportService/oppna`, {}], [`${base}/ta-in`, { tjanst: 'transportService' }],
    [`${base}/transportService/version/${town.versions[0]!.id}/aterkalla`, { why: 'För att' }], [`${base}/transportService/version/${town.versions[0]!.id}/igen`, {}],
    ['/handlaggning/administration/mottagare/ny', { name: 'egen', title: 'Egen', kind: 'webhook', address: 'https://egen.exempel.example' }],
  ] as const) {
    const { status } = await browser.post(path, fields);
    assert.ok(status === 403 || status === 404, `${path}: ${status}`);
  }
  assert.deepEqual(await count(), before);
});

test('a letter with a code is printed by the officer alone: the file, the package, the archive and every other reader have a copy without it, and so has the officer when it is dead', async () => {
  const [asa, maria] = [await hire(house, town, 'Åsa Öberg', { authority: 'tekniska-namnden', roles: ['officer'] }), await hire(house, town, 'Maria Chef', { authority: 'tekniska-namnden', roles: ['manager'] })];
  const [officer, manager] = [await signedInStaff(house, server, town, asa), await signedInStaff(house, server, town, maria)];
  const at = `/handlaggning/arenden/${caseId}`;
  await officer.post(`${at}/ta`, { bias: 'no' });
  const letter = (await officer.post(`${at}/bekraftelse`, {})).location!.pathname;
  const pattern = /([2-9A-HJ-NP-Z]{3}-){5}[2-9A-HJ-NP-Z]{3}/;
  const code = pattern.exec(textOfPdf((await officer.get(letter)).bytes))?.[0];
  assert.ok(code, 'the one who sends it prints it with its code');
  assert.equal((await server.browser(town).post('/svar', { kod: code })).status, 303, 'and it opens');
  await manager.post(`${at}/skal`, { reason: 'review' });
  const copy = await manager.get(letter);
  assert.equal(copy.status, 200);
  assert.match(textOfPdf(copy.bytes), /Koden står bara i brevet/);
  const everything = async () => {
    const whole = textOfPdf((await officer.get(`${at}/akt`)).bytes);
    await house.asOwner('update cases.case_file set closed_at = now(), state = \'closed\', closed_why = \'other\' where id = $1', [caseId]);
    const [handed, archived] = await house.db.system(town.id, 'test', async (tx) => {
      const file = (await findCase(tx, caseId))!;
      const delivery = (await deliveryById(tx, await orderDelivery(tx, { authorityId: file.authorityId, caseId, target: 'records', what: 'case' })))!;
      const made = (await exportCases(house, tx, { authorityId: file.authorityId, from: '2000-01-01', until: '2099-01-01', by: asa.id }))!;
      return [(await packageOf(tx, delivery)).bytes, (await readDocument(tx, (await listDocuments(tx, made.id))[0]!.id))!.bytes];
    });
    const inside = (zip: Buffer) => Object.entries(unzipSync(zip)).map(([name, bytes]) => (name.endsWith('.pdf') ? textOfPdf(Buffer.from(bytes)) : Buffer.from(bytes).toString('latin1'))).join('\n');
    return [whole, inside(handed), inside(archived)];
  };
  for (const text of await everything()) {
    assert.match(text, /Vi har fått din blankett|Koden står bara i brevet|Bekräftelse/, 'the letter is there');
    assert.doesNotMatch(text, pattern);
  }
  await house.asOwner('update cases.case_file set closed_at = null, state = \'received\', closed_why = null where id = $1', [caseId]);
  assert.equal((await officer.post(`${at}/bekraftelse`, {})).status, 303);
  assert.doesNotMatch(textOfPdf((await officer.get(letter)).bytes), pattern, 'a newer letter has ended it');
});
