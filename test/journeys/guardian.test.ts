import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openDemoTown } from './demo-town.ts';
import { takeCase } from './officer.ts';
import { read, says } from './read.ts';
import { stepsOf } from './steps.ts';
import { walk } from './walk.ts';

const demo = await openDemoTown(['fardtjanst']);
const phone = { width: 320 };

test('a guardian applies for her child', async (t) => {
  const step = stepsOf(t);
  let number = '';

  await step('Eva chooses Hugo, and always sees for whom', async () => {
    const eva = await demo.as('eva', { ...phone, till: '/mina-sidor/ombud' });
    const children = await read(eva);
    assert.ok(children.includes('Hugo Lundhage') && children.includes('Filip Lundhage'));
    await eva.getByRole('button', { name: /Hugo/ }).click();
    assert.match(await eva.locator('body').innerText(), /Hugo Lundhage/);
    await eva.goto(`${demo.origin}/tjanster/fardtjanst/borja`);
    assert.match(await read(eva), /Hugo Lundhage/);
    await eva.getByRole('button', { name: 'Börja' }).click();
    const met: string[] = [];
    await walk(eva, { hinder: ['ride', 'people'], until: '', contactOther: 'no', needsCompanion: 'yes', vehicle: ['childSeat'] }, async (page) => { met.push(await read(page)); });
    assert.ok(met.every((text) => text.includes('Hugo Lundhage')), 'on every page');
    assert.match(met.join('\n'), /Vad är svårare för barnet än för andra barn i samma ålder\?/);
    await eva.getByRole('button', { name: 'Skriv under och skicka in' }).click();
    assert.match(await eva.locator('body').innerText(), /Hugo Lundhage/);
    await eva.getByRole('button', { name: 'Skriv under' }).click();
    number = /TN \d{4}-\d{6}-\d/.exec(await says(eva, /TN /))![0];
    assert.match(await read(eva), /Eva Lundhage[\s\S]*vårdnadshavare/);
  });

  await step('the case is Hugo\'s: Eva as herself does not have it among her own', async () => {
    const eva = await demo.as('eva', phone);
    assert.ok(!(await read(eva)).includes(number));
  });

  await step('Karin, who also works with children, gets it and sees who signed', async () => {
    const karin = await demo.as('karin', { staff: true });
    await takeCase(karin, number);
    assert.match(await read(karin), /Hugo Lundhage[\s\S]*Underskriven av Eva Lundhage/);
  });
});
