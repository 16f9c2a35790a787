import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { serve, testHouse, type Client } from '../../../../test/support/index.ts';
import type { Answers } from '../../../forms/index.ts';
import { identity } from '../../../identity/index.ts';
import { messages } from '../../../messages/index.ts';
import { organisation } from '../../../organisation/index.ts';
import { addDays, closePdf, textOfPdf, uuidv7, type Staff, type Uuid } from '../../../platform/index.ts';
import { services, versionById } from '../../../services/index.ts';
import { makeDecision } from '../decision/make-decision.ts';
import { finishSimplified, tasksOfUnserved } from './serve-proof.ts';
import { takeDownDue } from './take-down.ts';
import { cases, findCase, notificationsOf, partiesOf } from '../../index.ts';
import { apply, hire, makeTown, meet, signedInResident, signedInStaff, transportAnswers, type Town, type Worker } from '../../testing.ts';
import { insertOther } from '../../store/parties/other-parties.ts';
import type { DecisionOutcome } from '../../store/tables.ts';

const start = new Date('2026-11-19T09:00:00Z');
const house = await testHouse({ rooms: [organisation, identity, messages, services, cases], now: start });
const server = await serve(house);
after(closePdf);
let town: Town;
let tilda: Uuid;
let transport: Worker;
let building: Worker;
before(async () => {
  town = await makeTown(house, ['fardtjanst', 'bygglov']);
  tilda = await meet(house, town, 'Tilda', 'Ärlig', '189001019802');
  transport = await hire(house, town, 'Åsa Öberg', { authority: 'tekniska-namnden', roles: ['officer'] });
  building = await hire(house, town, 'Bo Bygg', { authority: 'byggnadsnamnden', roles: ['officer'] });
});

const extension: Answers = {
  measure: 'extension', house: 'small', area: 34, height: { dontKnow: true }, inPlan: true, nearBoundary: false, valuable: false,
  applyFor: 'permit', applicantIs: 'person', name: 'Tilda Ärlig', address: { street: 'Hemliga vägen 1', postalCode: '123 45', city: 'Ort' }, phone: '+46701740605',
  estate: 'Eken 3', estateAddress: 'Hemliga vägen 1', owns: 'sole', description: 'Ett rum mot trädgården.', dwellings: 1, grossArea: 168,
  deviates: 'no', shore: false, hasInspector: 'later', payer: 'applicant', contactLanguage: 'swedish', contactWay: 'phone', contactOther: false,
  drawings: [{ id: 'r1', answers: { drawingKind: 'site', scale: { code: 's400' }, drawingFile: { later: true } } }],
};

/** A case that its officer has taken, and a decision in it made by the one function that makes decisions. */
async function decided(service: 'transportService' | 'buildingPermit', outcome: DecisionOutcome = 'granted', others: { against?: boolean; name: string }[] = []) {
  house.clock.set(start);
  const worker = service === 'transportService' ? transport : building;
  const { caseId } = await apply(house, town, tilda, service === 'transportService' ? transportAnswers : extension, service);
  const officer = await signedInStaff(house, server, town, worker);
  await officer.post(`/handlaggning/arenden/${caseId}/ta`, { bias: 'no' });
  const who: Staff = { kind: 'staff', sessionId: uuidv7(start), staffId: worker.id, authorityId: worker.authorityId, unitIds: [], roles: worker.roles, level: 3, provenAt: start };
  const otherIds = await house.db.transaction('staff', { tenant: town.id, authority: worker.authorityId, staff: worker.id }, who, async (tx) => {
    const file = (await findCase(tx, caseId, { lock: true }))!;
    const ids: Uuid[] = [];
    for (const { name } of others) ids.push(await insertOther(tx, file, { kind: 'neighbours', asked: 'hearing', facts: { name }, addedBy: 'staff', mayAppeal: true }));
    return ids;
  });
  for (const [index, { against }] of others.entries()) {
    await house.asOwner('update cases.other_party set invited_at = added_at, answered_at = added_at, against = $2 where id = $1', [otherIds[index], against ?? false]);
  }
  const decision = await house.db.transaction('staff', { tenant: town.id, authority: worker.authorityId, staff: worker.id }, who, async (tx) => {
    const file = (await findCase(tx, caseId, { lock: true }))!;
    const version = await versionById(tx, file.versionId);
    return makeDecision(tx, file, version, {
      type: 'permit', outcome, by: { decider: 'delegation', staffId: worker.id, delegationId: uuidv7(start), point: '1.1', reported: false }, items: [],
      content: { reasons: [], laws: [], text: 'Ja.' }, letter: { name: 'Beslut', bytes: Buffer.from('%PDF-1.7') }, parties: (await partiesOf(tx, caseId)).map(({ id }) => id), record: 'Beslut',
    });
  });
  return { caseId, decision, officer, at: `/handlaggning/arenden/${caseId}`, otherIds, worker };
}

const told = (caseId: Uuid) => house.db.system(town.id, 'test', (tx) => notificationsOf(tx, caseId));
/** A session of the officer that holds on another day. */
const onDay = async (day: string, worker: Worker): Promise<Client> => { house.clock.set(new Date(`${day}T09:00:00Z`)); return signedInStaff(house, server, town, worker); };

describe('proof that a decision was got', () => {
  test('the page says for each party what is left to do', async () => {
    const { at, officer } = await decided('transportService');
    const text = (await officer.get(`${at}/delgivning`)).text;
    assert.ok(text.includes('En part har inte visat att beslutet har kommit fram.') && text.includes('Parten har inte öppnat beslutet') && text.includes('Tiden har inte börjat'));
  });

  test('a letter with a receipt is confirmed by its code: served that day, and the time to appeal runs from it', async () => {
    const { at, officer, caseId } = await decided('transportService');
    const [notification] = await told(caseId);
    assert.equal((await officer.post(`${at}/delgivning/${notification!.id}/mottagningsbevis`, {})).status, 303);
    const [paper] = await house.asOwner<{ document_id: string }>('select document_id from cases.record where case_id = $1 and title = $2', [caseId, 'Begäran om mottagningsbevis']);
    const letter = textOfPdf((await officer.get(`${at}/dokument/${paper!.document_id}`)).bytes);
    const code = /([2-9A-HJ-NP-Z]{3}-){5}[2-9A-HJ-NP-Z]{3}/.exec(letter)![0];
    house.clock.set(new Date('2026-11-24T09:00:00Z'));
    const browser = server.browser(town);
    const seen = await browser.post('/svar', { kod: code }, { follow: true });
    assert.ok(seen.text.includes('Ja, jag har fått beslutet'));
    for (const hidden of ['Färdtjänst', 'Tilda', 'Bifall']) assert.ok(!/<main[\s\S]*<\/main>/.exec(seen.text)![0].includes(hidden), hidden);
    await browser.post(/action="(\/svar\/oppet\/mottaget\/[^"]*)"/.exec(seen.text)![1]!, {});
    const [served] = await told(caseId);
    assert.deepEqual([served!.servedHow, served!.appealUntil], ['receipt', '2026-12-15']);
    const [mine] = await house.asOwner('select 1 from cases.record where case_id = $1 and title = $2 and direction = $3', [caseId, 'Mottagningsbevis', 'in']);
    assert.ok(mine);
    assert.ok((await browser.get('/svar/oppet')).text.includes('15 december 2026'));
    // The applicant sees no paper that holds a code.
    const tildas = await signedInResident(house, server, town, tilda);
    assert.ok(!(await tildas.get(`/mina-sidor/arenden/${caseId}`)).text.includes('Mottagningsbevis.pdf'));
  });

  test('simplified service is refused to who has not been told of it', async () => {
    const { at, caseId } = await decided('transportService');
    const [notification] = await told(caseId);
    const asa = await onDay('2026-11-20', transport);
    assert.equal((await asa.post(`${at}/delgivning/${notification!.id}/kontrollmeddelande`, {})).status, 409);
    assert.equal((await told(caseId))[0]!.controlOn, null);
  });

  test('simplified service: told before, a control message the next working day, done two weeks after the letter', async () => {
    const { at, caseId } = await decided('transportService');
    const [notification] = await told(caseId);
    await house.asOwner('update cases.party set simplified_told_at = $2 where id = $1', [notification!.partyId, new Date('2026-11-02T09:00:00Z')]);
    const asa = await onDay('2026-11-19', transport);
    assert.equal((await asa.post(`${at}/delgivning/${notification!.id}/kontrollmeddelande`, {})).status, 409, 'not the same day');
    const next = await onDay('2026-11-20', transport);
    assert.equal((await next.post(`${at}/delgivning/${notification!.id}/kontrollmeddelande`, {})).status, 303);
    for (const [day, served] of [['2026-12-02', null], ['2026-12-03', 'simplified']] as const) {
      house.clock.set(new Date(`${day}T09:00:00Z`));
      await house.db.system(town.id, 'test', finishSimplified);
      assert.equal((await told(caseId))[0]!.servedHow, served, day);
    }
    assert.equal((await told(caseId))[0]!.appealUntil, '2026-12-28', 'three weeks, and Christmas moves the last day');
  });

  test('who is told of it gets a letter, and it holds from then on', async () => {
    const { at, officer, caseId } = await decided('transportService');
    const [notification] = await told(caseId);
    assert.equal((await officer.post(`${at}/delgivning/${notification!.id}/upplysning`, {})).status, 303);
    const [row] = await house.asOwner<{ told: Date }>('select simplified_told_at as told from cases.party where id = $1', [notification!.partyId]);
    assert.equal(row!.told.getTime(), start.getTime());
    assert.equal((await officer.post(`${at}/delgivning/${notification!.id}/upplysning`, {})).status, 409);
  });

  test('a decision that lies unread two weeks is a task for the officer, once', async () => {
    const { caseId } = await decided('transportService');
    const tasks = () => house.asOwner('select 1 from cases.task where case_id = $1 and key like $2', [caseId, 'unserved:%']);
    for (const [day, count] of [['2026-12-02', 0], ['2026-12-04', 1], ['2026-12-05', 1]] as const) {
      house.clock.set(new Date(`${day}T09:00:00Z`));
      await house.db.system(town.id, 'test', tasksOfUnserved);
      assert.equal((await tasks()).length, count, day);
    }
  });
});

test('no letter is written to somebody whose facts are covered to the one who serves the decision', async () => {
  const { caseId, otherIds, worker } = await decided('buildingPermit', 'granted', [{ name: 'Mia Missnöjd', against: true }]);
  await house.asOwner('update cases.other_party set protected = true where id = $1', [otherIds[0]]);
  const { id } = (await told(caseId)).find(({ partyId }) => partyId === otherIds[0])!;
  const officer = await signedInStaff(house, server, town, worker);
  const at = `/handlaggning/arenden/${caseId}/delgivning`;
  const documents = async () => (await house.asOwner('select 1 from platform.document where dossier_id = $1', [caseId])).length;
  const had = await documents();
  assert.doesNotMatch((await officer.get(at)).text, /Mia/);
  for (const step of ['mottagningsbevis', 'kontrollmeddelande', 'upplysning']) assert.equal((await officer.post(`${at}/${id}/${step}`, {})).location?.pathname, at, step);
  assert.equal(await documents(), had);
  await officer.post(`/handlaggning/arenden/${caseId}/visa-skyddade`, { reason: 'send', part: otherIds[0]! });
  await officer.post(`${at}/${id}/mottagningsbevis`, {});
  assert.equal(await documents(), had + 1);
});

describe('the notice board', () => {
  const hanging = async () => (await server.browser(town).get('/anslagstavla')).text;

  test('shows a decision with its property and its days, and nobody\'s name or address', async () => {
    await decided('buildingPermit');
    const text = await hanging();
    assert.ok(text.includes('Eken 3') && text.includes('19 november 2026'));
    const path = /href="(\/anslagstavla\/[0-9a-f-]{36})"/.exec(text)![1]!;
    const notice = (await server.browser(town).get(path)).text;
    for (const hidden of ['Tilda', 'Ärlig', 'Hemliga vägen', '0701740605', 'Ett rum mot trädgården']) assert.ok(!text.includes(hidden) && !notice.includes(hidden), hidden);
    for (const language of ['sv-simple', 'en']) assert.equal((await server.browser(town).get(`${path}?sprak=${language}`)).status, 200);
  });

  test('a refusal, and a case of a higher class, are put up nowhere', async () => {
    await house.asOwner('delete from cases.notice where tenant_id = $1', [town.id]);
    await decided('buildingPermit', 'refused');
    await decided('transportService');
    assert.ok((await hanging()).includes('Det finns inga anslag just nu.'));
  });

  test('a neighbour without objections is told by the board and its time to appeal runs from it; one who objected gets the decision', async () => {
    const { caseId, otherIds } = await decided('buildingPermit', 'granted', [{ name: 'Nils Nöjd' }, { name: 'Mia Missnöjd', against: true }]);
    const of = (id: Uuid) => told(caseId).then((all) => all.find(({ partyId }) => partyId === id)!);
    const [content, against] = [await of(otherIds[0]!), await of(otherIds[1]!)];
    assert.deepEqual([content.how, content.servedHow], ['board', 'board']);
    assert.ok(content.appealUntil! >= '2026-12-10');
    assert.deepEqual([against.how, against.servedAt, against.appealUntil], ['letter', null, null]);
  });

  test('comes down on its day, stays as proof, and is no longer found on the board', async () => {
    await house.asOwner('delete from cases.notice where tenant_id = $1', [town.id]);
    const { caseId, worker } = await decided('buildingPermit');
    const [notice] = await house.asOwner<{ id: string; down_day: string }>('select id, down_day::text from cases.notice where case_id = $1', [caseId]);
    const browser = server.browser(town);
    house.clock.set(new Date(`${addDays(notice!.down_day, -1)}T20:00:00Z`));
    await house.db.system(town.id, 'test', takeDownDue);
    assert.equal((await browser.get(`/anslagstavla/${notice!.id}`)).status, 200);
    const bo = await onDay(notice!.down_day, worker);
    assert.ok((await browser.get('/anslagstavla')).text.includes('inga anslag'), 'hidden from midnight, whenever the job runs');
    await house.db.system(town.id, 'test', takeDownDue);
    assert.equal((await browser.get(`/anslagstavla/${notice!.id}`)).status, 404);
    const proof = (await bo.get('/handlaggning/anslag')).text;
    assert.ok(proof.includes('Togs ned') && proof.includes('Eken 3'));
    const [entry] = await house.asOwner('select 1 from cases.entry where case_id = $1 and kind = $2', [caseId, 'takenDown']);
    assert.ok(entry);
    house.clock.set(start);
  });

  test('staff put up that minutes are adjusted, in three weeks; a personal number is refused; another authority cannot touch it', async () => {
    await house.asOwner('delete from cases.notice where tenant_id = $1', [town.id]);
    house.clock.set(start);
    const bo = await signedInStaff(house, server, town, building);
    const fields = { kind: 'minutes', title: 'Protokoll från byggnadsnämnden 12 november 2026', body: 'Finns att läsa hos registratorn.', until: '2026-12-10' };
    assert.equal((await bo.post('/handlaggning/anslag/nytt', { ...fields, body: 'Gäller 19121212-1212.' })).status, 422);
    assert.equal((await bo.post('/handlaggning/anslag/nytt', fields)).status, 303);
    const [row] = await house.asOwner<{ id: string; appeal_until: string }>('select id, appeal_until::text from cases.notice where tenant_id = $1', [town.id]);
    assert.equal(row!.appeal_until, '2026-12-10');
    const asa = await signedInStaff(house, server, town, transport);
    assert.equal((await asa.get(`/handlaggning/anslag/${row!.id}`)).status, 404);
    assert.equal((await asa.post(`/handlaggning/anslag/${row!.id}/nedtagning`, { why: 'x' })).status, 404);
    assert.equal((await bo.post(`/handlaggning/anslag/${row!.id}/nedtagning`, { why: '' })).status, 422);
    assert.equal((await bo.post(`/handlaggning/anslag/${row!.id}/nedtagning`, { why: 'Fel datum.' })).status, 303);
    assert.equal((await server.browser(town).get(`/anslagstavla/${row!.id}`)).status, 404);
  });
});
