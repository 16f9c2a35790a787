import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { openDemoTown, type DemoTown } from './demo-town.ts';
import { decide, inquire, tab, takeCase } from './officer.ts';
import { read, says } from './read.ts';
import { fillPage, walk, type Wishes } from './walk.ts';

const demo = await openDemoTown([
  'bygglov', 'bostadsanpassning', 'ekonomiskt-bistand-forsta', 'parkeringstillstand', 'felanmalan', 'orosanmalan', 'synpunkt', 'allman-handling',
]);
const region = await openDemoTown(['receptfornyelse'], 'region-exempel');
/** A phone, without JavaScript. */
const phone = { width: 390 };
const today = new Date().toISOString().slice(0, 10);

/** Fills in a service as someone signed in, every page read and seen to fit, signs where that is asked and sends in. @returns the number of the case */
async function sendIn(where: DemoTown, alias: string, path: string, wishes: Wishes): Promise<{ page: Page; number: string; met: string }> {
  const page = await where.as(alias, { ...phone, till: `/tjanster/${path}/borja` });
  await page.getByRole('button', { name: 'Börja' }).click();
  const met: string[] = [];
  await walk(page, wishes, async (asked) => { met.push(await read(asked)); });
  met.push(await read(page));
  assert.match(page.url(), /granska$/, met.at(-1));
  await page.getByRole('button', { name: /skicka in/i }).click();
  if (page.url().startsWith(where.issuer)) await page.getByRole('button', { name: 'Skriv under' }).click();
  const number = /[A-ZÅÄÖ]{1,5} \d{4}-\d{6}-\d/.exec(await says(page, /\d{4}-\d{6}-\d/))![0];
  return { page, number, met: met.join('\n') };
}

/** Fills in a service without signing in and sends it. @returns what the receipt says */
async function sendUnknown(path: string, wishes: Wishes): Promise<{ page: Page; receipt: string; met: readonly string[] }> {
  const page = await demo.visitor(phone);
  await page.goto(`${demo.origin}/tjanster/${path}`);
  await read(page);
  await page.locator('main a[href$="/utan-inloggning"]').first().click();
  const met: string[] = [];
  const send = page.getByRole('button', { name: /^Skicka/ });
  for (let step = 0; step < 20 && !await send.count(); step++) {
    met.push(await read(page));
    await fillPage(page, wishes);
    await page.getByRole('button', { name: 'Fortsätt' }).click();
    assert.deepEqual(await page.locator('#error-summary').allInnerTexts(), []);
  }
  met.push(await read(page));
  await send.click();
  return { page, receipt: await read(page), met };
}

test('bygglov: the first questions show that a permit is needed, it is applied for on a phone, and the officer gives it', async () => {
  const { number, met } = await sendIn(demo, 'anna', 'bygglov', {
    measure: 'extension', house: 'small', area: '34', inPlan: 'yes', nearBoundary: 'no', valuable: 'no', applyFor: 'permit', applicantIs: 'person',
    estate: 'Eken 3', estateAddress: 'Lindgatan 3', owns: 'sole', description: 'Ett rum mot trädgården.', dwellings: '1', grossArea: '168', deviates: 'no', shore: 'no',
    hasInspector: 'later', payer: 'applicant', drawingKind: 'site', later: 'yes',
  });
  assert.match(met, /Behöver du lov\?[\s\S]*Situationsplan eller karta/);
  assert.doesNotMatch(met, /Du behöver troligen inget lov/, '34 square metres are more than what is free');
  const sara = await demo.as('sara', { staff: true });
  await takeCase(sara, number);
  assert.match(await read(sara), /Anna Sjölind[\s\S]*Ett rum mot trädgården/);
  await inquire(sara, {
    stage: 'permit', bias: 'no', complete: 'complete', rules: 'current', visit: 'photos', planStatus: 'plan', planName: 'detaljplanen för kvarteret Eken, P 1987:4',
    required: 'required', planAgree: 'agrees', suitable: 'yes', nuisanceCaused: 'no', shoreStatus: 'no', designOk: 'yes', accessOk: 'yes', hearingNeeded: 'no', whole: 'whole',
  });
  await tab(sara, 'Beslut');
  await sara.getByLabel('Gäller till och med').first().fill('2031-12-01');
  await decide(sara);
  await says(sara, /punkt 7\.1/);
  const anna = await demo.as('anna', phone);
  await anna.getByRole('link', { name: 'Läs ditt beslut' }).click();
  assert.match(await read(anna), /Ja\. Du får lov\.[\s\S]*startbesked/);
});

test('bostadsanpassning: each measure with why it is needed, sent in', async () => {
  const { page, met } = await sendIn(demo, 'anna', 'bostadsanpassning', {
    applyFor: 'adapt', discharge: 'no', contactOther: 'no', homeKind: 'flat', tenure: 'ownAlone', permanent: 'yes', moved: 'no', adults: '1', children: '0', lasting: 'always',
    aids: ['walker'], room: 'bathroom', what: 'shower', cost: '65 000', already: 'no', mayAskCare: 'no', carriesOut: 'self', payTo: 'me',
    'account.clearing': '6000', 'account.account': '123456789',
  });
  assert.match(met, /Byta badkar mot dusch[\s\S]*65\s000\skr[\s\S]*Vad är det som inte går i dag\?/);
  assert.match(await read(page), /Enheten för bostadsanpassning[\s\S]*Underskriven av\s+Anna Sjölind/);
});

test('ekonomiskt bistånd for the first time: sent in on a phone, seen by the officer', async () => {
  const { number } = await sendIn(demo, 'carina', 'ekonomiskt-bistand', {
    acute: 'no', monthAsked: today.slice(0, 7), why: 'Jag blev uppsagd i september.', livedOn: ['wage'], appliedOther: 'no',
    family: 'single', hasChildren: 'no', othersAtHome: '0', tenure: 'rental', rentPaid: 'paid', livesSince: '2020-05-01', later: 'yes', rentDebtAsked: 'no',
    hasExpenses: 'yes', kind: 'rent', amount: '6 000', hasIncomes: 'no', expectsIncome: 'no', hasSavings: 'no', ownsBusiness: 'no', hasDebts: 'no',
    situation: 'jobSeeking', situationSince: '2026-10-01', registered: 'registered', followedPlan: 'followed', hasCare: 'no',
    'account.clearing': '9990', 'account.account': '1234567', rentTo: 'me', meetingWay: 'phone', meetingTimes: ['mornings'],
  });
  const nils = await demo.as('nils', { staff: true });
  await takeCase(nils, number);
  assert.match(await read(nils), /Carina Westmark[\s\S]*Jag blev uppsagd i september[\s\S]*6\s000\skr[\s\S]*Clearingnummer 9990/);
});

test('parkeringstillstånd: the certificate and the photo are promised for later, and the application is sent in', async () => {
  const { page, met } = await sendIn(demo, 'anna', 'parkeringstillstand', {
    kind: 'first', drives: 'driver', distance: 'to50', aids: ['stick'], duration: 'always', later: 'yes', mayAskCare: 'yes', collect: 'post',
  });
  assert.match(met, /Läkarintyg\s+Jag skickar in det senare[\s\S]*Foto av ditt ansikte\s+Jag skickar in det senare/);
  assert.match(await read(page), /Parkeringsenheten[\s\S]*Du får beslut senast/);
});

test('felanmälan without a name gives a number and a code, and the code opens how it goes', async () => {
  const { page, receipt } = await sendUnknown('felanmalan', { kind: 'road', danger: 'no', 'place.description': 'Storgatan 4', description: 'Ett djupt hål.', affects: 'no', wantsAnswer: 'no' });
  const number = /TN \d{4}-\d{6}-\d/.exec(receipt)![0];
  const code = await page.locator('.code').innerText();
  // Another day, in another window.
  const later = await demo.visitor(phone);
  await later.goto(`${demo.origin}/svar`);
  await later.locator('main input[name=kod]').fill(code);
  await later.locator('main form button').click();
  const status = await read(later);
  assert.ok(status.includes(number));
  assert.match(status, /Så går det för ärendet[\s\S]*En handläggare ska läsa det/);
});

test('orosanmälan without a name leaves neither number nor code, and can be left in a hurry on every page', async () => {
  const { page, receipt, met } = await sendUnknown('orosanmalan', {
    inDanger: 'no', reporter: 'private', saysName: 'no', school: 'Ekskolan 2 B', kinds: ['neglect'], seen: 'Barnet har inga vinterkläder.', howLong: 'weeks', now: 'no', afraid: 'no', siblings: 'no',
  });
  assert.ok([...met, receipt].every((text) => text.includes('Lämna sidan snabbt')));
  assert.match(receipt, /Du kan stänga sidan nu/);
  assert.doesNotMatch(receipt, /\d{4}-\d{6}-\d/);
  assert.equal(await page.locator('.code').count(), 0);
  assert.deepEqual(await page.context().cookies(), [], 'nor anything in the browser');
  const sofia = await demo.as('sofia', { staff: true, till: '/handlaggning?visa=nya' });
  await sofia.locator('main').getByRole('link', { name: /^SN \d{4}/ }).first().waitFor();
});

test('a suggestion without a name is received with a code, where the answer can be read', async () => {
  const { receipt } = await sendUnknown('synpunkt', { kind: 'suggestion', area: 'leisure', text: 'Öppna biblioteket på söndagar.', wantsAnswer: 'no' });
  assert.match(receipt, /KS \d{4}-\d{6}-\d[\s\S]*Din kod\s+([2-9A-HJ-NP-Z]{3}-){3,}/);
});

test('from the service for official records to the form of the register, without saying who one is', async () => {
  const page = await demo.visitor(phone);
  await page.goto(`${demo.origin}/tjanster/allman-handling`);
  assert.match(await read(page), /Du behöver inte säga vem du är/);
  await page.getByRole('link', { name: 'Fyll i utan att logga in' }).click();
  assert.equal(new URL(page.url()).pathname, '/diarium/begar-ut');
  await read(page);
  await page.getByLabel('Byggnadsnämnden').check();
  await page.locator('textarea[name=wanted]').fill('Bygglovet för Lindgatan 3');
  await page.locator('input[name=delivery][value=collect]').check();
  await page.locator('main form button').click();
  assert.match(await read(page), /Vi har fått din begäran[\s\S]*BN U \d{4}-\d{4}/);
});

test('receptförnyelse at the region: asked for on a phone, read by the nurse', async () => {
  const { number } = await sendIn(region, 'anna', 'fornya-recept', {
    acute: ['none'], name: 'Provmedicin', strength: '10 mg', dose: '1 om dagen', why: 'Blodtryck', asPrescribed: 'yes', left: 'weeks', effect: 'well', sideEffects: 'no',
    changedHealth: ['nothing'], lastVisit: 'year',
  });
  const moa = await region.as('moa', { staff: true });
  await takeCase(moa, number);
  assert.match(await read(moa), /Anna Sjölind[\s\S]*Provmedicin[\s\S]*10 mg/);
});
