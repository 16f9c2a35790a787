import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openDemoTown } from './demo-town.ts';
import { fillPage, walk } from './walk.ts';

const demo = await openDemoTown(['fardtjanst']);
const answers = { hinder: ['walk', 'board'], distance: 'to50', until: '', contactOther: 'no' };

test('färdtjänst on a phone without JavaScript: found, begun, left, come back to, checked, signed, sent in', async () => {
  const visitor = await demo.visitor();
  await visitor.goto(demo.origin);
  await visitor.getByRole('link', { name: 'Färdtjänst' }).first().click();
  assert.match(await visitor.locator('main').innerText(), /Vem kan ansöka\?[\s\S]*Hur lång tid tar det\?[\s\S]*Så avgörs det[\s\S]*031-390 06 40/);

  const anna = await demo.as('anna', { till: '/tjanster/fardtjanst/borja' });
  await anna.getByRole('button', { name: 'Börja' }).click();
  await fillPage(anna, answers);
  await anna.getByRole('button', { name: 'Spara och fortsätt en annan dag' }).click();
  assert.match(anna.url(), /mina-sidor/);

  const later = await demo.as('anna', { till: '/mina-sidor' });
  await later.getByRole('link', { name: /Fortsätt med Färdtjänst/ }).click();
  await walk(later, answers);
  assert.match(later.url(), /granska$/);
  await later.getByRole('button', { name: 'Skriv under och skicka in' }).click();
  assert.ok(later.url().startsWith(demo.issuer));
  assert.match(await later.locator('body').innerText(), /Jag ansöker om: Färdtjänst[\s\S]*SHA-256/);
  await later.getByRole('button', { name: 'Skriv under' }).click();
  await later.waitForURL(/kvitto/);
  assert.match(await later.locator('main').innerText(), /TN /);
});
