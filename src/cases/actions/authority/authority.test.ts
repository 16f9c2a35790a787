import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { hidden, serve, testHouse, type Client } from '../../../../test/support/index.ts';
import { identity } from '../../../identity/index.ts';
import { messages } from '../../../messages/index.ts';
import { organisation } from '../../../organisation/index.ts';
import { closePdf, textOfPdf, type Uuid } from '../../../platform/index.ts';
import { services, type ServiceFolder } from '../../../services/index.ts';
import { cases } from '../../index.ts';
import { apply, hire, makeTown, meet, signedInResident, signedInStaff, type Town, type Worker } from '../../testing.ts';

const start = new Date('2026-11-20T09:00:00Z');
const house = await testHouse({ rooms: [organisation, identity, messages, services, cases], now: start });
house.atEnd(async () => { closePdf(); });
const server = await serve(house);

/** A yes is delegated; a no is the authority's to say. */
const onlyYes = (folder: ServiceFolder): ServiceFolder => ({ ...folder, definition: {
  ...folder.definition, delegation: [{ point: '5.3', decisions: ['permit'], outcomes: ['granted'], reported: true }, { point: '5.9', decisions: ['dismissal', 'writingOff'], reported: true }],
} });
let town: Town;
let tilda: Uuid;
let [officer, secretary, stranger]: Worker[] = [];
before(async () => {
  town = await makeTown(house, ['fardtjanst'], onlyYes);
  tilda = await meet(house, town, 'Tilda', 'Ärlig', '189001019802');
  officer = await hire(house, town, 'Åsa Öberg', { authority: 'tekniska-namnden', unit: 'fardtjanst', roles: ['officer'] });
  secretary = await hire(house, town, 'Rut Sekreterare', { authority: 'tekniska-namnden', roles: ['secretary'] });
  stranger = await hire(house, town, 'Eva Soc', { authority: 'socialnamnden', roles: ['registrar'] });
});

const browser = (who: Worker) => signedInStaff(house, server, town, who);
async function onDay(day: string, who: Worker): Promise<Client> {
  house.clock.set(new Date(`${day}T10:00:00Z`));
  return browser(who);
}
const one = async <T extends Record<string, unknown>>(sql: string, id: string) => (await house.asOwner<T>(sql, [id]))[0];

/** A case in which a no is written, and whose officer may not say it. */
async function refusalWritten(): Promise<{ id: Uuid; at: string; asa: Client }> {
  house.clock.set(start);
  const asa = await browser(officer!);
  const { caseId } = await apply(house, town, tilda);
  const at = `/handlaggning/arenden/${caseId}`;
  await asa.post(`${at}/ta`, { bias: 'no' });
  await writeDraft(asa, at, 'refused');
  return { id: caseId, at, asa };
}

async function writeDraft(asa: Client, at: string, outcome: 'refused' | 'granted'): Promise<void> {
  const reasons = { refused: ['notSubstantial', 'noTravelPermit'], granted: ['criteriaMet', 'helpDuringTrip'] }[outcome];
  const fields = Object.fromEntries(['travel', 'companion'].flatMap((item, at_) => [
    [`${item}.outcome`, outcome], [`${item}.reasons`, reasons[at_]!], [`${item}.text`, 'Tilda kan gå till bussen.'],
    ...(outcome === 'granted' ? [[`${item}.from`, '2026-12-01'], [`${item}.until`, '2028-11-30']] : []),
  ]));
  const page = (await asa.get(`${at}/beslut`)).text;
  await asa.post(`${at}/beslut`, { ...fields, revision: hidden(page, 'revision'), om: hidden(page, 'om'), do: 'save' });
}

const statement = { proposal: '- Tekniska nämnden avslår ansökan om färdtjänst.', background: 'Ansökan gäller färdtjänst.', assessment: 'Sökanden kan resa med buss.', unbiased: '1', unnecessary: 'Parten har själv lämnat allt.' };

/** The same case, with its statement placed on a meeting. */
async function placed(day = '2026-12-17'): Promise<{ id: Uuid; at: string; asa: Client; meeting: string }> {
  const { id, at, asa } = await refusalWritten();
  const rut = await browser(secretary!);
  const meeting = (await rut.post('/handlaggning/sammantraden', { day, place: 'Stadshuset' })).location!.pathname;
  assert.equal((await asa.post(`${at}/namnd`, statement)).status, 303);
  assert.equal((await asa.post(`${at}/namnd/placering`, { meeting: meeting.split('/').at(-1)! })).status, 303);
  return { id, at, asa, meeting };
}

/** Records a paragraph; the secretary has read the agenda first. */
async function recorded(id: Uuid, meeting: string, said: { paragraph: string; outcome: string; text?: string }): Promise<{ status: number; rut: Client; text: string }> {
  const rut = await onDay('2026-12-18', secretary!);
  const path = new RegExp(`action="([^"]*/arenden/[^"]*/beslut)"[^>]*>(?:(?!</form>)[\\s\\S])*value="${id}"`).exec((await rut.get(meeting)).text)?.[1];
  assert.ok(path, 'the item stands on the agenda');
  const done = await rut.post(path, { ...said, case: id });
  return { status: done.status, rut, text: done.text };
}

let number = 40;
const next = () => String(number++);

describe('a decision that no officer may make', () => {
  test('is put before the authority with a statement, which is a record once it is placed on a meeting', async () => {
    const { id, at, asa } = await refusalWritten();
    const page = (await asa.get(`${at}/beslut/fatta`)).text;
    assert.match(page, /Lägg fram för nämnden/);
    assert.match((await asa.get(`${at}/namnd`)).text, /Tilda kan gå till bussen/, 'the assessment begins from the inquiry');
    assert.equal((await asa.post(`${at}/namnd`, { ...statement, unbiased: '' })).status, 422);
    assert.equal((await asa.post(`${at}/namnd`, { ...statement, unnecessary: '' })).status, 422, 'the party is heard first');
    assert.equal((await asa.post(`${at}/namnd`, statement)).status, 303);
    assert.equal((await house.asOwner('select 1 from cases.record where case_id = $1 and title = $2', [id, 'Tjänsteskrivelse'])).length, 0, 'a draft is no record');
    const rut = await browser(secretary!);
    const meeting = (await rut.post('/handlaggning/sammantraden', { day: '2026-12-17' })).location!.pathname.split('/').at(-1)!;
    assert.equal((await asa.post(`${at}/namnd/placering`, { meeting })).status, 303);
    const row = await one<{ document_id: string }>(`select document_id from cases.record where case_id = $1 and title = 'Tjänsteskrivelse'`, id);
    const pdf = textOfPdf((await asa.get(`${at}/dokument/${row!.document_id}`)).bytes);
    assert.ok(pdf.includes('Förslag till beslut') && pdf.includes('kan resa med buss'), pdf);
    assert.equal((await asa.post(`${at}/namnd`, statement)).status, 409, 'it lies with the authority');
    assert.match((await asa.get(`${at}/namnd`)).text, /Det tas upp på sammanträdet 17 december 2026/);
  });

  test('what is put before a meeting is read by its secretary and by whoever may read the case, and by nobody for being a manager or a registrar', async () => {
    const { meeting, asa, at } = await placed('2026-12-16');
    const links = async (client: Client) => [...(await client.get(meeting)).text.matchAll(new RegExp(`${meeting}/arenden/[0-9a-f-]{36}/dokument/[0-9a-f-]{36}`, 'g'))].map(([link]) => link);
    const [paper] = await links(await browser(secretary!));
    assert.ok(paper, 'the secretary finds it on the agenda');
    assert.match(textOfPdf((await (await browser(secretary!)).get(paper)).bytes), /Förslag till beslut/);
    const others = [
      await hire(house, town, 'Rolf Diarie', { authority: 'tekniska-namnden', roles: ['registrar'] }),
      await hire(house, town, 'Gun Gata', { authority: 'tekniska-namnden', unit: 'gata-park', roles: ['manager'] }),
      await hire(house, town, 'Cilla Chef', { authority: 'tekniska-namnden', unit: 'fardtjanst', roles: ['manager'] }),
    ];
    for (const who of others) {
      const client = await browser(who);
      assert.deepEqual(await links(client), [], who.name);
      assert.equal((await client.get(paper)).status, 403, who.name);
    }
    const manager = await browser(others[2]!);
    await manager.post(`${at}/skal`, { reason: 'review' });
    assert.equal((await manager.get(paper)).status, 200, 'who says why they read the case reads its papers, and the person sees it');
    assert.equal((await (await browser(stranger!)).get(paper)).status, 404);
    assert.equal((await asa.get(paper)).status, 403, 'an officer reads them in the case');
  });

  test('as proposed is made in the authority\'s name with its paragraph, told, and its extract comes into the case', async () => {
    const { id, at, meeting } = await placed();
    const paragraph = next();
    const { status, rut } = await recorded(id, meeting, { paragraph, outcome: 'asProposed' });
    assert.equal(status, 303);
    const made = await one<{ outcome: string; decider: string; paragraph: string; meeting_day: string; delegation_point: string; document_id: string }>(
      'select outcome, decider, paragraph, meeting_day::text, delegation_point, document_id from cases.decision where case_id = $1', id);
    assert.deepEqual({ ...made, document_id: '' }, { outcome: 'refused', decider: 'authority', paragraph: `§ ${paragraph}`, meeting_day: '2026-12-17', delegation_point: '', document_id: '' });
    const later = await onDay('2026-12-18', officer!);
    const letter = textOfPdf((await later.get(`${at}/dokument/${made!.document_id}`)).bytes);
    assert.ok(letter.includes('Tekniska nämnden') && letter.includes(`§ ${paragraph}`), letter);
    const titles = (await house.asOwner<{ title: string }>('select title from cases.record where case_id = $1 order by number', [id])).map(({ title }) => title);
    assert.ok(titles.includes(`Protokollsutdrag § ${paragraph}, 2026-12-17`) && titles.includes('Beslut'), titles.join());
    assert.ok(!(await rut.get(meeting)).text.includes('Ärlig'), 'no names on the agenda');
    const home = await signedInResident(house, server, town, tilda);
    assert.match((await home.get(`/mina-sidor/arenden/${id}`)).text, /beslut/i);
    assert.equal((await house.asOwner('select 1 from cases.notification where case_id = $1', [id])).length, 1);
  });

  test('that the authority changes is written by the officer as the minutes say, and sent out once', async () => {
    const { id, at, meeting } = await placed();
    const paragraph = next();
    assert.equal((await recorded(id, meeting, { paragraph, outcome: 'changed' })).status, 409, 'not without words');
    assert.equal((await recorded(id, meeting, { paragraph, outcome: 'changed', text: 'Nämnden bifaller ansökan.' })).status, 303);
    assert.equal((await house.asOwner('select 1 from cases.decision where case_id = $1', [id])).length, 0);
    const asa = await onDay('2026-12-18', officer!);
    assert.match((await asa.get('/handlaggning/uppgifter')).text, /nämnden beslutade något annat än förslaget/);
    await writeDraft(asa, at, 'granted');
    const page = (await asa.get(`${at}/namnd`)).text;
    assert.match(page, /Nämnden bifaller ansökan/);
    const sent = { inquiry: hidden(page, 'inquiry'), same: '1' };
    assert.equal((await asa.post(`${at}/namnd/utskick`, { ...sent, inquiry: '1' })).status, 409, 'something else than was read');
    assert.equal((await asa.post(`${at}/namnd/utskick`, { ...sent, same: '' })).status, 422);
    assert.equal((await asa.post(`${at}/namnd/utskick`, sent)).status, 303);
    const made = await house.asOwner<{ outcome: string; decider: string; paragraph: string }>('select outcome, decider, paragraph from cases.decision where case_id = $1', [id]);
    assert.deepEqual(made, [{ outcome: 'granted', decider: 'authority', paragraph: `§ ${paragraph}` }]);
    await asa.post(`${at}/namnd/utskick`, sent);
    assert.equal((await house.asOwner('select 1 from cases.decision where case_id = $1', [id])).length, 1);
  });

  test('that is sent back becomes a task for the officer, and may be put forward anew', async () => {
    const { id, at, meeting } = await placed();
    assert.equal((await recorded(id, meeting, { paragraph: next(), outcome: 'sentBack', text: 'Nämnden vill veta hur det går på vintern.' })).status, 303);
    const asa = await onDay('2026-12-18', officer!);
    assert.match((await asa.get(`${at}/frister`)).text, /återremitterat[\s\S]*Åsa Öberg/);
    assert.match((await asa.get(`${at}/namnd`)).text, /hur det går på vintern/);
    assert.equal((await asa.post(`${at}/namnd`, statement)).status, 303);
    assert.equal((await house.asOwner('select 1 from cases.agenda_item where case_id = $1', [id])).length, 2);
  });

  test('is not made of something else than the authority had before it', async () => {
    const { id, at, asa, meeting } = await placed();
    await writeDraft(asa, at, 'granted');
    assert.equal((await recorded(id, meeting, { paragraph: next(), outcome: 'asProposed' })).status, 409);
    assert.equal((await house.asOwner('select 1 from cases.decision where case_id = $1', [id])).length, 0);
    assert.equal((await house.asOwner('select 1 from cases.agenda_item where case_id = $1 and paragraph is not null', [id])).length, 0, 'nothing was recorded');
  });

  test('may be taken back until it is decided, and is recorded first when the meeting has been', async () => {
    const { id, at, meeting } = await placed('2026-12-21');
    const rut = await onDay('2026-12-20', secretary!);
    assert.doesNotMatch((await rut.get(meeting)).text, /För in beslutet/);
    const back = await onDay('2026-12-20', officer!);
    assert.equal((await back.post(`${at}/namnd/ater`, {})).status, 303);
    assert.equal((await back.post(`${at}/namnd/ater`, {})).status, 409);
    assert.equal((await house.asOwner('select 1 from cases.agenda_item where case_id = $1 and withdrawn_at is not null', [id])).length, 1);
  });
});

describe('a meeting', () => {
  test('is seen by its own authority alone, and not by officers', async () => {
    const { meeting } = await placed();
    assert.equal((await (await browser(stranger!)).get(meeting)).status, 404);
    assert.equal((await (await browser(officer!)).get(meeting)).status, 403);
  });

  test('is told of the decisions made by delegation, without names, and keeps its list', async () => {
    house.clock.set(start);
    const asa = await browser(officer!);
    const { caseId } = await apply(house, town, tilda);
    const at = `/handlaggning/arenden/${caseId}`;
    await asa.post(`${at}/ta`, { bias: 'no' });
    await asa.post(`${at}/avsluta`, { how: 'other', why: 'Inget kvar att pröva.' });
    const { number: caseNumber } = (await one<{ number: string }>('select number from cases.case_file where id = $1', caseId))!;
    const rut = await onDay('2026-12-01', secretary!);
    const first = (await rut.post('/handlaggning/sammantraden', { day: '2026-12-03' })).location!.pathname;
    const second = (await rut.post('/handlaggning/sammantraden', { day: '2027-01-14' })).location!.pathname;
    const list = (await rut.get(`${first}/delegationsbeslut`)).text;
    assert.ok(list.includes(caseNumber) && list.includes('Åsa Öberg') && !list.includes('Ärlig'));
    await rut.post(`${first}/delegationsbeslut`, { upTo: hidden(list, 'upTo') });
    assert.ok(textOfPdf((await rut.get(`${first}/delegationsbeslut/lista`)).bytes).includes('Avskrivning'));
    assert.ok(!(await rut.get(`${second}/delegationsbeslut`)).text.includes(caseNumber), 'told once');
    assert.ok((await rut.get(`${first}/delegationsbeslut`)).text.includes(caseNumber), 'and it is seen what the meeting was told');
  });

  test('whose minutes are adjusted is told on the notice board, once, with its paragraphs, days and no names', async () => {
    const { id, meeting } = await placed('2026-12-16');
    const paragraph = next();
    await recorded(id, meeting, { paragraph, outcome: 'asProposed' });
    const rut = await onDay('2026-12-18', secretary!);
    const fields = { day: '2026-12-18', where: 'Protokollet finns i Stadshuset.' };
    assert.equal((await rut.post(`${meeting}/justering`, fields)).status, 409, 'the meeting is ended first');
    for (const item of (await house.asOwner<{ id: string; case_id: string }>('select id, case_id from cases.agenda_item where meeting_id = $1 and paragraph is null and withdrawn_at is null', [meeting.split('/').at(-1)!]))) {
      await rut.post(`${meeting}/arenden/${item.id}/beslut`, { case: item.case_id, paragraph: next(), outcome: 'sentBack', text: 'Återremiss.' });
    }
    assert.equal((await rut.post(`${meeting}/avslut`, {})).status, 303);
    assert.match((await rut.get(meeting)).text, /Protokollet är justerat/);
    assert.equal((await rut.post(`${meeting}/justering`, { ...fields, day: '2026-12-15' })).status, 422, 'not before the meeting');
    assert.equal((await rut.post(`${meeting}/justering`, fields)).status, 303);
    assert.equal((await rut.post(`${meeting}/justering`, fields)).status, 409, 'once');
    const board = (await server.browser(town).get('/anslagstavla')).text;
    assert.match(board, new RegExp(`Justerat protokoll: Tekniska nämnden 16 december 2026, §§? [^<]*${paragraph}`));
    const notice = /href="(\/anslagstavla\/[0-9a-f-]{36})"[^>]*>[^<]*Justerat protokoll/.exec(board)?.[1];
    assert.ok(notice);
    const text = (await server.browser(town).get(notice)).text;
    assert.ok(text.includes('finns i Stadshuset') && text.includes('8 januari 2027') && !text.includes('Ärlig'), text);
  });
});
