import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { seedWhenEmpty } from '../../demo/seed.ts';
import { openDemoTown } from '../journeys/demo-town.ts';
import { walk } from '../journeys/walk.ts';
import { allOf, pairwise, type Combination } from './combinations.ts';
import { arrange, look } from './look.ts';
import { pages } from './pages.ts';

/** Pairs of language, script and scheme; everything with everything in the long run. */
const full = process.env.TEST_FULL === '1';
const chosen = full ? (...[languages]: Parameters<typeof pairwise>) => allOf(languages) : pairwise;

const demo = await openDemoTown();
const windows = new Map<string, Page>();

/** One window for each person, kept: signing in takes longer than looking. */
async function windowOf(alias?: string): Promise<Page> {
  const known = windows.get(alias ?? '');
  if (known) return known;
  const staff = ['karin', 'nils', 'maria', 'petra', 'ragnar'].includes(alias ?? '');
  const page = alias ? await demo.as(alias, { staff, width: 1280 }) : await demo.visitor({ width: 1280 });
  windows.set(alias ?? '', page);
  return page;
}

before(async () => {
  await seedWhenEmpty(demo.house, demo.town.id);
  const anna = await windowOf('anna');
  await anna.goto(`${demo.origin}/tjanster/fardtjanst/borja`);
  await anna.getByRole('button', { name: 'Börja' }).click();
});

const told = ({ language, script, dark }: Combination) => `${language}, ${script ? 'script' : 'no script'}, ${dark ? 'dark' : 'light'}`;

for (const [place, { name, as, languages, open }] of pages.entries()) {
  test(`axe finds nothing, and nothing is too wide, on ${name}${as ? ` as ${as}` : ''}`, async () => {
    const page = await windowOf(as);
    for (const combination of chosen(languages, place)) {
      await arrange(page, combination, demo.origin);
      await open(page, demo.origin);
      await look(page, told(combination));
    }
  });
}

test('axe finds nothing on any page of an application, empty, refused or filled in, nor on the way over signing to the receipt', async () => {
  const page = await windowOf('bertil');
  const combinations = allOf(['sv', 'sv-simple', 'en']);
  let place = 0;
  for (const rounds = full ? combinations.length : 1; place < rounds * 1_000; place = 1_000 * (Math.floor(place / 1_000) + 1)) {
    await arrange(page, combinations[0]!, demo.origin);
    await page.goto(`${demo.origin}/tjanster/fardtjanst/borja`);
    await page.locator('main form button').last().click();
    await walk(page, { hinder: ['walk', 'board', 'wait', 'other'], until: '2027-12-31', 'until.end': '2027-12-31', contactOther: 'yes', needsCompanion: 'yes', vehicle: ['lift'], chairWeight: '180', varies: ['winter'], duration: 'until' },
      async () => {
        const combination = combinations[(place++ + Math.floor(place / 1_000)) % combinations.length]!;
        await arrange(page, combination, demo.origin);
        const address = page.url();
        await page.goto(address);
        await look(page, `${address} ${told(combination)}`);
        await page.locator('main form button:not([name=do])').first().click();
        // Where nothing must be answered the press leads on: back to where the walk is.
        if (page.url() === address) await look(page, `${address} refused, ${told(combination)}`);
        else await page.goto(address);
      });
    assert.match(page.url(), /granska$/);
    await look(page, 'the check of all answers');
    await page.locator('main form button').click();
    assert.ok(page.url().startsWith(demo.issuer));
    await look(page, 'signing at the demonstration provider');
    await page.getByRole('button', { name: 'Skriv under' }).click();
    await page.waitForURL(/kvitto/);
    await look(page, 'the receipt');
  }
});

test('axe finds nothing on the demonstration provider\'s own pages', async () => {
  const page = await demo.visitor({ width: 1280 });
  for (const dark of [false, true]) {
    await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
    await page.goto(demo.issuer);
    await look(page, `who can be tried, ${dark ? 'dark' : 'light'}`);
    for (const entrance of ['/logga-in', '/handlaggning/logga-in']) {
      await page.goto(demo.origin + entrance);
      await page.locator('main form button').click();
      assert.ok(page.url().startsWith(demo.issuer), entrance);
      await look(page, `whom to be at ${entrance}, ${dark ? 'dark' : 'light'}`);
    }
  }
});
