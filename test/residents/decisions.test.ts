import assert from 'node:assert/strict';
import { test } from 'node:test';
import { remindPermits } from '../../src/cases/jobs.ts';
import { residentEvents } from '../../src/cases/resident/case/events.ts';
import type { Uuid } from '../../src/platform/index.ts';
import { applicant, decide, house, read, signedInAgain, town } from './world.ts';

test('a decision: yes first, what, from when, what to do, why, how it was counted, how to appeal; opening it starts the clock', async () => {
  const { caseId, browser, path } = await applicant('Alva');
  const decision = await decide(caseId);
  assert.match(read((await browser.get('/mina-sidor')).text), /Läs ditt beslut/);
  assert.doesNotMatch(read((await browser.get(path)).text), /FT-1| Ja /, 'what it says is shown when it is opened');
  const before = await house.asOwner<{ served_at: Date | null }>('select served_at from cases.notification where case_id = $1', [caseId]);
  assert.deepEqual(before, [{ served_at: null }]);
  const page = read((await browser.get(`${path}/beslut/${decision}`)).text);
  const order = ['Ja, du får det du sökte', 'Gäller från 1 december 2026 till och med 30 november 2028', 'Ring beställningscentralen', 'stora svårigheter', '7 § lagen (1997:736)',
    'Riksnormen', 'single', 'räknar en människa om', 'Överklagandet ska ha kommit in senast 11 december 2026'];
  const places = order.map((words) => page.indexOf(words));
  assert.ok(places.every((place) => place >= 0), order.filter((_, index) => places[index]! < 0).join());
  assert.deepEqual(places, [...places].sort((a, b) => a - b));
  assert.match(page, /Läs beslutet på lätt svenska .*Ja\. Du får det du har sökt\./);
  const served = await house.asOwner<{ served_how: string; appeal_until: string }>('select served_how, appeal_until::text from cases.notification where case_id = $1', [caseId]);
  assert.deepEqual(served, [{ served_how: 'opened', appeal_until: '2026-12-11' }]);
  house.clock.forward(86_400_000);
  const again = await signedInAgain(caseId);
  await again.get(`${path}/beslut/${decision}`);
  assert.deepEqual(await house.asOwner('select served_how, appeal_until::text from cases.notification where case_id = $1', [caseId]), served, 'reading again moves nothing');
  assert.match(read((await again.get(path)).text), /Färdtjänst.*FT-1.*30 november 2028.*Börjar gälla senare/);
  house.clock.forward(-86_400_000);
});

test('a decision that is made but not sent is not shown', async () => {
  const { caseId, browser, path } = await applicant('Tove');
  const decision = await decide(caseId);
  await house.asOwner('delete from cases.notification where case_id = $1', [caseId]);
  assert.equal((await browser.get(`${path}/beslut/${decision}`)).status, 404);
  assert.doesNotMatch(read((await browser.get(path)).text), /beslutade|Läs beslutet/);
});

test('an appeal is received also when it is late, and says that it will be tried whether it came in time', async () => {
  const { caseId, path, browser } = await applicant('Greta');
  const decision = await decide(caseId, { outcome: 'refused' });
  assert.match(read((await browser.get(`${path}/beslut/${decision}`)).text), /Nej, du får inte det du sökte/);
  house.clock.forward(40 * 86_400_000);
  const late = await signedInAgain(caseId);
  assert.match(read((await late.get(`${path}/beslut/${decision}`)).text), /skulle ha kommit in senast 11 december 2026.*Vi tar alltid emot ett överklagande/);
  assert.equal((await late.multipart(`${path}/beslut/${decision}/overklaga`, { andring: '', varfor: '' }, [])).status, 422);
  const sent = await late.multipart(`${path}/beslut/${decision}/overklaga`, { andring: 'Jag vill ha färdtjänst.', varfor: 'Ni har missat intyget.' }, [], { follow: true });
  assert.match(read(sent.text), /Vi har fått ditt överklagande.*efter sista dagen.*Vi prövar om det ändå ska räknas.*Förvaltningsrätten i Exempelstad.*Jag vill ha färdtjänst\./);
  await late.multipart(`${path}/beslut/${decision}/overklaga`, { andring: 'Jag vill ha färdtjänst.', varfor: 'Ni har missat intyget.' }, []);
  const rows = await house.asOwner<{ received_day: string; in_time: boolean | null }>('select received_day::text, in_time from cases.appeal where case_id = $1', [caseId]);
  assert.deepEqual(rows, [{ received_day: '2026-12-30', in_time: null }]);
  house.clock.forward(-40 * 86_400_000);
});

test('a permit that soon ends is reminded of once, on My pages and by e-mail, in time to apply again', async () => {
  const { caseId, person, path, browser } = await applicant('Ronja');
  await browser.get(`${path}/beslut/${await decide(caseId)}`);
  const remind = () => house.db.system(town.id, 'test', remindPermits);
  assert.equal(await remind(), 0);
  house.clock.set(new Date('2028-10-06T03:10:00Z'));
  assert.ok(await remind() > 0);
  assert.equal(await remind(), 0);
  const [told] = await house.asOwner<{ ids: Record<string, Uuid> }>(
    'select ids from platform.outbox where tenant_id = $1 and event = \'cases.permitReminded\' and ids->>\'case\' = $2', [town.id, caseId]);
  await residentEvents['cases.permitReminded']!(house, { id: caseId, tenant: town.id, event: 'cases.permitReminded', ids: told!.ids, at: house.clock.now() });
  const notices = await house.asOwner('select kind from messages.dispatch where person_id = $1 and kind = \'reminder\'', [person]);
  assert.equal(notices.length, 1);
  const page = read((await (await signedInAgain(caseId)).get(path)).text);
  assert.match(page, /Går snart ut Ansök om att förlänga/);
  assert.match(page, /Vi påminde om att tillståndet snart går ut\./);
  house.clock.set(new Date('2026-11-20T09:00:00Z'));
});
