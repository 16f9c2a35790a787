import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { lastMonthsAid } from '../../demo/seed/last-month.ts';
import { addDays } from '../../src/platform/index.ts';
import { openDemoTown } from './demo-town.ts';
import { decide, inquire, tab, takeCase } from './officer.ts';
import { downloaded, read, says } from './read.ts';
import { stepsOf } from './steps.ts';
import { walk } from './walk.ts';

const demo = await openDemoTown(['ekonomiskt-bistand-manad']);
before(() => lastMonthsAid(demo.house, demo.town.id));
const phone = { width: 320 };
const today = new Date().toISOString().slice(0, 10);

test('economic aid for another month, by two who apply together', async (t) => {
  const step = stepsOf(t);
  let number = '';

  await step('Carina finds last month\'s answers in place, changes what is different, signs and sends in', async () => {
    const carina = await demo.as('carina', { ...phone, till: '/tjanster/ekonomiskt-bistand-ny-manad/borja' });
    await carina.getByRole('button', { name: 'Börja' }).click();
    const met: string[] = [];
    await walk(carina, {
      acute: 'no', monthAsked: today.slice(0, 7), changes: ['nothing'], hasExpenses: 'yes', hasIncomes: 'no', hasSavings: 'no',
      situation: 'working', newIncome: 'no', followedPlan: 'followed', hasCare: 'no', rentPaid: 'paid',
    }, async (page) => { met.push(await read(page)); });
    assert.match(met.join('\n'), /Stämmer det\?[\s\S]*David/);
    assert.match(await read(carina), /9\s850/);
    await carina.getByRole('button', { name: 'Skriv under och skicka in' }).click();
    await carina.getByRole('button', { name: 'Skriv under' }).click();
    number = /SN \d{4}-\d{6}-\d/.exec(await says(carina, /SN /))![0];
    assert.match(await read(carina), /Den du söker tillsammans med har fått en inbjudan/);
  });

  await step('David finds the invitation, answers for himself and signs', async () => {
    const david = await demo.as('david', phone);
    await david.getByRole('link', { name: 'Fyll i din del och skriv under' }).click();
    await read(david);
    await david.getByRole('button', { name: 'Fyll i din del' }).click();
    const met: string[] = [];
    await walk(david, {
      hasIncomes: 'yes', received: addDays(today, -3), amount: '9 640', hasSavings: 'no', situation: 'jobSeeking', followedPlan: 'followed', hasCare: 'no',
    }, async (page) => { met.push(await read(page)); });
    assert.doesNotMatch(met.join('\n'), /Månadens kostnader/, 'what they share is not asked of him');
    await david.getByRole('button', { name: 'Skriv under och skicka in' }).click();
    await david.getByRole('button', { name: 'Skriv under' }).click();
    await says(david, /SN /);
  });

  await step('Carina sees that David has done his part, and nothing of what he answered', async () => {
    const carina = await demo.as('carina', phone);
    await carina.getByText(number).first().waitFor();
    await carina.locator('main a[href*="/arenden/"]').first().click();
    assert.match(await read(carina), /Den andra sökande fyllde i sin del och skrev under/);
    await carina.getByRole('link', { name: 'Det du har skickat in' }).click();
    const sent = await read(carina);
    assert.match(sent, /Hyra eller avgift för bostaden/);
    assert.doesNotMatch(sent, /Sökt arbete/);
  });

  const nils = await demo.as('nils', { staff: true });
  await step('Nils sees what was answered, the calculation and the rows of the norm it read', async () => {
    await takeCase(nils, number);
    assert.match(await read(nils), /Carina Westmark[\s\S]*David Westmark/);
    await tab(nils, 'Utredning');
    const calculation = await read(nils);
    assert.match(calculation, /Riksnormen för hushållet[\s\S]*16\s900/);
    assert.match(calculation, /Exempel|exempel/);
  });

  await step('Nils inquires and decides part by part', async () => {
    await inquire(nils, {
      contacts: ['application'], sampled: 'no', householdChecked: 'agrees', householdAsSaid: 'asSaid', incomesChecked: ['lastMonth'], incomesDiffer: 'no',
      jobStimulus: 'notRelevant', exemptAmount: '0', meansCover: 'no', available: 'does', normOk: 'full', rentSeen: 'yes', rentOk: 'reasonable',
      electricityOk: 'reasonable', insuranceOk: 'reasonable', unionFeeOk: 'reasonable', travelOk: 'reasonable', otherOk: 'inNorm',
    });
    await tab(nils, 'Beslut');
    assert.match(await read(nils), /Ja, enligt punkt 3\.1/);
    await decide(nils, { unheard: true });
    assert.match(await says(nils, /punkt 3\.1/), /Delvis bifall[\s\S]*Riksnorm[\s\S]*16\s900/);
    assert.equal(await downloaded(nils, 'Läs brevet'), '%PDF-');
  });

  await step('Carina and David each read the decision with the calculation, and each has a clock of their own', async () => {
    const carina = await demo.as('carina', phone);
    await carina.getByRole('link', { name: 'Läs ditt beslut' }).click();
    assert.match(await read(carina), /Så har vi räknat[\s\S]*Riksnormen för hushållet/);
    await nils.reload();
    assert.match(await read(nils), /Carina Westmark[^\n]*öppnade det på Mina sidor[\s\S]*David Westmark[^\n]*Inte än/);
  });
});
