import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { hidden, serve, testHouse, type Client } from '../../test/support/index.ts';
import { cases } from '../cases/index.ts';
import { apply, hire, makeTown, meet, signedInResident, signedInStaff, type Town, type Worker } from '../cases/testing.ts';
import { decides, granted } from '../cases/testing-decisions.ts';
import type { Answers } from '../forms/index.ts';
import { identity } from '../identity/index.ts';
import { messages } from '../messages/index.ts';
import { organisation } from '../organisation/index.ts';
import { closePdf, textOfPdf, type Uuid } from '../platform/index.ts';
import { services } from '../services/index.ts';
import { payments } from './index.ts';

const start = new Date('2026-11-20T09:00:00Z');
const house = await testHouse({ rooms: [organisation, identity, messages, services, cases, payments], now: start });
house.atEnd(async () => { closePdf(); });
const server = await serve(house);
const charges = '/handlaggning/utbetalningar/fordringar';
let town: Town;
let [sara, viktor, economist, boss, kassa]: Worker[] = [];
let [kim, tilda]: Uuid[] = [];
before(async () => {
  town = await makeTown(house, ['bygglov', '../src/cases/fixtures/kolonilott']);
  kim = await meet(house, town, 'Kim', 'Test', '198701182399');
  tilda = await meet(house, town, 'Tilda', 'Ärlig', '189001019802');
  const building = { authority: 'byggnadsnamnden', unit: 'bygglov' };
  const technical = { authority: 'tekniska-namnden', unit: 'fardtjanst' };
  sara = await hire(house, town, 'Sara', { ...building, roles: ['officer'] });
  viktor = await hire(house, town, 'Viktor', { ...building, roles: ['officer'] });
  economist = await hire(house, town, 'Inga', { authority: 'byggnadsnamnden', roles: ['economy'] });
  boss = await hire(house, town, 'Maria', { ...technical, roles: ['officer', 'manager'] });
  kassa = await hire(house, town, 'Kasper', { authority: 'tekniska-namnden', roles: ['economy'] });
});

const as = (worker: Worker | undefined): Promise<Client> => signedInStaff(house, server, town, worker!);
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');
interface Row { id: Uuid; kind: string; amount_ore: number; state: string }
const chargesOf = (caseId: Uuid) => house.asOwner<Row>('select id, kind, amount_ore, state from payments.charge where case_id = $1 order by made_at, id', [caseId]);

/** Somebody who extends a house by a room, alone and within the plan: 11 000 kronor and 300 for the announcement, by the example of a tariff. */
const extension = {
  measure: 'extension', house: 'small', area: 34, height: { dontKnow: true }, inPlan: true, nearBoundary: false, valuable: false, applyFor: 'permit', applicantIs: 'person',
  contactLanguage: 'swedish', name: 'Kim Test', address: { street: 'Vägen 1', postalCode: '123 45', city: 'Ort' }, phone: '+46701740605', estate: 'Eken 3', estateAddress: 'Vägen 1',
  owns: 'sole', description: 'Ett rum mot trädgården.', dwellings: 1, grossArea: 168, deviates: 'no', shore: false, hasInspector: 'later', payer: 'applicant',
  drawings: [{ id: 'r1', answers: { drawingKind: 'site', scale: { code: 's400' }, drawingFile: { later: true } } }],
} as unknown as Answers;

async function permitAfter(days: number, answers = extension): Promise<{ caseId: Uuid; at: string; officer: Client }> {
  house.clock.set(start);
  const { caseId } = await apply(house, town, kim!, answers, 'buildingPermit');
  house.clock.set(new Date(start.getTime() + days * 86_400_000));
  const officer = await as(sara);
  const at = `/handlaggning/arenden/${caseId}`;
  await officer.post(`${at}/ta`, { bias: 'no' });
  await decides(officer, at, 'permit', { 'permit.outcome': 'granted', 'permit.reasons': 'followsPlan', 'permit.from': '2026-12-01', 'permit.until': '2031-11-30', 'permit.text': '' });
  return { caseId, at, officer };
}

/** As when the party has had the decision before them: only then they are shown what follows of it. */
const opened = (caseId: Uuid) => house.asOwner('update cases.notification set opened_at = sent_at where case_id = $1', [caseId]);

async function letterOf(officer: Client, at: string, caseId: Uuid): Promise<string> {
  const [row] = await house.asOwner<{ document_id: string }>('select document_id from cases.decision where case_id = $1', [caseId]);
  return plain(textOfPdf((await officer.get(`${at}/dokument/${row!.document_id}`)).bytes)).replaceAll(/\s+/g, ' ');
}

describe('a fee', () => {
  test('in time is the whole tariff, with its own line in the letter, and owed by the applicant', async () => {
    const { caseId, at, officer } = await permitAfter(7);
    assert.deepEqual((await chargesOf(caseId)).map(({ kind, amount_ore, state }) => [kind, amount_ore, state]), [['fee', 1_130_000, 'made']]);
    assert.match(await letterOf(officer, at, caseId), /Avgift Avgiften är 11 300 kr\. Du får en faktura\./);
    await opened(caseId);
    const mine = plain((await (await signedInResident(house, server, town, kim!)).get(`/mina-sidor/arenden/${caseId}`)).text);
    assert.match(mine, /Du ska betala 11 300 kr\./);
    assert.match(mine, /Vänta med att betala/);
  });

  test('is a fifth less for each started week after the law\'s last day, and says why', async () => {
    // Ten weeks end on day 70: day 79 is in the second week after.
    const { caseId, at, officer } = await permitAfter(79);
    assert.deepEqual((await chargesOf(caseId)).map(({ amount_ore }) => amount_ore), [678_000]);
    assert.match(await letterOf(officer, at, caseId), /Enligt taxan är avgiften 11 300 kr\. Vi har beslutat senare än vi borde, och därför har vi dragit av 4 520 kr\. Det följer av 12 kap\. plan- och bygglagen \(2010:900\), [^.]+\. Du ska betala 6 780 kr\./);
  });

  test('that the authority has lost by being late is no charge', async () => {
    const { caseId, at, officer } = await permitAfter(120);
    assert.deepEqual(await chargesOf(caseId), []);
    assert.match(await letterOf(officer, at, caseId), /Du behöver inte betala något\./);
  });

  test('is owed by whoever the application says pays', async () => {
    const { caseId } = await permitAfter(7, { ...extension, payer: 'company', payerCompany: { name: 'Bygg & Bo AB', number: '556016-0680', contact: 'Ann', email: 'ann@bygg.example' } } as unknown as Answers);
    const [charge] = await chargesOf(caseId);
    const page = (await (await as(economist)).get(`${charges}/${charge!.id}`)).text;
    assert.match(page, /Bygg &amp; Bo AB/);
  });

  test('is lowered by the officer of the case with a reason, never below nothing, and not by a colleague', async () => {
    const { caseId, at, officer } = await permitAfter(7);
    const [charge] = await chargesOf(caseId);
    assert.match((await officer.get(at)).text, new RegExp(`${charges}/${charge!.id}`));
    assert.equal((await officer.post(`${charges}/${charge!.id}/andring`, { do: 'lowered', amount: '1 300', reason: '' })).status, 422);
    assert.equal((await officer.post(`${charges}/${charge!.id}/andring`, { do: 'lowered', amount: '11 301', reason: 'Fel i taxan.' })).status, 422);
    assert.equal((await (await as(viktor)).post(`${charges}/${charge!.id}/andring`, { do: 'lowered', amount: '1 300', reason: 'Fel i taxan.' })).status, 404);
    assert.equal((await officer.post(`${charges}/${charge!.id}/andring`, { do: 'lowered', amount: '1 300', reason: 'Fel i taxan.' })).status, 303);
    assert.match(plain((await officer.get(at)).text), /10 000 kr är kvar att betala\. Ska faktureras\.[^]*Sänktes med 1 300 kr\. Fel i taxan\./);
  });

  test('goes to the ledger once, and what is paid comes back, once', async () => {
    const inga = await as(economist);
    const before = await house.asOwner<Row>('select id, kind, amount_ore, state from payments.charge where tenant_id = $1 and kind = \'fee\' order by made_at, id', [town.id]);
    const asked = hidden((await inga.get(charges)).text, 'asked');
    await Promise.all([inga.post(`${charges}/fil`, { asked }), inga.post(`${charges}/fil`, { asked })]);
    const batches = await house.asOwner<{ id: Uuid; count: number; document_id: Uuid; sha256: string }>('select id, count, document_id, sha256 from payments.batch where tenant_id = $1 and kind = \'invoices\'', [town.id]);
    assert.deepEqual(batches.map(({ count }) => count), [before.length]);
    const file = JSON.parse((await inga.get(`${charges}/fil/${batches[0]!.document_id}?i=${batches[0]!.id}`)).text) as { file: string; invoices: { invoice: string; amount: string; payer: { name: string; number?: string } }[] };
    assert.equal(file.file, 'BN-IN-1');
    assert.ok(file.invoices.some(({ payer, amount }) => payer.name === 'Bygg & Bo AB' && payer.number === '5560160680' && amount === '11300.00'));
    assert.equal((await inga.post(`${charges}/fil`, { asked: town.id })).location!.search, '?fil=tom');

    const send = (text: string) => inga.multipart(`${charges}/betalningar`, {}, [{ field: 'paid', name: 'betalt.csv', mediaType: 'text/csv', bytes: Buffer.from(text) }]);
    const [first] = before;
    const number = first!.id.replaceAll('-', '');
    const wrong = await send(`faktura;belopp;betaldag;referens\n${number};1000;2026-12-24;R1\nfinns-inte;x;i går;\n`);
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /Rad 3: fakturan finns-inte finns inte här/);
    assert.match(wrong.text, /Rad 3: beloppet ”x” går inte att läsa/);
    assert.deepEqual(await house.asOwner('select 1 from payments.charge_event where charge_id = $1 and kind = \'paid\'', [first!.id]), [], 'all or nothing');
    const list = `faktura;belopp;betaldag;referens\n${number};1 300,00;2026-12-24;R1\n`;
    assert.equal((await send(list)).location!.search, '?inlasta=1');
    await send(list);
    await send(`${list}${number};10 000;2026-12-27;R2\n`);
    const paid = await house.asOwner<{ amount_ore: number }>('select amount_ore from payments.charge_event where charge_id = $1 and kind = \'paid\' order by amount_ore', [first!.id]);
    assert.deepEqual(paid.map(({ amount_ore }) => amount_ore), [130_000, 1_000_000]);
    assert.match((await inga.get(`${charges}/${first!.id}`)).text, /Klar/);
    assert.equal((await inga.post(`${charges}/${first!.id}/andring`, { do: 'lowered', amount: '1', reason: 'Sent' })).status, 409);
  });

  test('of another authority is nobody else\'s', async () => {
    const [charge] = await house.asOwner<{ id: Uuid }>('select id from payments.charge where tenant_id = $1 and kind = \'fee\' limit 1', [town.id]);
    assert.equal((await (await as(kassa)).get(`${charges}/${charge!.id}`)).status, 404);
  });
});

describe('a recovery', () => {
  test('becomes a claim in the same moment; it is paid in parts, and what is left may be taken away', async () => {
    house.clock.set(start);
    const maria = await as(boss);
    const { caseId } = await apply(house, town, tilda!, { wantsShed: false, isChild: false, hasCosts: true, costs: [{ id: 'r1', answers: { tool: 'Spade', price: 50_000 } }] }, 'allotment');
    const at = `/handlaggning/arenden/${caseId}`;
    await maria.post(`${at}/ta`, { bias: 'no' });
    await decides(maria, at, 'permit', granted('plot'));
    await decides(maria, at, 'grant', granted('tools_r1', { 'tools_r1.reasons': 'needed', 'tools_r1.amount': '500' }));
    assert.deepEqual(await chargesOf(caseId), []);
    const link = /href="(\/handlaggning\/arenden\/[^"]*\/fraga\?vad=recovery[^"]*)"/.exec((await maria.get(`${at}/beslut`)).text)![1]!.replaceAll('&amp;', '&');
    const form = (await maria.get(link)).text;
    await maria.post(`${at}/fraga`, { vad: 'recovery', beslut: hidden(form, 'beslut'), tillstand: hidden(form, 'tillstand'), text: 'Ingen spade köptes.' });
    const [matter] = await house.asOwner<{ id: string }>('select id from cases.matter where case_id = $1 and ended_at is null', [caseId]);
    await decides(maria, at, matter!.id, { 'recovery.outcome': 'partly', 'recovery.reasons': 'neverBought', 'recovery.amount': '300', 'recovery.text': '' }, { unnecessary: 'Parten har själv lämnat allt.' });
    const [claim] = await chargesOf(caseId);
    assert.deepEqual([claim!.kind, claim!.amount_ore, claim!.state], ['recovery', 30_000, 'made']);

    const kasper = await as(kassa);
    assert.equal((await kasper.post(`${charges}/${claim!.id}/andring`, { do: 'planned', count: '3', firstDay: '2026-12-31' })).status, 303);
    assert.equal((await kasper.post(`${charges}/${claim!.id}/andring`, { do: 'planned', count: '99', firstDay: '2026-12-31' })).status, 422);
    await kasper.post(`${charges}/${claim!.id}/andring`, { do: 'paid', paidAmount: '100', paidDay: '2026-12-31', reference: 'A1' });
    await kasper.post(`${charges}/${claim!.id}/andring`, { do: 'paid', paidAmount: '100', paidDay: '2026-12-31', reference: 'A1' });
    await opened(caseId);
    const resident = await signedInResident(house, server, town, tilda!);
    const mine = plain((await resident.get(`/mina-sidor/arenden/${caseId}`)).text);
    assert.match(mine, /Pengar att betala tillbaka/);
    assert.match(mine, /Du har 200 kr kvar att betala av 300 kr\./);
    assert.match(mine, /31 januari 2027: 100 kr/);
    await kasper.post(`${charges}/${claim!.id}/andring`, { do: 'remitted', remitReason: 'Synnerliga skäl.' });
    assert.equal((await chargesOf(caseId))[0]!.state, 'settled');
    assert.match((await resident.get(`/mina-sidor/arenden/${caseId}`)).text, /Du behöver inte betala\. Vi har tagit bort det som var kvar\./);
  });
});
