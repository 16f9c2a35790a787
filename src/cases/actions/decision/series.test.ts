import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { hidden, serve, testHouse, type Client } from '../../../../test/support/index.ts';
import type { Answers } from '../../../forms/index.ts';
import { identity } from '../../../identity/index.ts';
import { messages } from '../../../messages/index.ts';
import { organisation } from '../../../organisation/index.ts';
import { closePdf, fill, textOfPdf, type Uuid } from '../../../platform/index.ts';
import { services } from '../../../services/index.ts';
import { makeFinal } from '../notification/make-final.ts';
import { cases } from '../../index.ts';
import { decisionMade } from '../../slots.ts';
import { apply, hire, makeTown, meet, signedInStaff, type Town, type Worker } from '../../testing.ts';
import { confirms, decides, granted } from '../../testing-decisions.ts';

const start = new Date('2026-11-20T09:00:00Z');
const told: string[] = [];
const house = await testHouse({
  rooms: [organisation, identity, messages, services, cases], now: start,
  fills: [fill(decisionMade, (_tx, { decisionId }) => { told.push(decisionId); return Promise.resolve(); })],
});
house.atEnd(async () => { closePdf(); });
const server = await serve(house);
let town: Town;
let tilda: Uuid;
let [officer, boss]: Worker[] = [];
before(async () => {
  town = await makeTown(house, ['../src/cases/fixtures/kolonilott']);
  tilda = await meet(house, town, 'Tilda', 'Ärlig', '189001019802');
  const at = { authority: 'tekniska-namnden', unit: 'fardtjanst' };
  officer = await hire(house, town, 'Åsa Öberg', { ...at, roles: ['officer'] });
  boss = await hire(house, town, 'Maria Lund', { ...at, roles: ['officer', 'manager'] });
});

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');
const as = (worker: Worker | undefined) => signedInStaff(house, server, town, worker!);
const rows = <T extends Record<string, unknown>>(sql: string, id: string) => house.asOwner<T>(sql, [id]);
const small: Answers = { wantsShed: false, isChild: false, hasCosts: false };

async function taken(answers: Answers = small, worker = officer): Promise<{ at: string; id: Uuid; asa: Client }> {
  house.clock.set(start);
  const asa = await as(worker);
  const { caseId } = await apply(house, town, tilda, answers, 'allotment');
  const at = `/handlaggning/arenden/${caseId}`;
  assert.equal((await asa.post(`${at}/ta`, { bias: 'no' })).status, 303);
  return { at, id: caseId, asa };
}

/** Takes something up, and says which matter it became. */
async function takesUp(asa: Client, at: string, id: string, kind: string): Promise<string> {
  const link = new RegExp(`href="(/handlaggning/arenden/[^"]*/fraga\\?vad=${kind}[^"]*)"`).exec((await asa.get(`${at}/beslut`)).text)?.[1]?.replaceAll('&amp;', '&');
  assert.ok(link, `no link to ${kind}`);
  const form = (await asa.get(link)).text;
  const posted = await asa.post(`${at}/fraga`, { vad: kind, beslut: hidden(form, 'beslut'), tillstand: hidden(form, 'tillstand'), text: 'Vi har fått veta något nytt.' });
  assert.equal(posted.status, 303, posted.text);
  const [matter] = await rows<{ id: string }>('select id from cases.matter where case_id = $1 and ended_at is null', id);
  return matter!.id;
}

async function letterOf(asa: Client, at: string, id: string): Promise<string> {
  const [row] = await rows<{ document_id: string }>('select document_id from cases.decision where case_id = $1 order by number desc limit 1', id);
  return plain(textOfPdf((await asa.get(`${at}/dokument/${row!.document_id}`)).bytes));
}

const stateOf = async (id: string) => (await rows<{ state: string }>('select state from cases.case_file where id = $1', id))[0]!.state;
const permitsOf = (id: string) => rows<{ from: string; until: string | null; why: string | null; follows: boolean }>(
  `select valid_from::text as from, valid_until::text as until, ended_why as why, follows_id is not null as follows from cases.permit where case_id = $1 order by follows_id is not null`, id);

describe('several decisions in a case', () => {
  test('come after one another: the second can be taken up when the first is granted, has its own letter, and rooms above are told of both', async () => {
    const { at, id, asa } = await taken();
    assert.doesNotMatch((await asa.get(`${at}/beslut`)).text, /vad=dig/);
    await decides(asa, at, 'permit', granted('plot'));
    assert.equal(await stateOf(id), 'decided');
    const matter = await takesUp(asa, at, id, 'dig');
    assert.equal(await stateOf(id), 'inquiry');
    const inquiry = await asa.get(`${at}/utredning/digAssessment`);
    assert.equal((await asa.post(`${at}/utredning/digAssessment`, { revision: hidden(inquiry.text, 'revision'), surveyed: 'yes', asked: ['surveyed'], do: 'stay' })).status, 303);
    assert.match((await asa.get(`${at}/beslut?om=${matter}`)).text, /value="mayDig"[^>]*checked/, 'proposed by the inquiry');
    await decides(asa, at, matter, granted('dig', { 'dig.reasons': 'mayDig' }));
    assert.equal(await stateOf(id), 'decided');
    assert.match(await letterOf(asa, at, id), /Beslut: grävbesked[^]*Du får börja gräva\./);
    const made = await rows<{ id: string; type: string; rule: string }>('select id, type, rule from cases.decision where case_id = $1 order by number', id);
    assert.deepEqual(made.map(({ type, rule }) => [type, rule]), [['permit', 'permit'], ['clearance', 'dig']]);
    assert.ok(made.every((one) => told.includes(one.id)));
    assert.equal((await rows('select 1 from cases.notification where case_id = $1', id)).length, 2);
    assert.equal((await permitsOf(id)).length, 1, 'a clearance is no permit');
  });

  test('keep the case open while one may still be asked for, also when the first is final', async () => {
    const { at, id, asa } = await taken();
    await decides(asa, at, 'permit', granted('plot'));
    await house.asOwner(`update cases.notification set served_at = sent_at, appeal_until = '2026-12-11' where case_id = $1`, [id]);
    house.clock.set(new Date('2026-12-20T09:00:00Z'));
    await house.db.system(town.id, 'test', makeFinal);
    assert.equal(await stateOf(id), 'decided');
    const again = await as(officer);
    const matter = await takesUp(again, at, id, 'dig');
    await decides(again, at, matter, granted('dig', { 'dig.reasons': 'mayDig' }));
    await house.asOwner(`update cases.notification set served_at = sent_at, appeal_until = '2027-01-11' where case_id = $1 and final_at is null`, [id]);
    house.clock.set(new Date('2027-01-20T09:00:00Z'));
    await house.db.system(town.id, 'test', makeFinal);
    assert.equal(await stateOf(id), 'closed');
  });

  test('may be on a part: what is left is decided later, on the same card', async () => {
    const { at, id, asa } = await taken({ ...small, wantsShed: true });
    await decides(asa, at, 'permit', { ...granted('plot'), 'shed.outcome': 'left', 'shed.text': '' });
    assert.equal(await stateOf(id), 'received', 'not decided in whole');
    assert.match(await letterOf(asa, at, id), /Det här beslutar vi om senare: redskapsskjul\./);
    assert.match((await asa.get(`${at}/beslut`)).text, /Det som är kvar att besluta/);
    await decides(asa, at, 'permit', granted('shed'));
    assert.equal(await stateOf(id), 'decided');
    assert.deepEqual((await permitsOf(id)).map(({ why, follows }) => [why, follows]), [['followed', false], [null, true]]);
    const items = await rows<{ item: string }>('select item from cases.decision_item where case_id = $1 order by item', id);
    assert.deepEqual(items.map(({ item }) => item), ['plot', 'shed']);
  });

  test('cannot leave everything for later', async () => {
    const { at, asa } = await taken({ ...small, wantsShed: true });
    const form = (await asa.get(`${at}/beslut?om=permit`)).text;
    const saved = await asa.post(`${at}/beslut`, { om: 'permit', revision: hidden(form, 'revision'), do: 'onward', 'plot.outcome': 'left', 'shed.outcome': 'left' });
    assert.equal(saved.status, 422);
    assert.match(saved.text, /Allt kan inte lämnas/);
  });

  test('decide the rows of a table one by one, and the sum follows', async () => {
    const costs = [{ id: 'r1', answers: { tool: 'Spade', price: 50_000 } }, { id: 'r2', answers: { tool: 'Traktor', price: 400_000 } }];
    const { at, id, asa } = await taken({ ...small, hasCosts: true, costs });
    const form = plain((await asa.get(`${at}/beslut?om=grant`)).text);
    assert.match(form, /Verktyg: Spade/);
    assert.match(form, /Sökt: 4 000 kr/);
    await decides(asa, at, 'grant', {
      ...granted('tools_r1', { 'tools_r1.reasons': 'needed', 'tools_r1.amount': '450' }), 'tools_r2.outcome': 'refused', 'tools_r2.reasons': 'notNeeded', 'tools_r2.text': '',
    });
    assert.match(await letterOf(asa, at, id), /Du får 450 kr/);
    const items = await rows<{ row_id: string; outcome: string; amount_ore: number | null }>('select row_id, outcome, amount_ore from cases.decision_item where case_id = $1 order by place', id);
    assert.deepEqual(items, [{ row_id: 'r1', outcome: 'granted', amount_ore: 45_000 }, { row_id: 'r2', outcome: 'refused', amount_ore: null }]);
    assert.equal(await stateOf(id), 'received', 'the permit of the same application is not decided');
  });

  test('offer only reasons that fit the application', async () => {
    const adult = await taken();
    assert.doesNotMatch((await adult.asa.get(`${adult.at}/beslut`)).text, /Det finns en ledig lott för barn/);
    const child = await taken({ ...small, isChild: true });
    assert.match((await child.asa.get(`${child.at}/beslut`)).text, /Det finns en ledig lott för barn/);
    const forced = await adult.asa.post(`${adult.at}/beslut`, { ...granted('plot', { 'plot.reasons': 'freeForChild' }), om: 'permit', revision: '0', do: 'onward' });
    assert.equal(forced.status, 422);
  });

  test('say that it goes against the party first when an outcome is chosen', async () => {
    const { at, asa } = await taken();
    const words = /svara först \(25 § förvaltningslagen\)/;
    assert.doesNotMatch((await asa.get(`${at}/beslut`)).text, words);
    await asa.post(`${at}/beslut`, { om: 'permit', revision: '0', do: 'save', 'plot.outcome': 'refused' });
    assert.match((await asa.get(`${at}/beslut`)).text, words);
  });
});

describe('what follows on a permit', () => {
  test('a change: the new permit follows on the old from its first day, and what is not changed goes on', async () => {
    const { at, id, asa } = await taken({ ...small, wantsShed: true });
    await decides(asa, at, 'permit', { ...granted('plot'), ...granted('shed') });
    const matter = await takesUp(asa, at, id, 'change');
    await decides(asa, at, matter, { ...granted('plot', { 'plot.reasons': 'other', 'plot.from': '2027-01-01', 'plot.condition.water': 'yes' }), 'shed.outcome': 'left' });
    assert.deepEqual(await permitsOf(id), [
      { from: '2026-12-01', until: '2026-12-31', why: 'followed', follows: false }, { from: '2027-01-01', until: '2028-11-30', why: null, follows: true },
    ]);
    assert.match(await letterOf(asa, at, id), /Ditt tillstånd ändras\./);
    const page = (await asa.get(`${at}/beslut`)).text;
    assert.match(page, /Ändring: bifall/);
  });

  test('a revocation: only by whoever has the delegation, after a hearing, and the permit ends on its last day', async () => {
    const { at, id, asa } = await taken(small, boss);
    await decides(asa, at, 'permit', granted('plot'));
    await house.asOwner(`update cases.case_file set state = 'closed', closed_at = now(), closed_why = 'decided' where id = $1`, [id]);
    const matter = await takesUp(asa, at, id, 'revocation');
    assert.equal(await stateOf(id), 'inquiry', 'the case is opened again');
    const fields = { 'revocation.outcome': 'granted', 'revocation.reasons': 'weeds', 'revocation.until': '2027-03-31', 'revocation.text': 'Lotten är igenvuxen.' };
    const form = await asa.get(`${at}/beslut?om=${matter}`);
    await asa.post(`${at}/beslut`, { ...fields, om: matter, revision: hidden(form.text, 'revision'), do: 'onward' });
    assert.equal((await confirms(asa, at, matter)).status, 422, 'not heard');
    assert.equal((await asa.post(`${at}/avsluta`, {})).status, 409, 'not closed over an open matter');
    assert.equal((await asa.post(`${at}/kommunicering`, { text: 'Lotten är igenvuxen. Vi tänker ta tillbaka den.', due: '2026-11-25', do: 'send' })).status, 303);
    house.clock.set(new Date('2026-11-26T09:00:00Z'));
    const later = await as(boss);
    assert.equal((await confirms(later, at, matter)).status, 303, 'heard, and the time to answer is over');
    assert.deepEqual(await permitsOf(id), [{ from: '2026-12-01', until: '2027-03-31', why: 'revoked', follows: false }]);
    assert.match(await letterOf(later, at, id), /Ditt tillstånd återkallas\. Det gäller till och med 31 mars 2027\.[^]*Lotten är igenvuxen\./);
    const titles = await rows<{ title: string }>('select title from cases.record where case_id = $1 order by number', id);
    assert.ok(titles.some(({ title }) => title === 'Beslut om återkallelse'));
    const timeline = (await later.get(`${at}/handelser`)).text;
    assert.match(timeline, /Ärendet öppnades igen\./);
  });

  test('a revocation is refused to an officer without that delegation, who sees why', async () => {
    const { at, id, asa } = await taken();
    await decides(asa, at, 'permit', granted('plot'));
    const matter = await takesUp(asa, at, id, 'revocation');
    const page = (await asa.get(`${at}/beslut?om=${matter}`)).text;
    assert.match(page, /Punkt 5\.4 är delegerad till chef\. Du är handläggare\./);
    const fields = { 'revocation.outcome': 'granted', 'revocation.reasons': 'weeds', 'revocation.until': '2027-03-31', 'revocation.text': 'Lotten är igenvuxen.' };
    await asa.post(`${at}/beslut`, { ...fields, om: matter, revision: hidden(page, 'revision'), do: 'onward' });
    const link = /href="([^"]*\/till-chef[^"]*)"/.exec((await asa.get(`${at}/beslut/fatta?om=${matter}`)).text)![1]!;
    assert.match((await asa.get(link)).text, new RegExp(boss!.name));
    const door = `${at}/beslut/till-chef`;
    assert.equal((await asa.post(door, { om: matter, to: officer!.id, why: 'Det gäller en återkallelse.' })).status, 422, 'only to a manager');
    assert.equal((await asa.post(door, { om: matter, to: boss!.id, why: '' })).status, 422, 'with a reason');
    assert.equal((await asa.post(door, { om: matter, to: boss!.id, why: 'Det gäller en återkallelse.' })).status, 303);
    const chef = await as(boss);
    assert.match((await chef.get('/handlaggning/uppgifter')).text, /bara en chef får fatta\. Det gäller en återkallelse\./);
    assert.equal((await confirms(chef, at, matter, { unnecessary: 'Parten har själv lämnat allt.' })).status, 303, 'who decides it');
    assert.equal((await permitsOf(id))[0]!.why, 'revoked');
    assert.deepEqual(await rows('select 1 from cases.task where case_id = $1 and done_at is null', id), [], 'and the task has ended');
  });

  test('a recovery says what is to be paid back, and touches no permit', async () => {
    const { at, id, asa } = await taken({ ...small, hasCosts: true, costs: [{ id: 'r1', answers: { tool: 'Spade', price: 50_000 } }] }, boss);
    await decides(asa, at, 'permit', granted('plot'));
    await decides(asa, at, 'grant', granted('tools_r1', { 'tools_r1.reasons': 'needed', 'tools_r1.amount': '500' }));
    const before = await permitsOf(id);
    const matter = await takesUp(asa, at, id, 'recovery');
    await decides(asa, at, matter, { 'recovery.outcome': 'partly', 'recovery.reasons': 'neverBought', 'recovery.amount': '300', 'recovery.text': '' }, { unnecessary: 'Parten har själv lämnat allt.' });
    assert.match(await letterOf(asa, at, id), /Du ska betala tillbaka 300 kr\./);
    assert.deepEqual(await permitsOf(id), before);
    const [made] = await rows<{ about: string; amount_ore: number }>(`select a.type as about, i.amount_ore from cases.decision d join cases.decision a on a.id = d.about_id
      join cases.decision_item i on i.decision_id = d.id where d.case_id = $1 and d.type = 'recovery'`, id);
    assert.deepEqual(made, { about: 'grant', amount_ore: 30_000 });
  });

  test('a matter can be dropped, with a reason', async () => {
    const { at, id, asa } = await taken();
    await decides(asa, at, 'permit', granted('plot'));
    const matter = await takesUp(asa, at, id, 'change');
    assert.equal((await asa.post(`${at}/fraga/${matter}/avsluta`, { why: '' })).status, 422);
    assert.equal((await asa.post(`${at}/fraga/${matter}/avsluta`, { why: 'Hen ångrade sig.' })).status, 303);
    assert.equal((await asa.post(`${at}/fraga/${matter}/avsluta`, { why: 'En gång till.' })).status, 409);
    assert.equal(await stateOf(id), 'decided');
  });
});

describe('a decision that was wrong', () => {
  test('by a slip of the pen is corrected: a new letter so marked, to who got the old, and the card with the right day', async () => {
    const { at, id, asa } = await taken();
    await decides(asa, at, 'permit', granted('plot', { 'plot.until': '2082-11-30' }));
    const link = /href="([^"]*\/rattelse)"/.exec((await asa.get(`${at}/beslut`)).text)![1]!;
    const form = (await asa.get(link)).text;
    const item = /name="([0-9a-f-]{36})\.until"/.exec(form)![1]!;
    const fields = { summary: 'Ja. Du får en lott.', [`${item}.from`]: '2026-12-01', [`${item}.until`]: '2028-11-30' };
    assert.equal((await asa.post(link, fields)).status, 422, 'says what was wrong');
    assert.equal((await asa.post(link, { ...fields, what: 'Slutåret blev fel.' })).status, 303);
    assert.match(await letterOf(asa, at, id), /Rättat beslut: kolonilott[^]*Slutåret blev fel\.[^]*36 § förvaltningslagen/);
    assert.deepEqual((await permitsOf(id)).map(({ until, why }) => [until, why]), [['2026-11-30', 'followed'], ['2028-11-30', null]]);
    assert.equal((await rows('select 1 from cases.notification where case_id = $1', id)).length, 2);
    assert.equal((await asa.post(link, { ...fields, what: 'En gång till.' })).status, 409, 'what has been corrected is corrected anew from the new');
  });

  test('in the matter is tried anew: to the better without more ado, to the worse only on a ground of the law', async () => {
    const { at, id, asa } = await taken();
    await decides(asa, at, 'permit', { 'plot.outcome': 'partly', 'plot.reasons': 'full', 'plot.from': '2026-12-01', 'plot.until': '2027-11-30', 'plot.text': '' });
    const matter = await takesUp(asa, at, id, 'reconsideration');
    const worse = { 'plot.outcome': 'refused', 'plot.reasons': 'full', 'plot.text': '' };
    const form = (await asa.get(`${at}/beslut?om=${matter}`)).text;
    const refused = await asa.post(`${at}/beslut`, { ...worse, om: matter, revision: hidden(form, 'revision'), do: 'onward' });
    assert.equal(refused.status, 422);
    assert.match(refused.text, /Välj varför det får ändras \(37 § förvaltningslagen\)/);
    await decides(asa, at, matter, granted('plot'));
    assert.match(await letterOf(asa, at, id), /Vi har ändrat vårt beslut från den 20 november 2026\./);
    assert.deepEqual((await permitsOf(id)).map(({ until, why }) => [until, why]), [['2026-11-30', 'followed'], ['2028-11-30', null]]);
  });

  test('was never made: a case that was written off is opened again with a reason, and decided', async () => {
    const { at, id, asa } = await taken();
    await asa.post(`${at}/avsluta`, { how: 'withdrawn', why: 'Du tog tillbaka din ansökan.' });
    assert.equal(await stateOf(id), 'closed');
    assert.equal((await asa.post(`${at}/oppna`, { why: '' })).status, 422);
    assert.equal((await asa.post(`${at}/oppna`, { why: 'Återkallelsen gällde ett annat ärende.' })).status, 303);
    assert.match((await asa.get(at)).text, /Återkallelsen gällde ett annat ärende\./);
    await decides(asa, at, 'permit', granted('plot'));
    assert.equal(await stateOf(id), 'decided');
  });
});
