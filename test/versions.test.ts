import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { apply, makeTown, meet, signedInResident } from '../src/cases/testing.ts';
import { cancelVersion, currentVersions, loadService, publish, type PublishOptions, type ServiceFolder } from '../src/services/index.ts';
import { createDraft, openDraft } from '../src/services/drafts.ts';
import type { Resident, Uuid } from '../src/platform/index.ts';
import { rooms } from '../src/sprang.ts';
import { serve, testHouse } from './support/index.ts';

const house = await testHouse({ rooms });
const server = await serve(house);

const loaded = await loadService(join(import.meta.dirname, '../catalogue/fardtjanst'));
if (!loaded.ok) throw new Error(loaded.problems[0]?.message);
const original = loaded.service;

/** The same service with one question gone, one new, and one that asks otherwise. */
const changed = edited((page) => page.questions.filter(({ id }) => id !== 'entrance').map((question) => (
  question.id === 'phone' ? { ...question, ask: 'Vilket nummer når vi dig på dagtid?' } : question)), true);

function edited(questions: (page: ServiceFolder['definition']['pages'][number]) => unknown[], added: boolean): ServiceFolder {
  const pages = original.definition.pages.map((page) => ({
    ...page, questions: [...questions(page), ...(added && page.id === 'contact' ? [{ id: 'floor', ask: 'Vilken våning bor du på?', type: 'text' }] : [])],
  }));
  const texts = Object.fromEntries(Object.entries(original.texts).map(([language, words]) => [language, Object.fromEntries([
    ...Object.entries(words).filter(([key]) => !key.includes('questions.entrance')), ...(added ? [['questions.floor.ask', 'Which floor?']] : [])])]));
  return { ...original, definition: { ...original.definition, pages: pages as ServiceFolder['definition']['pages'] }, texts: texts as ServiceFolder['texts'] };
}

async function town(number: string) {
  const place = await makeTown(house);
  const person = await meet(house, place, 'Tilda', 'Ärlig', number);
  const principal: Resident = { kind: 'resident', sessionId: person, personId: person, level: 3, provenAt: house.clock.now() };
  const own = <T>(work: Parameters<typeof house.db.transaction<T>>[3]) => house.db.transaction('resident', { tenant: place.id, person }, principal, work);
  const draft = await own((tx) => createDraft(tx, {
    versionId: place.versions[0]!.id, personId: person, startedBy: person,
    content: { answers: { entrance: 'Trappor', phone: '+46701740605', contactWay: 'phone', contactOther: false }, typed: {}, language: 'sv' },
  }));
  house.clock.forward(60_000);
  return {
    place, draft, browser: await signedInResident(house, server, place, person), at: `/ansokan/${draft}`,
    publish: (folder: ServiceFolder, options: PublishOptions) => house.db.system(place.id, 'test', async (tx) => {
      const done = await publish(tx, folder, options);
      if (!done.ok) throw new Error(done.problems[0]?.reason);
      house.clock.forward(1_000);
      return done.versionId;
    }),
    content: () => own(async (tx) => (await openDraft(tx, draft as Uuid))!),
    person,
  };
}

test('keep: a draft goes on with the questions it was begun on', async () => {
  const { publish: put, browser, at } = await town('189001019802');
  await put(changed, { drafts: 'keep' });
  const page = await browser.get(`${at}/sida/you`);
  assert.equal(page.status, 200);
  assert.match(page.text, /trappor utan hiss/);
});

test('offer: the draft may stay, and is told that there are newer questions', async () => {
  const { publish: put, browser, at } = await town('189001029819');
  await put(changed, { drafts: 'offer' });
  const page = await browser.get(`${at}/sida/you`);
  assert.match(page.text, /Frågorna har ändrats sedan du började/);
  assert.match((await browser.get(`${at}/ny-version`)).text, /Vilken våning bor du på\?/);
});

test('require: the draft moves over with what still holds; new, changed and lost are told', async () => {
  const { publish: put, browser, at, content } = await town('189001039800');
  const version = await put(changed, { drafts: 'require' });
  const sent = await browser.get(`${at}/sida/you`);
  assert.equal(sent.location?.pathname, `${at}/ny-version`);
  const told = await browser.get(`${at}/ny-version`);
  for (const words of ['Vilken våning bor du på?', 'Vilket nummer når vi dig på dagtid?', 'Trappor']) assert.ok(told.text.includes(words), words);
  const moved = await browser.post(`${at}/ny-version`, {}, { follow: true });
  assert.equal(moved.url.pathname, `${at}/andringar`);
  assert.ok(moved.text.includes('Trappor'), 'what could not follow is still told');
  const draft = await content();
  assert.equal(draft.versionId, version);
  assert.equal(draft.content.answers['phone'], '+46701740605');
  assert.equal(draft.content.answers['entrance'], undefined);
  assert.equal((await browser.get(`${at}/sida/contact`)).status, 200);
});

test('require: a page posted on the old questions is saved before the move is asked for', async () => {
  const { publish: put, browser, at, content } = await town('189001049817');
  const page = await browser.get(`${at}/sida/contact`);
  await put(changed, { drafts: 'require' });
  const hidden = Object.fromEntries([...page.text.matchAll(/<input type="hidden" name="(revision|before)" value="([^"]*)"/g)].map(([, name, value]) => [name!, value!]));
  await browser.post(`${at}/sida/contact`, { ...hidden, phone: '070-174 06 99', contactWay: 'letter', contactOther: 'no' });
  assert.equal((await content()).content.answers['contactWay'], 'letter');
});

test('stop: nothing can be sent in, and what was written can still be read', async () => {
  const { publish: put, browser, at } = await town('189001059808');
  await put(changed, { drafts: 'stop' });
  const page = await browser.get(`${at}/granska`, { follow: true });
  assert.equal(page.url.pathname, `${at}/ny-version`);
  assert.match(page.text, /går inte att skicka in längre/);
  assert.match(page.text, /Trappor/);
});

test('a version holds from its day, and one called off never comes', async () => {
  const { publish: put, place } = await town('189001069815');
  const tomorrow = new Date(house.clock.now().getTime() + 86_400_000).toISOString().slice(0, 10);
  const version = await put(changed, { from: tomorrow });
  const calledOff = await put(original, { from: tomorrow });
  const system = <T>(work: Parameters<typeof house.db.system<T>>[2]) => house.db.system(place.id, 'test', work);
  const inForce = () => system(async (tx) => (await currentVersions(tx)).map(({ id }) => id));
  assert.deepEqual(await inForce(), [place.versions[0]!.id]);
  assert.equal(await system((tx) => cancelVersion(tx, calledOff, { why: 'Fel dag' })), true);
  house.clock.forward(2 * 86_400_000);
  assert.deepEqual(await inForce(), [version]);
  assert.equal(await system((tx) => cancelVersion(tx, version, { why: 'Ångrar mig' })), false, 'what has come into force is not called off');
});

test('a case keeps the version that was signed, whatever is published since', async () => {
  const { publish: put, place, person } = await town('189001079806');
  const { caseId } = await apply(house, place, person);
  await put(changed, { drafts: 'require' });
  const row = await house.asOwner<{ version_id: string }>('select version_id from cases.case_file where id = $1', [caseId]);
  assert.equal(row[0]?.version_id, place.versions[0]!.id);
});

test('rolling back is publishing the earlier content again', async () => {
  const { publish: put, place } = await town('189001089813');
  await put(changed, {});
  const back = await put(original, { note: 'Tillbaka' });
  assert.notEqual(back, place.versions[0]!.id);
});
