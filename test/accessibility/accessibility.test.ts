import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { demoPerson } from '../../demo/people.ts';
import { seedWhenEmpty } from '../../demo/seed.ts';
import { openDemoTown } from '../journeys/demo-town.ts';
import { allOf, pairwise, told } from './combinations.ts';
import { arrange, look, withAxe } from './look.ts';
import { pages } from './pages.ts';

/** Pairs of language, script and scheme; everything with everything in the long run. */
const full = process.env.TEST_FULL === '1';
const chosen = full ? (...[languages]: Parameters<typeof pairwise>) => allOf(languages) : pairwise;

const demo = await openDemoTown(['fardtjanst', 'ekonomiskt-bistand-manad', 'felanmalan']);
const windows = new Map<string, Page>();

/** One window for each person, kept: signing in takes longer than looking. */
async function windowOf(alias?: string): Promise<Page> {
  const known = windows.get(alias ?? '');
  if (known) return known;
  const staff = alias !== undefined && demoPerson(alias)?.employment !== undefined;
  const page = await withAxe(alias ? await demo.as(alias, { staff, width: 1280 }) : await demo.visitor({ width: 1280 }));
  windows.set(alias ?? '', page);
  return page;
}

before(async () => {
  await seedWhenEmpty(demo.house, demo.town.id);
  const anna = await windowOf('anna');
  await anna.goto(`${demo.origin}/tjanster/fardtjanst/borja`);
  await anna.getByRole('button', { name: 'Börja' }).click();
});

for (const [place, { name, as, languages, once, open }] of pages.entries()) {
  test(`axe finds nothing, and nothing is too wide, on ${name}${as ? ` as ${as}` : ''}`, async () => {
    const page = await windowOf(as);
    for (const combination of chosen(languages, place, once)) {
      await arrange(page, combination, demo.origin);
      await open(page, demo.origin);
      await look(page, told(combination));
    }
  });
}

test('keys in the work list move, tick and open; what they do is shown with ?, and a press switches them off', async () => {
  const karin = await windowOf('karin');
  await arrange(karin, { language: 'sv', script: true, dark: false }, demo.origin);
  await karin.goto(`${demo.origin}/handlaggning?visa=mina`);
  const numbers = await karin.locator('[data-list-keys] tbody th a').allInnerTexts();
  assert.ok(numbers.length > 2);
  const focused = () => karin.evaluate(() => document.activeElement?.textContent);
  for (const [key, number] of [['j', numbers[0]], ['j', numbers[1]], ['k', numbers[0]], ['k', numbers[0]]] as const) {
    await karin.keyboard.press(key);
    assert.equal(await focused(), number, key);
  }
  await karin.keyboard.press('x');
  assert.deepEqual(await karin.locator('tbody input[type=checkbox]:checked').count(), 1);
  await karin.keyboard.press('?');
  await karin.locator('#kortkommandon').getByText('Nästa och föregående ärende').first().waitFor();
  await karin.getByRole('button', { name: 'Stäng av kortkommandon' }).click();
  await karin.keyboard.press('j');
  assert.equal(await focused(), 'Slå på kortkommandon');
  await karin.keyboard.press('Enter');
  await karin.keyboard.press('j');
  await Promise.all([karin.waitForURL(/\/arenden\//), karin.keyboard.press('o')]);
  assert.match(await karin.locator('main').innerText(), new RegExp(numbers[0]!));
});
