import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { hidden, makePng, serve, testHouse, type Client } from '../../../../test/support/index.ts';
import { identity } from '../../../identity/index.ts';
import { messages } from '../../../messages/index.ts';
import { organisation } from '../../../organisation/index.ts';
import { closePdf, textOfPdf, type Uuid } from '../../../platform/index.ts';
import { services } from '../../../services/index.ts';
import { cases } from '../../index.ts';
import { apply, hire, makeTown, meet, signedInResident, signedInStaff, transportAnswers, type Town } from '../../testing.ts';

const house = await testHouse({ rooms: [organisation, identity, messages, services, cases] });
house.atEnd(async () => { closePdf(); });
const server = await serve(house);
let town: Town;
let tilda: Uuid;
let [asa, bo]: Client[] = [];
let boId: Uuid;
before(async () => {
  town = await makeTown(house);
  tilda = await meet(house, town, 'Tilda', 'Ärlig', '189001019802');
  const at = { authority: 'tekniska-namnden', unit: 'fardtjanst' };
  asa = await signedInStaff(house, server, town, await hire(house, town, 'Åsa Öberg', { ...at, roles: ['officer'] }));
  const worker = await hire(house, town, 'Bo Ek', { ...at, roles: ['deputy'] });
  boId = worker.id;
  bo = await signedInStaff(house, server, town, worker);
});

async function taken(answers = transportAnswers): Promise<{ at: string; id: Uuid }> {
  const { caseId } = await apply(house, town, tilda, answers);
  const at = `/handlaggning/arenden/${caseId}`;
  assert.equal((await asa!.post(`${at}/ta`, { bias: 'no' })).status, 303);
  return { at, id: caseId };
}

const granted = {
  'travel.outcome': 'granted', 'travel.reasons': 'criteriaMet', 'travel.from': '2026-12-01', 'travel.until': '2028-11-30', 'travel.text': 'Du kan inte stå och vänta på bussen.',
  'travel.condition.area': 'municipality', 'companion.outcome': 'granted', 'companion.reasons': 'helpDuringTrip', 'companion.from': '2026-12-01', 'companion.until': '2028-11-30', 'companion.text': '',
};

async function drafted(at: string, fields: Record<string, string> = granted): Promise<void> {
  const form = await asa!.get(`${at}/beslut`);
  const saved = await asa!.post(`${at}/beslut`, { ...fields, revision: hidden(form.text, 'revision'), do: 'onward' });
  assert.equal(saved.status, 303, saved.text);
}

async function confirmed(browser: Client, at: string, more: Record<string, string> = { unbiased: '1' }) {
  const page = (await browser.get(`${at}/beslut/fatta`)).text;
  return { revision: hidden(page, 'revision'), inquiry: hidden(page, 'inquiry'), ...more };
}

describe('the inquiry', () => {
  test('shows what was sought beside, saves what is written, and proposes', async () => {
    const { at } = await taken();
    const first = await asa!.get(`${at}/utredning/travelAssessment`);
    assert.match(first.text, /Det gör ont att stå\./);
    const fields = {
      revision: hidden(first.text, 'revision'), hasDisability: 'yes', lasting: 'lasting', substantial: 'ride', paidOtherwise: 'none',
      travelAssessment: 'Svårigheterna är väsentliga.', do: 'stay', asked: ['hasDisability', 'lasting', 'substantial', 'paidOtherwise', 'travelAssessment'],
    };
    assert.equal((await asa!.post(`${at}/utredning/travelAssessment`, fields)).status, 303);
    const saved = (await asa!.get(`${at}/utredning`)).text;
    assert.match(saved, /Färdtjänst: bifall/);
    const decision = (await asa!.get(`${at}/beslut`)).text;
    assert.match(decision, /Svårigheterna är väsentliga\./);
  });

  test('of two tabs that save at once the second is told, and what it wrote is kept', async () => {
    const { at } = await taken();
    const revision = hidden((await asa!.get(`${at}/utredning/travelAssessment`)).text, 'revision');
    await asa!.post(`${at}/utredning/travelAssessment`, { revision, travelAssessment: 'Första fliken.' });
    const second = await asa!.post(`${at}/utredning/travelAssessment`, { revision, travelAssessment: 'Andra fliken.' });
    assert.equal(second.status, 409);
    assert.match(second.text, /Andra fliken\./);
    const again = await asa!.post(`${at}/utredning/travelAssessment`, { revision: hidden(second.text, 'revision'), travelAssessment: 'Andra fliken.', do: 'stay' });
    assert.equal(again.status, 303);
  });
});

describe('a request for completion', () => {
  test('ticks what the application suggests, is shown before it is sent, and stops the clock of the promise', async () => {
    const { at } = await taken();
    const form = (await asa!.get(`${at}/komplettering`)).text;
    assert.match(form, /value="certificate"[^>]*checked/);
    const fields = { items: 'certificate', text: 'Hej!', due: '2026-12-10' };
    assert.match((await asa!.post(`${at}/komplettering`, { ...fields, do: 'preview' })).text, /Svara på Mina sidor senast 10 december 2026/);
    assert.equal((await asa!.post(`${at}/komplettering`, { ...fields, due: '2026-01-01', do: 'send' })).status, 422);
    assert.equal((await asa!.post(`${at}/komplettering`, { ...fields, do: 'send' })).status, 303);
    const page = (await asa!.get(at)).text;
    assert.match(page, /Väntar på komplettering/);
    assert.match((await asa!.get(`${at}/handlingar`)).text, /Begäran om komplettering/);
    const request = /begaran\/([0-9a-f-]{36})\/svar/.exec(page)![1]!;
    await asa!.post(`${at}/begaran/${request}/svar`, { do: 'received' });
    assert.ok(!(await asa!.get(at)).text.includes('Väntar på komplettering'));
  });
});

describe('a new version of a document', () => {
  const pdf = (name: string, field: string) => ({ field, name, mediaType: 'image/png', bytes: makePng(4, 4) });
  /** Asks for a certificate and answers with one file. @returns the answer, and where it was sent */
  async function completes(at: string, id: string, name: string, fields: Record<string, string> = {}) {
    const browser = await signedInResident(house, server, town, tilda);
    await asa!.post(`${at}/komplettering`, { items: 'certificate', text: 'Hej!', due: '2026-12-10', do: 'send' });
    const [request] = await house.asOwner<{ id: Uuid }>('select id from cases.request where case_id = $1 and answered_at is null', [id]);
    const path = `/mina-sidor/arenden/${id}/komplettering/${request!.id}`;
    return { browser, path, form: (await browser.get(path)).text, sent: await browser.multipart(path, { 'svar-0': '', ...fields }, name ? [pdf(name, 'fil-0')] : []) };
  }
  const rows = (id: string) => house.asOwner<{ earlier_id: Uuid; later_ids: Uuid[]; said_by_kind: string }>('select earlier_id, later_ids, said_by_kind from cases.replacement where case_id = $1 order by said_at', [id]);
  const idOf = (page: string, name: string) => new RegExp(`([0-9a-f-]{36})"[^>]*>${name}`).exec(page)![1]!;

  test('is said by who sends it: both stay, the new one is read, and nothing is chosen unless they do', async () => {
    const { at, id } = await taken();
    const first = await completes(at, id, 'intyg.png');
    assert.equal(first.sent.status, 303, first.sent.text);
    assert.doesNotMatch(first.form, /ersatter-0/, 'there is nothing to replace yet');
    const earlier = idOf((await asa!.get(`${at}/handlingar`)).text, 'intyg.png');
    const empty = await completes(at, id, '', { 'svar-0': 'Se filen.', 'ersatter-0': earlier });
    assert.match(empty.form, /<option value>Ny handling/);
    assert.equal(empty.sent.status, 422);
    assert.match(empty.sent.text, /Lägg till filen som ersätter intyg\.png/);
    const strange = await empty.browser.multipart(empty.path, { 'svar-0': '', 'ersatter-0': id }, [pdf('nytt.png', 'fil-0')]);
    assert.equal(strange.status, 422, 'only what they have sent in');
    assert.deepEqual(await rows(id), []);
    assert.equal((await empty.browser.multipart(empty.path, { 'svar-0': '', 'ersatter-0': earlier }, [pdf('nytt.png', 'fil-0')])).status, 303);
    const page = (await asa!.get(`${at}/handlingar`)).text;
    const later = idOf(page, 'nytt.png');
    assert.deepEqual(await rows(id), [{ earlier_id: earlier, later_ids: [later], said_by_kind: 'resident' }]);
    assert.match(page, /nytt\.png[^]*Ersatta handlingar \(1\)[^]*intyg\.png[^]*Ersatt av nytt\.png den 20 november 2026/);
    assert.equal((await asa!.get(`${at}/dokument/${earlier}`)).status, 200);
    assert.match((await asa!.get(`${at}/handelser`)).text, /En handling markerades som ersatt\. intyg\.png ersattes av nytt\.png\./);
    const mine = (await empty.browser.get(`/mina-sidor/arenden/${id}`)).text;
    assert.match(mine, /nytt\.png[^]*Ersatta handlingar \(1\)[^]*Ersatt av nytt\.png den 20 november 2026/);
    const third = await completes(at, id, '');
    assert.match(third.form, /<option[^>]*>nytt\.png/);
    assert.doesNotMatch(third.form, /<option[^>]*>intyg\.png/, 'what is replaced is not replaced once more');
  });

  test('is said by the officer too, who takes back what was a mistake, and by nobody else', async () => {
    const { at, id } = await taken();
    await completes(at, id, 'ett.png');
    await completes(at, id, 'tva.png');
    const page = (await asa!.get(`${at}/handlingar`)).text;
    const [one, two] = [idOf(page, 'ett.png'), idOf(page, 'tva.png')];
    const path = `${at}/handlingar/ersatta`;
    assert.equal((await bo!.post(path, { earlier: one, later: two })).location?.pathname, at, 'who has not taken the case is asked why they open it');
    for (const wrong of [{ earlier: one, later: one }, { earlier: one, later: '' }, { earlier: one, later: id }]) assert.equal((await asa!.post(path, wrong)).status, 422);
    assert.deepEqual(await rows(id), []);
    assert.equal((await asa!.post(path, { earlier: one, later: two })).status, 303);
    assert.equal((await asa!.post(path, { earlier: two, later: one })).status, 422, 'not round and round');
    await bo!.post(`${path}/${one}/aterstallning`, {});
    assert.equal((await rows(id)).length, 1);
    assert.equal((await asa!.post(`${path}/${two}/aterstallning`, {})).status, 404);
    house.clock.forward(60_000);
    assert.equal((await asa!.post(`${path}/${one}/aterstallning`, {})).status, 303);
    assert.doesNotMatch((await asa!.get(`${at}/handlingar`)).text, /Ersatta handlingar/);
    assert.deepEqual((await rows(id)).map(({ later_ids: later }) => later), [[two], []], 'a row more, nothing taken away');
    const events = await house.asOwner<{ event: string }>(`select event from platform.audit_entry where dossier_id = $1 and event like 'cases.document%' and event <> 'cases.documentRead' order by id`, [id]);
    assert.deepEqual(events.map(({ event }) => event), ['cases.documentReplaced', 'cases.documentRestored']);
  });
});

describe('a decision', () => {
  test('is made by item, with letter, permit, notification, register and outbox', async () => {
    const { at, id } = await taken();
    await drafted(at);
    const preview = await asa!.get(`${at}/beslut/brev`);
    assert.equal(preview.headers['content-type'], 'application/pdf');
    assert.match(textOfPdf(preview.bytes), /Du kan inte stå och vänta på bussen\./);
    assert.equal((await asa!.post(`${at}/beslut/fatta`, await confirmed(asa!, at, {}))).status, 422);
    const made = await asa!.post(`${at}/beslut/fatta`, await confirmed(asa!, at));
    assert.equal(made.status, 303);
    const shown = (await asa!.get(`${at}/beslut`)).text;
    assert.match(shown, /Bifall, 20 november 2026/);
    assert.match(shown, /punkt 5\.3/);
    assert.match(shown, /Klockan har inte börjat/);
    const letter = /dokument\/([0-9a-f-]{36})/.exec(shown)![1]!;
    const text = textOfPdf((await asa!.get(`${at}/dokument/${letter}`)).bytes);
    assert.match(text, /Ja\. Du får färdtjänst och ledsagare\./);
    assert.match(text, /Tilda Ärlig/);
    const [permit] = await house.asOwner<{ valid_until: string; remind_day: string }>('select valid_until::text, remind_day::text from cases.permit where case_id = $1', [id]);
    assert.deepEqual(permit, { valid_until: '2028-11-30', remind_day: '2028-10-05' });
    const events = await house.asOwner<{ event: string }>(`select event from platform.outbox where ids->>'case' = $1`, [id]);
    assert.ok(events.some(({ event }) => event === 'cases.decided'));
  });

  test('in English says of a condition that an officer has typed that it is in Swedish, unless it is not', async () => {
    const { at, id } = await taken({ ...transportAnswers, vehicle: ['frontSeat'], vehicleText: 'Benet.' });
    await house.asOwner(`update cases.submission set language = 'en' where case_id = $1`, [id]);
    const vehicle = { 'vehicle.outcome': 'granted', 'vehicle.reasons': 'vehicleNeeded', 'vehicle.from': '2026-12-01', 'vehicle.until': '2028-11-30', 'vehicle.text': '', 'vehicle.condition.vehicleMore': 'Plats för benet.' };
    const letter = async (writtenIn: string) => {
      await drafted(at, { ...granted, ...vehicle, writtenIn });
      return textOfPdf((await asa!.get(`${at}/beslut/brev`)).bytes).replaceAll(/\s+/g, ' ');
    };
    const swedish = await letter('sv');
    assert.match(swedish, /Plats för benet\. \(written in Swedish\)/);
    assert.doesNotMatch(swedish, /Travel within the municipality \(written/, 'what is chosen is translated');
    assert.doesNotMatch(await letter('en'), /written in Swedish/);
  });

  test('of two officers who decide at once one wins, and the other is told', async () => {
    const { at, id } = await taken();
    await drafted(at);
    await asa!.post(`${at}/lamna`, { to: boId, kind: 'deputy' });
    const [mine, theirs] = [await confirmed(asa!, at), await confirmed(bo!, at)];
    const answers = await Promise.all([asa!.post(`${at}/beslut/fatta`, mine), bo!.post(`${at}/beslut/fatta`, theirs)]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 409]);
    assert.match(answers.find(({ status }) => status === 409)!.text, /redan beslutat/);
    for (const table of ['decision', 'permit', 'notification']) {
      assert.equal((await house.asOwner(`select 1 from cases.${table} where case_id = $1`, [id])).length, 1, table);
    }
  });

  test('is not made on something else than what was read', async () => {
    const { at, id } = await taken();
    await drafted(at);
    const before = await confirmed(asa!, at);
    await drafted(at, { ...granted, 'travel.text': 'Ändrat efteråt.' });
    assert.equal((await asa!.post(`${at}/beslut/fatta`, before)).status, 409);
    assert.equal((await house.asOwner('select 1 from cases.decision where case_id = $1', [id])).length, 0);
  });

  test('that goes against the person waits for a hearing, unless it is obviously unnecessary', async () => {
    const { at, id } = await taken();
    const mine = async () => (await (await signedInResident(house, server, town, tilda)).get(`/mina-sidor/arenden/${id}`)).text;
    await drafted(at, { ...granted, 'companion.outcome': 'refused', 'companion.reasons': 'driverHelps' });
    assert.match((await asa!.get(`${at}/beslut`)).text, /svara först \(25 § förvaltningslagen\)/);
    assert.equal((await asa!.post(`${at}/beslut/fatta`, await confirmed(asa!, at))).status, 422);
    await asa!.post(`${at}/kommunicering`, { text: 'Vi tänker säga nej till ledsagare.', due: '2026-11-25', do: 'send' });
    assert.equal((await asa!.post(`${at}/beslut/fatta`, await confirmed(asa!, at, { unbiased: '1', unnecessary: 'Nej.' }))).status, 422, 'the time to answer is not over, and that is no reason');
    assert.match(await mine(), /\/yttrande\//);
    const made = await asa!.post(`${at}/beslut/fatta`, await confirmed(asa!, at, { unbiased: '1', unnecessary: 'Parten har själv lämnat allt.' }));
    assert.equal(made.status, 303);
    assert.match((await asa!.get(`${at}/beslut`)).text, /Delvis bifall/);
    assert.match((await asa!.get(at)).text, /Kommunicering före beslut är uppenbart obehövlig \(25 § förvaltningslagen\): Parten har själv lämnat allt\./);
    assert.doesNotMatch(await mine(), /\/yttrande\//, 'nobody is asked what they think of something that is decided');
    assert.equal((await house.asOwner('select 1 from cases.request where case_id = $1 and withdrawn_at is null', [id])).length, 0);
  });

  test('lacks what it lacks by field, and nothing typed is lost', async () => {
    const { at } = await taken();
    const form = await asa!.get(`${at}/beslut`);
    const answer = await asa!.post(`${at}/beslut`, { revision: hidden(form.text, 'revision'), do: 'onward', 'travel.outcome': 'granted', 'travel.reasons': 'criteriaMet', 'travel.text': 'Halvfärdig text.', 'travel.from': '', 'travel.until': '' });
    assert.equal(answer.status, 422);
    assert.match(answer.text, /Färdtjänst: skriv från vilken dag/);
    assert.match(answer.text, /Halvfärdig text\./);
    assert.match((await asa!.get(`${at}/beslut`)).text, /Halvfärdig text\./);
  });

  test('is refused to someone without delegation, who sees exactly why', async () => {
    const { at, id } = await taken();
    await drafted(at);
    await house.asOwner(`update organisation.delegation set roles = '{manager}' where tenant_id = $1 and point = '5.3'`, [town.id]);
    try {
      const page = (await asa!.get(`${at}/beslut/fatta`)).text;
      assert.match(page, /Punkt 5\.3 är delegerad till chef\. Du är handläggare\./);
      assert.ok(!page.includes('Fatta beslutet'));
      const [row] = await house.asOwner<{ revision: number }>('select revision from cases.case_file where id = $1', [id]);
      const forced = await asa!.post(`${at}/beslut/fatta`, { revision: String(row!.revision), inquiry: '1', unbiased: '1' });
      assert.equal(forced.status, 403);
    } finally {
      await house.asOwner(`update organisation.delegation set roles = '{officer,deputy,manager}' where tenant_id = $1 and point = '5.3'`, [town.id]);
    }
    assert.equal((await house.asOwner('select 1 from cases.decision where case_id = $1', [id])).length, 0);
  });

  test('cannot be made by a colleague whose case it is not', async () => {
    const { at } = await taken();
    await drafted(at);
    await bo!.post(`${at}/skal`, { reason: 'advice' });
    assert.equal((await bo!.post(`${at}/beslut/fatta`, { ...await confirmed(bo!, at) })).status, 403);
  });
});
