import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { hidden, serve, testHouse, type Client } from '../../test/support/index.ts';
import { cases, decisionSetAside } from '../cases/index.ts';
import { apply, hire, makeTown, meet, sendIn, signedInResident, signedInStaff, type Town } from '../cases/testing.ts';
import { decides } from '../cases/testing-decisions.ts';
import { identity } from '../identity/index.ts';
import { messages } from '../messages/index.ts';
import { organisation } from '../organisation/index.ts';
import { childAt, childrenOf, closePdf, readXml, textAt, type Uuid } from '../platform/index.ts';
import { services } from '../services/index.ts';
import { payments } from './index.ts';
import { destroyWithCase } from './personal.ts';
import { receiptNamespace } from './model/pain002.ts';
import { aloneAnswers, grantAll, landlordAnswers } from './testing.ts';

const house = await testHouse({ rooms: [organisation, identity, messages, services, cases, payments], now: new Date('2026-11-05T09:00:00Z') });
house.atEnd(async () => { closePdf(); });
const server = await serve(house);
const base = '/handlaggning/utbetalningar';
let town: Town;
let [nils, ingrid, olga, karin]: Client[] = [];
let [carina, david]: Uuid[] = [];
before(async () => {
  town = await makeTown(house, ['ekonomiskt-bistand-manad']);
  carina = await meet(house, town, 'Carina', 'Westmark', '198503032386');
  david = await meet(house, town, 'David', 'Westmark', '198701182399');
  const social = { authority: 'socialnamnden', unit: 'forsorjningsstod' };
  const at = async (name: string, where: Parameters<typeof hire>[3]) => signedInStaff(house, server, town, await hire(house, town, name, where));
  nils = await at('Nils', { ...social, roles: ['officer'] });
  olga = await at('Olga', { ...social, roles: ['officer', 'manager'] });
  ingrid = await at('Ingrid', { authority: 'socialnamnden', roles: ['economy'] });
  karin = await at('Karin', { authority: 'tekniska-namnden', roles: ['economy'] });
});

interface Row { id: Uuid; line: string; state: string; lacks: string | null; amount_ore: number; due_day: string; attempt: number; batch_id: Uuid | null }
const ordersOf = (caseId: Uuid) => house.asOwner<Row>(`select id, line, state, lacks, amount_ore, due_day::text, attempt, batch_id from payments.pay_order where case_id = $1 order by line, attempt`, [caseId]);
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');
const grantedCase = async (person: Uuid, answers = aloneAnswers, amount = '9 000', parts: Record<string, string> = { norm: '3 000', rent: '6 000' }, officer = nils!) => {
  const { caseId } = await apply(house, town, person, answers, 'economicAidMonth');
  await grantAll(officer, caseId, amount, parts);
  return caseId;
};
const settle = (debtor = true, attest = 'other') => olga!.post(`${base}/installningar`, {
  attest, leadDays: '2', debtorName: 'Exempelkommun', debtorNumber: '212000-0000', bankgiro: debtor ? '991-2346' : '',
});
const fileOf = async (batch: string) => {
  const page = (await ingrid!.get(`${base}/filer/${batch}`)).text;
  const documents = [...page.matchAll(/dokument\/([0-9a-f-]{36})/g)].map(([, id]) => id!);
  return { page, xml: (await ingrid!.get(`${base}/filer/${batch}/dokument/${documents[0]}`)).text, csv: (await ingrid!.get(`${base}/filer/${batch}/dokument/${documents[1]}`)).text };
};
const receipt = (name: string, lines: readonly [id: Uuid, status: string, code?: string][]) => Buffer.from(
  `<Document xmlns="${receiptNamespace}"><CstmrPmtStsRpt><OrgnlGrpInfAndSts><OrgnlMsgId>${name}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.03</OrgnlMsgNmId></OrgnlGrpInfAndSts><OrgnlPmtInfAndSts>
${lines.map(([id, status, code]) => `<TxInfAndSts><OrgnlEndToEndId>${id.replaceAll('-', '')}</OrgnlEndToEndId><TxSts>${status}</TxSts>${code ? `<StsRsnInf><Rsn><Cd>${code}</Cd></Rsn></StsRsnInf>` : ''}</TxInfAndSts>`).join('\n')}
</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`);
const sendReceipt = (bytes: Buffer) => ingrid!.multipart(`${base}/filer/kvittens`, {}, [{ field: 'receipt', name: 'kvittens.xml', mediaType: 'application/xml', bytes }]);
const makeFile = async () => {
  const confirm = (await ingrid!.get(`${base}/filer/ny`)).text;
  const fields = { asked: hidden(confirm, 'asked'), export: hidden(confirm, 'export') };
  const made = await ingrid!.post(`${base}/filer`, fields);
  assert.equal(made.status, 303, made.text);
  return { batch: made.location!.pathname.split('/').at(-1)!, fields };
};

test('a granted month is an order in the same moment: to the applicant\'s own account, two working days later', async () => {
  const caseId = await grantedCase(carina!);
  const orders = await ordersOf(caseId);
  assert.deepEqual(orders.map(({ line, state, amount_ore, due_day }) => [line, state, amount_ore, due_day]), [['applicant', 'made', 900_000, '2026-11-09']]);
  assert.ok(plain((await nils!.get(`/handlaggning/arenden/${caseId}`)).text).includes('9 000 kr till den sökande väntar på attest'));
});

test('the person reads how much, where to and when; the account only by its end', async () => {
  const [order] = await house.asOwner<{ case_id: Uuid }>('select case_id from payments.pay_order where tenant_id = $1', [town.id]);
  const resident = await signedInResident(house, server, town, carina!);
  const at = `/mina-sidor/arenden/${order!.case_id}`;
  assert.doesNotMatch((await resident.get(at)).text, /Utbetalningar/, 'not before the decision has been opened');
  await resident.get(`${at}/beslut/${/beslut\/([0-9a-f-]{36})/.exec((await resident.get(at)).text)![1]}`);
  const page = plain((await resident.get(at)).text);
  assert.ok(page.includes('9 000 kr till ditt konto som slutar på 7890. Vi förbereder utbetalningen. Pengarna kommer tidigast 9 november 2026.'));
  assert.ok(!page.includes('1234567890'));
  assert.equal((await (await signedInResident(house, server, town, david!)).get(`/mina-sidor/arenden/${order!.case_id}`)).status, 404);
});

test('what lies in the tables names nobody and no account', async () => {
  const dump = JSON.stringify(await house.asOwner('select * from payments.pay_order')) + JSON.stringify(await house.asOwner('select * from payments.step'));
  for (const secret of ['Carina', 'Westmark', '1234567890', '8327']) assert.ok(!dump.includes(secret), secret);
});

test('a landlord is paid the rent and the applicant the rest; what cannot be read waits for somebody to look', async () => {
  const caseId = await grantedCase(david!, landlordAnswers('Hemmet AB, bankgiro 5050-1055, OCR 1234566'));
  assert.deepEqual((await ordersOf(caseId)).map(({ line, state, lacks, amount_ore }) => [line, state, lacks, amount_ore]),
    [['applicant', 'made', null, 300_000], ['other0', 'made', null, 600_000]]);
  const unclear = await grantedCase(david!, landlordAnswers('Hemmet AB, fråga Bengt'));
  const [, held] = await ordersOf(unclear);
  assert.deepEqual([held!.state, held!.lacks], ['held', 'account']);
  const page = (await ingrid!.get(`${base}/${held!.id}`)).text;
  assert.match(page, /Hemmet AB, fråga Bengt/);
  const wrong = await ingrid!.post(`${base}/${held!.id}/uppgifter`, { name: 'Hemmet AB', way: 'bankgiro', giro: '5050-1056' });
  assert.equal(wrong.status, 422);
  assert.match(wrong.text, /Bankgironumret stämmer inte/);
  await ingrid!.post(`${base}/${held!.id}/uppgifter`, { name: 'Hemmet AB', way: 'bankgiro', giro: '5050-1055', reference: '12 345 66' });
  assert.equal((await ordersOf(unclear))[1]!.state, 'made');
  assert.match((await ingrid!.post(`${base}/attest`, { order: held!.id })).location!.search, /egna=1/, 'who filled it in does not attest');
  assert.equal((await ordersOf(unclear))[1]!.state, 'made');
});

test('an account and a landlord that were found right from last month are paid as those that were typed', async () => {
  const typed = landlordAnswers('Hemmet AB, bankgiro 5050-1055, OCR 1234566');
  await grantedCase(david!, typed);
  const confirmed = { ...typed, ...Object.fromEntries(['account', 'landlord', 'rentTo'].map((id) => [id, { confirmed: typed[id] }])) } as typeof typed;
  const { caseId } = await sendIn(house, town, { personId: david!, service: 'economicAidMonth', answers: confirmed, previous: typed });
  const [sent] = await house.asOwner<{ n: number }>('select count(*)::int as n from payments.pay_order where case_id = $1', [caseId]);
  assert.equal(sent!.n, 0, 'nothing before it is granted');
  await grantAll(nils!, caseId, '9 000', { norm: '3 000', rent: '6 000' });
  assert.deepEqual((await ordersOf(caseId)).map(({ line, state, lacks, amount_ore }) => [line, state, lacks, amount_ore]),
    [['applicant', 'made', null, 300_000], ['other0', 'made', null, 600_000]]);
  for (const { id } of await ordersOf(caseId)) assert.match((await ingrid!.get(`${base}/${id}`)).text, /7890|5050-1055/);
});

test('whoever decided does not attest, and somebody else does', async () => {
  const caseId = await grantedCase(carina!, aloneAnswers, '100', { norm: '50', rent: '50' }, olga);
  const [order] = await ordersOf(caseId);
  assert.match((await olga!.get(base)).text, /Någon annan måste attestera/);
  await olga!.post(`${base}/attest`, { order: order!.id });
  assert.equal((await ordersOf(caseId))[0]!.state, 'made');
  assert.doesNotMatch((await olga!.get(`${base}/${order!.id}`)).text, /Attestera [\d\s]+kr/);
  assert.match(plain((await ingrid!.get(`${base}/${order!.id}`)).text), /Attestera [\d ]+kr/, 'where it is read it can be attested');
  const nothing = await ingrid!.post(`${base}/attest`, {});
  assert.deepEqual([nothing.status, /Välj minst en utbetalning/.test(nothing.text), (await ordersOf(caseId))[0]!.state], [422, true, 'made']);
  await ingrid!.post(`${base}/attest`, { order: order!.id });
  assert.equal((await ordersOf(caseId))[0]!.state, 'attested');
  assert.doesNotMatch(plain((await ingrid!.get(`${base}/${order!.id}`)).text), /Attestera [\d ]+kr/);
});

test('another authority neither sees nor attests', async () => {
  const [order] = await house.asOwner<{ id: Uuid }>('select id from payments.pay_order where tenant_id = $1 and state = \'made\'', [town.id]);
  assert.equal((await karin!.get(`${base}/${order!.id}`)).status, 404);
  await karin!.post(`${base}/attest`, { order: order!.id });
  const [still] = await house.asOwner<{ state: string }>('select state from payments.pay_order where id = $1', [order!.id]);
  assert.equal(still!.state, 'made');
  assert.equal((await nils!.get(base)).status, 403, 'an officer who decides does not pay');
});

test('a decision that a court has set aside pays nothing that has not been sent', async () => {
  const caseId = await grantedCase(david!);
  const [decision] = await house.asOwner<{ id: Uuid }>('select id from cases.decision where case_id = $1', [caseId]);
  await house.db.system(town.id, 'test', async (tx) => {
    for (const undo of tx.slots.all(decisionSetAside)) await undo(tx, { caseId, decisionId: decision!.id });
  });
  assert.deepEqual((await ordersOf(caseId)).map(({ state }) => state), ['stopped']);
});

test('without a sender no file is made', async () => {
  const lacks = /Fyll i vem som betalar först[^]*href="\/handlaggning\/utbetalningar\/installningar"/;
  assert.match((await ingrid!.get(`${base}/filer/ny`)).text, lacks, 'said before it is asked for');
  const [{ export: name }] = await house.asOwner<{ export: string }>('select export from payments.pay_order where tenant_id = $1', [town.id]) as [{ export: string }];
  const made = await ingrid!.post(`${base}/filer`, { asked: town.id, export: name });
  assert.equal(made.status, 409);
  assert.match(made.text, lacks);
  assert.equal((await settle(false)).status, 422);
  assert.equal((await settle()).status, 303);
});

test('from attest to the bank and back: one file, with hash, count and sum; what came back is told in the case and paid again', async () => {
  const all = await house.asOwner<{ id: Uuid; case_id: Uuid }>('select id, case_id from payments.pay_order where tenant_id = $1 and state = \'made\'', [town.id]);
  await ingrid!.post(`${base}/attest`, { order: all.map(({ id }) => id) });
  const { batch, fields } = await makeFile();
  const { page, xml, csv } = await fileOf(batch);
  const transfers = childrenOf(childAt(readXml(xml), 'CstmrCdtTrfInitn')!, 'PmtInf').flatMap((group) => childrenOf(group, 'CdtTrfTxInf'));
  const [kept] = await house.asOwner<{ count: number; sum_ore: string; sha256: string; number: number }>('select count, sum_ore, sha256, number from payments.batch where id = $1', [batch]);
  const sum = transfers.reduce((total, one) => total + Math.round(Number(textAt(one, 'Amt', 'InstdAmt')) * 100), 0);
  assert.deepEqual([kept!.count, Number(kept!.sum_ore), kept!.number], [transfers.length, sum, 1]);
  assert.ok(page.includes(kept!.sha256) && transfers.length >= 4, `${transfers.length}`);
  assert.match(csv, /Hemmet AB;bankgiro 5050-1055;1234566;6000,00/);
  assert.match(xml, /<Nm>Carina Westmark<\/Nm>/);
  assert.ok(!/bistånd|försörjningsstöd/i.test(xml), 'the bank is not told for what');

  // The same page sent again, as when the answer was lost: the same file, and nothing is paid twice.
  const again = await ingrid!.post(`${base}/filer`, fields);
  assert.equal(again.location!.pathname.split('/').at(-1), batch);
  assert.equal((await fileOf(batch)).xml, xml);
  assert.equal((await house.asOwner('select 1 from payments.batch where tenant_id = $1', [town.id])).length, 1);
  const empty = await ingrid!.get(`${base}/filer/ny`);
  assert.match(empty.location!.search, /fil=tom/);

  const inFile = await house.asOwner<{ id: Uuid; case_id: Uuid }>('select id, case_id from payments.pay_order where batch_id = $1 order by id', [batch]);
  const [first, ...rest] = inFile;
  const stranger = await sendReceipt(receipt('SN-UT-1', [[batch as Uuid, 'ACSC']]));
  assert.equal(stranger.status, 422);
  assert.match(stranger.text, /finns inte i fil nummer 1/);
  assert.match((await sendReceipt(receipt('TN-UT-1', [[first!.id, 'ACSC']]))).text, /inte har skickat/);
  assert.match((await sendReceipt(Buffer.from('hej'))).text, /inte riktig XML/);
  assert.deepEqual((await house.asOwner('select distinct state from payments.pay_order where batch_id = $1', [batch])), [{ state: 'exported' }], 'nothing of a wrong file is used');

  const answer = receipt('SN-UT-1', [[first!.id, 'RJCT', 'AC04'], ...rest.map(({ id }) => [id, 'ACSC'] as [Uuid, string])]);
  assert.equal((await sendReceipt(answer)).status, 303);
  assert.equal((await sendReceipt(answer)).status, 303, 'the same receipt twice is no fault');
  assert.equal((await house.asOwner('select 1 from payments.receipt where batch_id = $1', [batch])).length, 1);
  const states = await house.asOwner<{ state: string; n: number }>('select state, count(*)::int as n from payments.pay_order where batch_id = $1 group by 1 order by 1', [batch]);
  assert.deepEqual(states, [{ state: 'paid', n: rest.length }, { state: 'rejected', n: 1 }]);
  assert.match((await ingrid!.get(base)).text, /Behöver ordnas/);
  assert.match((await ingrid!.get(`${base}/${first!.id}`)).text, /Kontot är avslutat/);
  await house.asOwner('update cases.case_file set assignee_id = null where id = $1', [first!.case_id]);
  await nils!.post(`/handlaggning/arenden/${first!.case_id}/ta`, { bias: 'no' });
  assert.match((await nils!.get(`/handlaggning/arenden/${first!.case_id}/handelser`)).text, /En utbetalning kom tillbaka från banken\. Kontot är avslutat/);

  const tasks = () => house.asOwner<{ done_at: Date | null }>('select done_at from cases.task where case_id = $1 and key like \'payment:%\'', [first!.case_id]);
  assert.deepEqual((await tasks()).map(({ done_at }) => done_at), [null], 'somebody named is to find out where the money goes');

  const mended = await ingrid!.post(`${base}/${first!.id}/uppgifter`, { name: 'Hemmet AB', way: 'bank', clearing: '6000', account: '123456789' });
  assert.equal(mended.status, 303, mended.text);
  assert.ok((await tasks())[0]!.done_at);
  const twice = await ingrid!.post(`${base}/${first!.id}/uppgifter`, { name: 'Hemmet AB', way: 'bank', clearing: '6000', account: '123456789' });
  assert.equal(twice.status, 409, 'it is made again once');
  const attempts = (await ordersOf(first!.case_id)).filter(({ attempt }) => attempt === 2);
  assert.deepEqual(attempts.map(({ state }) => state), ['made']);
  await olga!.post(`${base}/attest`, { order: attempts[0]!.id });
  const second = await makeFile();
  assert.equal((await house.asOwner<{ number: number }>('select number from payments.batch where id = $1', [second.batch]))[0]!.number, 2);
});

test('two who make the file at the same moment get one file each order', async () => {
  const caseId = await grantedCase(carina!);
  await ingrid!.post(`${base}/attest`, { order: (await ordersOf(caseId))[0]!.id });
  const [one, two] = [await ingrid!.get(`${base}/filer/ny`), await olga!.get(`${base}/filer/ny`)].map(({ text }) => ({ asked: hidden(text, 'asked'), export: hidden(text, 'export') }));
  await Promise.all([ingrid!.post(`${base}/filer`, one!), olga!.post(`${base}/filer`, two!), ingrid!.post(`${base}/filer`, one!)]);
  const [order] = await ordersOf(caseId);
  assert.equal(order!.state, 'exported');
  const steps = await house.asOwner<{ state: string }>('select state from payments.step where order_id = $1 order by number', [order!.id]);
  assert.deepEqual(steps.map(({ state }) => state), ['made', 'attested', 'exported']);
});

test('a stopped payment says why, and one that has been sent cannot be stopped', async () => {
  const caseId = await grantedCase(david!);
  const [order] = await ordersOf(caseId);
  assert.equal((await ingrid!.post(`${base}/${order!.id}/stopp`, { reason: '' })).status, 422);
  await ingrid!.post(`${base}/${order!.id}/stopp`, { reason: 'Personen har avlidit.' });
  assert.match((await nils!.get(`/handlaggning/arenden/${caseId}`)).text, /stoppades 5 november 2026\. Personen har avlidit\./);
  const [sent] = await house.asOwner<{ id: Uuid }>('select id from payments.pay_order where tenant_id = $1 and state = \'exported\' limit 1', [town.id]);
  assert.equal((await ingrid!.post(`${base}/${sent!.id}/stopp`, { reason: 'Nej' })).status, 409);
});

test('a decision that is changed pays the difference, and stops what has not been sent', async () => {
  const { caseId } = await apply(house, town, carina!, aloneAnswers, 'economicAidMonth');
  await grantAll(nils!, caseId, '1 000', { norm: '500', rent: '500' });
  const at = `/handlaggning/arenden/${caseId}`;
  const changed = async (amount: string, more: Record<string, string> = {}) => {
    // The clock stands still in a test: orders are told apart by when they were made.
    house.clock.forward(1_000);
    const link = /href="(\/handlaggning\/arenden\/[^"]*\/fraga\?vad=reconsideration[^"]*)"/.exec((await nils!.get(`${at}/beslut`)).text)![1]!.replaceAll('&amp;', '&');
    const form = (await nils!.get(link)).text;
    await nils!.post(`${at}/fraga`, { vad: 'reconsideration', beslut: hidden(form, 'beslut'), tillstand: hidden(form, 'tillstand'), text: 'Vi räknade fel.' });
    const [matter] = await house.asOwner<{ id: string }>('select id from cases.matter where case_id = $1 and ended_at is null', [caseId]);
    await decides(nils!, at, matter!.id, {
      amount, 'norm.outcome': 'granted', 'norm.reasons': 'asNorm', 'norm.from': '2026-10-01', 'norm.until': '2026-10-31', 'norm.amount': amount, 'norm.text': '',
      'rent.outcome': 'granted', 'rent.reasons': 'reasonableCost', 'rent.from': '2026-10-01', 'rent.until': '2026-10-31', 'rent.amount': '500', 'rent.text': '', ...more,
    }, { unnecessary: 'Parten har själv lämnat allt.' });
  };
  const states = async () => (await house.asOwner<{ state: string; amount_ore: number }>('select state, amount_ore from payments.pay_order where case_id = $1 order by made_at, id', [caseId])).map(({ state, amount_ore }) => [state, amount_ore]);
  await changed('1 200');
  assert.deepEqual(await states(), [['stopped', 100_000], ['made', 120_000]]);
  const [, second] = await house.asOwner<{ id: Uuid }>('select id from payments.pay_order where case_id = $1 order by made_at, id', [caseId]);
  await ingrid!.post(`${base}/attest`, { order: second!.id });
  await makeFile();
  await changed('1 500');
  assert.deepEqual(await states(), [['stopped', 100_000], ['exported', 120_000], ['made', 30_000]]);
  await changed('900', { ground: 'falseInformation' });
  assert.deepEqual(await states(), [['stopped', 100_000], ['exported', 120_000], ['stopped', 30_000]], 'less than has been sent: nothing more is paid');
  assert.match((await nils!.get('/handlaggning/uppgifter')).text, /300(,00)?\skr för mycket har betalats ut/, 'and somebody takes up whether it is claimed back');
});

test('orders go with their case; the file stays as accounts to the end of the seventh year, and goes with its key', async () => {
  const [order] = await house.asOwner<{ case_id: Uuid; batch_id: Uuid }>('select case_id, batch_id from payments.pay_order where tenant_id = $1 and batch_id is not null limit 1', [town.id]);
  const rows = await house.db.system(town.id, 'test', (tx) => destroyWithCase(tx, order!.case_id));
  assert.ok(rows > 0);
  assert.equal((await house.asOwner('select 1 from payments.step where case_id = $1', [order!.case_id])).length, 0);
  assert.ok((await fileOf(order!.batch_id)).xml.includes('<PmtInf>'), 'the accounts are whole');
  assert.ok('run' in payments.retention);
  const { retention } = payments;
  house.clock.set(new Date('2033-12-31T12:00:00Z'));
  assert.deepEqual(await house.db.system(town.id, 'test', (tx) => retention.run(tx)), { destroyed: 0 });
  house.clock.set(new Date('2034-01-01T12:00:00Z'));
  const { destroyed } = await house.db.system(town.id, 'test', (tx) => retention.run(tx));
  assert.ok(destroyed >= 3);
  assert.equal((await house.asOwner('select 1 from payments.batch where tenant_id = $1', [town.id])).length, 0);
  assert.equal((await house.asOwner('select 1 from platform.document where dossier_id = $1', [order!.batch_id])).length, 0);
});
