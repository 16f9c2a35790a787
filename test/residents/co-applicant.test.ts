import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { readDemoCase } from '../../demo/cases/read-case.ts';
import { findCase } from '../../src/cases/store/case/case-file.ts';
import { apply, meet, signedInResident } from '../../src/cases/testing.ts';
import { putDocument, uuidv7, type Resident, type Uuid } from '../../src/platform/index.ts';
import { submit } from '../../src/services/actions/submit.ts';
import { openDraft, saveDraft } from '../../src/services/drafts.ts';
import type { Client } from '../support/index.ts';
import { house, read, server, town } from './world.ts';

const demo = readDemoCase('ekonomiskt-bistand-forra-manaden', '2026-11-20');
let carina: Uuid;
let david: Uuid;
let caseId: Uuid;
let path: string;
let hers: Client;
let his: Client;
before(async () => {
  carina = await meet(house, town, 'Carina', 'Westmark', '198610082380');
  const partner = demo.answers['partner'] as unknown as { personalNumber: string };
  david = await meet(house, town, 'David', 'Westmark', partner.personalNumber);
  ({ caseId } = await apply(house, town, carina, demo.answers, demo.service));
  path = `/mina-sidor/arenden/${caseId}`;
  [hers, his] = [await signedInResident(house, server, town, carina), await signedInResident(house, server, town, david)];
});

test('the invitation waits on My pages of the other; the applicant sees what is waited for', async () => {
  assert.match(read((await his.get('/mina-sidor')).text), /Fyll i din del och skriv under/);
  assert.match(read((await his.get(path)).text), /Ni söker ekonomiskt bistånd tillsammans/);
  assert.match(read((await hers.get(path)).text), /den du söker tillsammans med har fyllt i sin del/);
  assert.match(read((await hers.get(`${path}/kvitto`)).text), /Ansökan är inte helt klar än/);
});

test('the other reads what is shared, and nothing of the applicant\'s own pages: not on the page, not as a file', async () => {
  const whole = read((await hers.get(`${path}/skickat`)).text);
  const shared = read((await his.get(`${path}/skickat`)).text);
  assert.match(whole, /8 420/);
  assert.doesNotMatch(shared, /8 420/);
  for (const text of [whole, shared]) assert.match(text, /9 850/);
  const copy = /href="([^"]+\/kopia)"/.exec((await hers.get(`${path}/skickat`)).text)![1]!;
  assert.equal((await hers.get(copy)).status, 200);
  assert.equal((await his.get(copy)).status, 404);
  const file = await house.db.system(town.id, 'test', async (tx) => {
    const { keyId, authorityId } = (await findCase(tx, caseId))!;
    return putDocument(tx, { dossierId: caseId, keyId, authorityId, ownerId: carina, part: 'all', name: 'lönebesked.txt', mediaType: 'text/plain', bytes: Buffer.from('8 420 kr') });
  });
  assert.equal((await hers.get(`${path}/fil/${file.id}`)).status, 200);
  assert.equal((await his.get(`${path}/fil/${file.id}`)).status, 404);
});

test('what one writes to the authority is not read by the other', async () => {
  await hers.post(`${path}/meddelanden`, { text: 'Det här gäller bara mig.' });
  assert.doesNotMatch((await his.get(`${path}/meddelanden`)).text, /gäller bara mig/);
  assert.doesNotMatch(read((await his.get(path)).text), /Ett meddelande skickades till oss/);
});

test('the own part is begun once, signed, and completes the case; the applicant does not read it', async () => {
  const begun = await his.post(`${path}/min-del`, {});
  const draft = begun.location!.pathname;
  assert.match(draft, /^\/ansokan\//);
  assert.equal((await his.post(`${path}/min-del`, {})).location!.pathname, draft, 'pressed twice, the same');
  assert.equal((await hers.post(`${path}/min-del`, {})).location!.pathname, path, 'the applicant has no such part');
  const principal: Resident = { kind: 'resident', sessionId: uuidv7(house.clock.now()), personId: david, level: 3, provenAt: house.clock.now() };
  const draftId = draft.split('/').at(-1) as Uuid;
  await house.db.transaction('resident', { tenant: town.id, person: david }, principal, async (tx) => {
    const opened = (await openDraft(tx, draftId))!;
    await saveDraft(tx, opened, { ...opened.content, answers: { ...opened.content.answers, ...demo.coApplicant!.answers } });
  });
  const done = await house.db.transaction('resident', { tenant: town.id, person: david }, principal, async (tx) => {
    const tenant = { id: town.id, name: 'Exempelkommun', kind: 'municipality', host: town.host, mark: 'E', themeHref: '', version: '1', help: { phone: '', hours: '' } };
    return submit({ house, tx, tenant }, { draftId, language: 'sv', principal, way: 'web' });
  });
  assert.deepEqual(done, { ok: true, caseId, receipt: `${path}/kvitto` });
  assert.match(read((await his.get(`${path}/kvitto`)).text), /Vi har fått din del/);
  assert.match(read((await his.get(`${path}/skickat`)).text), /9 640/);
  assert.doesNotMatch(read((await hers.get(`${path}/skickat`)).text), /9 640/);
  assert.match(read((await hers.get(path)).text), /Den andra sökande fyllde i sin del och skrev under\./);
  assert.doesNotMatch(read((await his.get('/mina-sidor')).text), /Fyll i din del/);
  const [row] = await house.asOwner<{ waiting_for: string | null; complete: boolean }>(
    'select waiting_for, complete_at is not null as complete from cases.case_file where id = $1', [caseId]);
  assert.deepEqual(row, { waiting_for: null, complete: true });
});

test('the extract holds one\'s own and nothing of the other\'s', async () => {
  const shown = await his.get('/mina-sidor/utdrag');
  assert.equal(shown.status, 200);
  const names = [...shown.text.matchAll(/<dt>([^<]*)<\/dt>/g)].map(([, name]) => name!);
  assert.deepEqual(names.filter((name) => /[_]|^[a-z]/.test(name)), [], 'every field has a name in words');
  assert.doesNotMatch(shown.text, /<dd>(economicAid\w*|\d{4}-\d{2}-\d{2}|message|decision)<\/dd>/);
  const extract = await his.get('/mina-sidor/utdrag/fil');
  assert.match(extract.headers['content-type']!, /^application\/json/);
  const all = JSON.parse(extract.text) as Record<string, unknown>;
  assert.deepEqual(['identity', 'messages', 'services', 'cases'].filter((room) => !(room in all)), []);
  assert.match(extract.text, /Westmark/);
  assert.match(extract.text, /9[\s\u00a0]640/);
  assert.doesNotMatch(extract.text, /8[\s\u00a0]420|gäller bara mig/);
  const page = await hers.get('/mina-sidor/utdrag');
  assert.match(read(page.text), /Allt vi har om dig.*Det här gäller bara mig\./);
});
