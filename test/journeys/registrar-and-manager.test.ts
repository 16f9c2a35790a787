import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { seedWhenEmpty } from '../../demo/seed.ts';
import { openDemoTown } from './demo-town.ts';
import { downloaded, read, says } from './read.ts';
import { stepsOf } from './steps.ts';
import { walk } from './walk.ts';

const demo = await openDemoTown();
before(() => seedWhenEmpty(demo.house, demo.town.id));

test('an application on paper, from the registrar to the manager', async (t) => {
  const step = stepsOf(t);
  let number = '';

  await step('Petra registers it in the same form, with how it was checked who it is from', async () => {
    const petra = await demo.as('petra', { staff: true, till: '/handlaggning/registrera' });
    await petra.getByLabel('Tjänst').selectOption({ label: 'Färdtjänst' });
    await petra.getByLabel(/personnummer/).fill('19440115-2204');
    await petra.locator('main form button').click();
    assert.match(await read(petra), /Anna Sjölind/);
    await walk(petra, { hinder: ['walk'], distance: 'to100', until: '', contactOther: 'no', needsCompanion: 'no', vehicle: ['ordinary'] });
    await petra.getByRole('radio', { name: /papper/i }).check();
    await petra.getByRole('radio', { name: /[Uu]nderskri/ }).check();
    await petra.locator('main form button').last().click();
    await petra.goto(`${demo.origin}/handlaggning/register`);
    const register = await read(petra);
    number = /TN \d{4}-\d{6}-\d/.exec(register)![0];
    assert.match(register, /Ansökan om färdtjänst/);
    assert.doesNotMatch(register, /Sjölind/, 'no names in the register');
  });

  await step('Anna has it on My pages, written down for her', async () => {
    const anna = await demo.as('anna', { width: 320 });
    assert.ok((await read(anna)).includes(number));
    await anna.getByRole('link', { name: 'Färdtjänst' }).first().click();
    await anna.getByRole('link', { name: 'Det du har skickat in' }).click();
    assert.match(await read(anna), /Vi skrev ner det här åt dig/);
  });

  const maria = await demo.as('maria', { staff: true });
  await step('Maria opens it to distribute it, and gives it to Lars', async () => {
    await maria.getByRole('link', { name: /^Nya/ }).click();
    await maria.getByRole('link', { name: number }).click();
    assert.match(await read(maria), /Anna Sjölind/);
    await maria.goto(`${maria.url()}/lamna`);
    await maria.getByLabel('Till vem?').selectOption({ label: 'Lars Höglind' });
    await maria.getByRole('button', { name: /Lämna över|Fördela/ }).click();
    const lars = await demo.as('lars', { staff: true });
    await says(lars, new RegExp(number));
  });

  await step('Maria sees lead times with their table, what has been decided by delegation as a list for the meeting, and the log of her unit', async () => {
    await maria.goto(`${demo.origin}/handlaggning/uppfoljning`);
    assert.match(await read(maria), /Hur länge väntar sökande på beslut\?/);
    await maria.goto(`${demo.origin}/handlaggning/sammantraden`);
    await maria.getByRole('textbox', { name: 'Dag' }).fill('2999-12-17');
    await maria.getByRole('button', { name: 'Lägg in' }).click();
    await maria.goto(`${demo.origin}/handlaggning/uppfoljning`);
    await maria.getByRole('link', { name: 'Delegationsbeslut till nästa möte' }).click();
    assert.match(await read(maria), /5\.3[\s\S]*Karin Almgård/);
    assert.equal(await downloaded(maria, 'Skriv ut listan (PDF)'), '%PDF-');
    await maria.goto(`${demo.origin}/handlaggning/uppfoljning/logg`);
    assert.match(await read(maria), /Karin Almgård/);
  });

  await step('an officer of another authority finds nothing of it', async () => {
    const sara = await demo.as('sara', { staff: true, till: '/handlaggning/register' });
    assert.doesNotMatch(await read(sara), /TN \d{4}/);
    const refused = await sara.goto(maria.url().replace(/uppfoljning.*/, 'uppfoljning'));
    assert.equal(refused?.status(), 403);
  });
});
