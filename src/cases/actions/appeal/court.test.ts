import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { serve, testHouse, type Client } from '../../../../test/support/index.ts';
import { identity } from '../../../identity/index.ts';
import { messages } from '../../../messages/index.ts';
import { organisation } from '../../../organisation/index.ts';
import { closePdf, putDocument, textOfPdf, type Uuid } from '../../../platform/index.ts';
import { services, type ServiceFolder } from '../../../services/index.ts';
import { makeFinal } from '../notification/make-final.ts';
import { cases, findCase } from '../../index.ts';
import { decides } from '../../testing-decisions.ts';
import { apply, hire, makeTown, meet, signedInResident, signedInStaff, type Town, type Worker } from '../../testing.ts';

const start = new Date('2026-11-20T09:00:00Z');
const house = await testHouse({ rooms: [organisation, identity, messages, services, cases], now: start });
house.atEnd(async () => { closePdf(); });
const server = await serve(house);

/** Appealed to the county board, and tried by a point of its own. */
const toCountyBoard = (folder: ServiceFolder): ServiceFolder => ({ ...folder, definition: {
  ...folder.definition, appeal: { ...folder.definition.appeal, to: 'lansstyrelsen' },
  delegation: [...folder.definition.delegation, { point: '1.4', decisions: ['appeal'], reported: true }],
} });
let town: Town;
let tilda: Uuid;
let officer: Worker;
before(async () => {
  town = await makeTown(house, ['fardtjanst'], toCountyBoard);
  tilda = await meet(house, town, 'Tilda', 'Ärlig', '189001019802');
  officer = await hire(house, town, 'Åsa Öberg', { authority: 'tekniska-namnden', unit: 'fardtjanst', roles: ['officer'] });
});

const one = async <T extends Record<string, unknown>>(sql: string, id: string) => (await house.asOwner<T>(sql, [id]))[0];
const final = () => house.db.system(town.id, 'test', makeFinal);
async function onDay(day: string): Promise<Client> {
  house.clock.set(new Date(`${day}T10:00:00Z`));
  return signedInStaff(house, server, town, officer);
}

/** A case with a note, a message, a picture and a file of another kind, decided, served, appealed in time and tried. */
async function tried(other: Record<string, string> = {}): Promise<{ id: Uuid; at: string; asa: Client; path: string }> {
  const asa = await onDay('2026-11-20');
  const { caseId: id } = await apply(house, town, tilda);
  const at = `/handlaggning/arenden/${id}`;
  await asa.post(`${at}/ta`, { bias: 'no' });
  await asa.post(`${at}/anteckning`, { text: 'Ringde vårdcentralen.', kind: 'phone' });
  await asa.post(`${at}/meddelande`, { text: 'Vi har fått ditt intyg.' });
  await addFiles(id);
  await decides(asa, at, 'permit', { ...fields('2026-12-01'), ...other }, { unnecessary: 'Parten har själv lämnat allt.' });
  const home = await signedInResident(house, server, town, tilda);
  const [decision] = await house.asOwner<{ id: string }>('select id from cases.decision where case_id = $1', [id]);
  await home.get(`/mina-sidor/arenden/${id}/beslut/${decision!.id}`);
  const later = await onDay('2026-12-01');
  await later.post(`${at}/overklagande`, { day: '2026-12-01', text: 'Jag vill ha fler resor.' });
  const path = /action="([^"]*)\/prova"/.exec((await later.get(`${at}/beslut`)).text)![1]!;
  assert.equal((await later.post(`${path}/prova`, {})).status, 303);
  return { id, at, asa: later, path };
}

const fields = (from: string): Record<string, string> => Object.fromEntries(['travel', 'companion'].flatMap((item) => [
  [`${item}.outcome`, 'granted'], [`${item}.reasons`, item === 'travel' ? 'criteriaMet' : 'helpDuringTrip'], [`${item}.from`, from], [`${item}.until`, '2028-11-30'], [`${item}.text`, ''],
]));
const permits = async (id: string) => (await house.asOwner<{ until: string; why: string | null }>(
  'select valid_until::text as until, ended_why as why from cases.permit where case_id = $1 order by id', [id])).map(({ until, why }) => [until, why]);

// One pixel.
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');

async function addFiles(id: Uuid): Promise<void> {
  await house.db.system(town.id, 'test', async (tx) => {
    const file = (await findCase(tx, id))!;
    const common = { dossierId: id, keyId: file.keyId, authorityId: file.authorityId };
    await putDocument(tx, { ...common, name: 'intyg.png', mediaType: 'image/png', bytes: png });
    await putDocument(tx, { ...common, part: 'staff', name: 'ritning.dwg', mediaType: 'application/octet-stream', bytes: Buffer.from('AC1032') });
  });
}

const outcome = { instance: 'Länsstyrelsen', outcome: 'upheld', day: '2027-02-01', final: '2027-02-22', number: '505-1', text: '' };

/** The same case, passed on, on a day when the county board has spoken. */
async function passedOn(other: Record<string, string> = {}): Promise<{ id: Uuid; at: string; asa: Client; path: string }> {
  const { id, at, asa, path } = await tried(other);
  assert.equal((await asa.post(`${path}/lamna-over`, { opinion: 'Vi står fast vid beslutet.' })).status, 303);
  return { id, at, asa: await onDay('2027-02-03'), path };
}

describe('an appeal that is passed on', () => {
  test('goes to whom the definition says, with a letter and the whole file as one PDF/A', async () => {
    const { id, at, asa, path } = await tried();
    const [point] = await house.asOwner<{ tried_point: string }>('select tried_point from cases.appeal where case_id = $1', [id]);
    assert.equal(point!.tried_point, '1.4');
    assert.equal((await asa.post(`${path}/lamna-over`, { opinion: 'Vi står fast vid beslutet.' })).status, 303);
    const sent = await one<{ passed_on_to: string; file_id: string }>('select passed_on_to, file_id from cases.appeal where case_id = $1', id);
    assert.equal(sent!.passed_on_to, 'Länsstyrelsen i Exempels län');
    const bytes = (await asa.get(`${at}/dokument/${sent!.file_id}`)).bytes;
    assert.match(bytes.toString('latin1'), /pdfaid:part>2|pdfaid:part="2"/, 'says that it is PDF/A-2');
    const text = textOfPdf(bytes);
    for (const said of ['Diarieförda handlingar', 'Det gör ont att stå', 'Ringde vårdcentralen', 'Vi har fått ditt intyg', 'Jag vill ha fler resor', 'ritning.dwg', 'Visas inte här', 'Bilaga 1']) {
      assert.ok(text.includes(said), `${said} in ${text}`);
    }
    const [record] = await house.asOwner<{ document_id: string }>(`select document_id from cases.record where case_id = $1 and title like 'Överlämnande%'`, [id]);
    const letter = textOfPdf((await asa.get(`${at}/dokument/${record!.document_id}`)).bytes);
    assert.ok(letter.includes('Vi står fast vid beslutet') && letter.includes('Tilda Ärlig') && letter.includes('kommit in i rätt tid'), letter);
    assert.equal((await asa.post(`${path}/lamna-over`, {})).status, 409, 'once');
  });

  test('takes its file nowhere near the other parties', async () => {
    const { id, at, asa } = await passedOn();
    const sent = await one<{ file_id: string }>('select file_id from cases.appeal where case_id = $1', id);
    const home = await signedInResident(house, server, town, tilda);
    assert.equal((await home.get(`/mina-sidor/arenden/${id}/fil/${sent!.file_id}`)).status, 404);
    assert.doesNotMatch((await home.get(`/mina-sidor/arenden/${id}`)).text, /ritning\.dwg/);
    const [before, after] = [textOfPdf((await asa.get(`${at}/akt`)).bytes), textOfPdf((await home.get(`/mina-sidor/arenden/${id}/akt`)).bytes)];
    assert.ok(before.includes('Ringde vårdcentralen') && before.includes('ritning.dwg'));
    assert.ok(after.includes('Jag vill ha fler resor') && after.includes('Det gör ont att stå'));
    assert.ok(!after.includes('Ringde vårdcentralen') && !after.includes('ritning.dwg') && !after.includes('Åsa Öberg'), after);
  });
});

describe('what a court says', () => {
  test('is not entered before the appeal has gone there, nor without what holds', async () => {
    const { asa, path } = await tried();
    assert.equal((await asa.post(`${path}/avgorande`, { ...outcome, day: '2026-12-01', final: '' })).status, 409);
    const there = await passedOn();
    assert.equal((await there.asa.post(`${there.path}/avgorande`, { ...outcome, outcome: 'changed', now: 'granted' })).status, 409, 'what holds now');
    assert.equal((await there.asa.post(`${there.path}/avgorande`, { ...outcome, outcome: '' })).status, 422);
    assert.equal((await there.asa.post(`${there.path}/avgorande`, { ...outcome, outcome: 'changed', text: 'Tilda får mer.' })).status, 422, 'what it was changed to');
  });

  test('upheld: the decision is final for the party when nobody appeals further, and the case is closed', async () => {
    const { id, asa, path } = await passedOn();
    const told = () => one<{ final_at: Date | null }>('select final_at from cases.notification where case_id = $1', id);
    await final();
    assert.equal((await told())!.final_at, null, 'it lies with the county board');
    assert.equal((await asa.post(`${path}/avgorande`, outcome)).status, 303);
    await onDay('2027-02-22');
    await final();
    assert.equal((await told())!.final_at, null, 'the last day counts');
    await onDay('2027-02-23');
    await final();
    assert.ok((await told())!.final_at);
    assert.equal((await one<{ state: string }>('select state from cases.case_file where id = $1', id))!.state, 'closed');
    const home = await signedInResident(house, server, town, tilda);
    const [appeal] = await house.asOwner<{ id: string }>('select id from cases.appeal where case_id = $1', [id]);
    assert.match((await home.get(`/mina-sidor/arenden/${id}/overklagande/${appeal!.id}`)).text, /Överklagandet gick inte igenom/);
  });

  test('appealed further: nothing is final until the next instance has spoken', async () => {
    const { id, at, asa, path } = await passedOn();
    await asa.post(`${path}/avgorande`, { ...outcome, final: '' });
    assert.match((await asa.get(`${at}/frister`)).text, /har överklagats vidare/);
    const [first] = await house.asOwner<{ id: string }>('select id from cases.appeal_outcome where case_id = $1', [id]);
    assert.equal((await asa.post(`${at}/avgorande/${first!.id}/laga-kraft`, { final: '' })).status, 303);
    const later = await onDay('2027-06-01');
    await final();
    assert.equal((await one<{ final_at: Date | null }>('select final_at from cases.notification where case_id = $1', id))!.final_at, null);
    assert.equal((await later.post(`${path}/avgorande`, { ...outcome, instance: 'Mark- och miljödomstolen', day: '2027-05-28', final: '2027-06-18' })).status, 303);
    await onDay('2027-06-19');
    await final();
    assert.ok((await one<{ final_at: Date | null }>('select final_at from cases.notification where case_id = $1', id))!.final_at);
  });

  test('changed: what holds now is told to the party, and somebody is to see to it', async () => {
    const { id, at, asa, path } = await passedOn();
    await asa.post(`${path}/avgorande`, { ...outcome, outcome: 'changed', now: 'same', text: 'Tilda får resa till Göteborg.' });
    assert.match((await asa.get(`${at}/frister`)).text, /Länsstyrelsen har ändrat beslutet[\s\S]*Åsa Öberg/);
    const home = await signedInResident(house, server, town, tilda);
    const [appeal] = await house.asOwner<{ id: string }>('select id from cases.appeal where case_id = $1', [id]);
    const page = (await home.get(`/mina-sidor/arenden/${id}/overklagande/${appeal!.id}`)).text;
    assert.match(page, /Vårt beslut är ändrat[\s\S]*Tilda får resa till Göteborg/);
    assert.match((await home.get(`/mina-sidor/arenden/${id}`)).text, /Avgörande från Länsstyrelsen/);
  });

  test('sent back: the decision is void, and the matter is tried anew in the same case', async () => {
    const { id, at, asa, path } = await passedOn();
    await asa.post(`${path}/avgorande`, { ...outcome, outcome: 'sentBack', text: 'Utred behovet av resor i arbetet.' });
    const row = await one<{ state: string; void: boolean }>(
      'select c.state, n.void_at is not null as void from cases.case_file c join cases.notification n on n.case_id = c.id where c.id = $1', id);
    assert.deepEqual(row, { state: 'inquiry', void: true });
    assert.match((await asa.get(`${at}/beslut`)).text, /Beslut att skriva på nytt[\s\S]*Upphävt/);
    assert.deepEqual(await permits(id), [['2027-01-31', 'setAside']], 'what it gave has ended');
    assert.equal((await house.asOwner(`select 1 from platform.outbox where tenant_id = $1 and event = 'cases.permitSettled' and ids->>'case' = $2`, [town.id, id])).length, 1, 'told to whoever is told of permits');
    await onDay('2027-03-01');
    await final();
    assert.equal((await one<{ final_at: Date | null }>('select final_at from cases.notification where case_id = $1', id))!.final_at, null, 'what is void never becomes final');
  });

  test('sent back: the new decision is made as the first one, by the same delegation, and says why it is made', async () => {
    const { id, at, asa, path } = await passedOn();
    await asa.post(`${path}/avgorande`, { ...outcome, outcome: 'sentBack', text: 'Utred behovet av resor i arbetet.' });
    const form = (await asa.get(`${at}/beslut?om=permit`)).text;
    assert.doesNotMatch(form, /Ompröv|37 och 38 §§|Punkt 5\.5/);
    await decides(asa, at, 'permit', fields('2027-02-03'));
    const [made] = await house.asOwner<{ type: string; rule: string; delegation_point: string; document_id: string }>(
      'select type, rule, delegation_point, document_id from cases.decision where case_id = $1 order by number desc limit 1', [id]);
    assert.deepEqual([made!.type, made!.rule, made!.delegation_point], ['permit', 'permit', '5.3']);
    const letter = textOfPdf((await asa.get(`${at}/dokument/${made!.document_id}`)).bytes).replaceAll(/\s+/g, ' ');
    assert.match(letter, /Beslut: färdtjänst.*Länsstyrelsen upphävde vårt beslut den 1 februari 2027/);
    assert.doesNotMatch(letter, /Ändrat beslut/);
    assert.deepEqual(await permits(id), [['2027-01-31', 'setAside'], ['2028-11-30', null]]);
    assert.equal((await one<{ state: string }>('select state from cases.case_file where id = $1', id))!.state, 'decided');
    assert.deepEqual(await house.asOwner(`select 1 from cases.task where case_id = $1 and key like 'court:%' and done_at is null`, [id]), [], 'the task is done');
  });

  test('changed to a no: what the decision gave has ended', async () => {
    const { id, asa, path } = await passedOn();
    await asa.post(`${path}/avgorande`, { ...outcome, outcome: 'changed', now: 'refused', text: 'Tillståndet upphävs.' });
    assert.deepEqual(await permits(id), [['2027-01-31', 'setAside']]);
  });

  test('changed to a yes: carried out by a decision that gives the permit, and reaches no further than the officer may', async () => {
    const { id, at, asa, path } = await passedOn({ 'travel.outcome': 'refused', 'travel.reasons': 'notSubstantial' });
    assert.deepEqual(await permits(id), [['2028-11-30', null]], 'a companion alone');
    await asa.post(`${path}/avgorande`, { ...outcome, outcome: 'changed', now: 'granted', text: 'Tilda får färdtjänst.' });
    const [matter] = await house.asOwner<{ id: string; kind: string }>('select id, kind from cases.matter where case_id = $1', [id]);
    assert.equal(matter!.kind, 'enforcement');
    await decides(asa, at, matter!.id, { 'travel.outcome': 'granted', 'travel.reasons': 'court', 'travel.from': '2027-02-03', 'travel.until': '2029-02-02', 'travel.text': '', 'companion.outcome': 'left' });
    assert.deepEqual(await permits(id), [['2027-02-02', 'followed'], ['2029-02-02', null]]);
    const [card] = await house.asOwner<{ document_id: string; outcome: string }>('select document_id, outcome from cases.decision where case_id = $1 order by number desc limit 1', [id]);
    const letter = textOfPdf((await asa.get(`${at}/dokument/${card!.document_id}`)).bytes).replaceAll(/\s+/g, ' ');
    assert.match(letter, /Länsstyrelsen ändrade vårt beslut den 1 februari 2027/);
    assert.match((await asa.get(`${at}/beslut`)).text, /Efter avgörande i högre instans: bifall/);
  });
});
