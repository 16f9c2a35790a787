import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDraft } from '../../src/services/drafts.ts';
import type { Answers } from '../../src/forms/index.ts';
import type { Resident, Uuid } from '../../src/platform/index.ts';
import { makeTown, meet, signedInResident } from '../../src/cases/testing.ts';
import { rooms } from '../../src/sprang.ts';
import { serve, testHouse } from '../support/index.ts';

const house = await testHouse({ rooms });
const server = await serve(house);
const town = await makeTown(house, ['bygglov', 'bostadsanpassning']);
const sven = await meet(house, town, 'Sven', 'Ärlig', '189303019801');

/** A draft that has come this far, and a browser of the person whose it is. */
async function halfway(service: string, answers: Answers) {
  const principal: Resident = { kind: 'resident', sessionId: sven, personId: sven, level: 3, provenAt: house.clock.now() };
  const versionId = town.versions.find((one) => one.service === service)!.id;
  const id: Uuid = await house.db.transaction('resident', { tenant: town.id, person: sven }, principal, (tx) =>
    createDraft(tx, { versionId, personId: sven, startedBy: sven, content: { answers, typed: {}, language: 'sv' } }));
  return { browser: await signedInResident(house, server, town, sven), base: `/ansokan/${id}` };
}

const garage: Answers = { measure: 'complement', house: 'small', area: 25, height: 3, inPlan: true, nearBoundary: false, valuable: false };

test('who needs no permit is told so, and where to turn; the way ends there, and nothing can be sent in', async () => {
  const { browser, base } = await halfway('buildingPermit', garage);
  const told = await browser.get(`${base}/sida/perhapsNot`);
  assert.match(told.text, /Du behöver troligen inget lov/);
  const ended = await browser.post(`${base}/sida/perhapsNot`, { applyAnyway: 'no' }, { follow: true });
  assert.match(ended.url.pathname, /\/sida\/noPermit$/);
  const main = ended.text.slice(ended.text.indexOf('<main'), ended.text.indexOf('</main>'));
  assert.match(main, /href="\/kontakt"/);
  assert.doesNotMatch(main, /Spara och fortsätt</);
  await browser.post(`${base}/granska`, { do: 'send' });
  const [sent] = await house.asOwner<{ count: number }>('select count(*)::int as count from cases.case_file where tenant_id = $1', [town.id]);
  assert.equal(sent!.count, 0);
});

test('who wants a permit anyway goes on to what is applied for', async () => {
  const { browser, base } = await halfway('buildingPermit', garage);
  const next = await browser.post(`${base}/sida/perhapsNot`, { applyAnyway: 'yes' }, { follow: true });
  assert.match(next.url.pathname, /\/sida\/kindPage$/);
});

test('a page that comes once for each row says which row it is about', async () => {
  const { browser, base } = await halfway('housingAdaptation', {
    applyFor: 'adapt',
    measures: [{ id: 'r1', answers: { room: 'bathroom', what: { code: 'shower' } } }, { id: 'r2', answers: { room: 'kitchen', what: { other: 'Ett lägre skåp' } } }],
  });
  assert.match((await browser.get(`${base}/sida/whyPage~r1`)).text, /Åtgärd 1: Badrum eller toalett, Byta badkar mot dusch/);
  assert.match((await browser.get(`${base}/sida/whyPage~r2`)).text, /Åtgärd 2: Kök, Ett lägre skåp/);
});
