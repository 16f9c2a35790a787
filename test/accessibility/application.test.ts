import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openDemoTown } from '../journeys/demo-town.ts';
import { walk } from '../journeys/walk.ts';
import { allOf, told } from './combinations.ts';
import { arrange, look, withAxe } from './look.ts';

/** One walk through an application, each page in the next of the combinations; as many walks as combinations in the long run. */
const full = process.env.TEST_FULL === '1';
const demo = await openDemoTown(['fardtjanst']);

test('axe finds nothing on any page of an application, empty, refused or filled in, nor on the way over signing to the receipt', async () => {
  const page = await withAxe(await demo.as('bertil', { width: 1280 }));
  const combinations = allOf(['sv', 'sv-simple', 'en']);
  for (let round = 0; round < (full ? combinations.length : 1); round++) {
    let place = round;
    await arrange(page, combinations[0]!, demo.origin);
    await page.goto(`${demo.origin}/tjanster/fardtjanst/borja`);
    await page.locator('main form button').last().click();
    await walk(page, { hinder: ['walk', 'board', 'wait', 'other'], until: '2027-12-31', 'until.end': '2027-12-31', contactOther: 'yes', needsCompanion: 'yes', vehicle: ['lift'], chairWeight: '180', varies: ['winter'], duration: 'until' },
      async () => {
        const combination = combinations[place++ % combinations.length]!;
        await arrange(page, combination, demo.origin);
        const address = page.url();
        await page.goto(address);
        await look(page, `${address} ${told(combination)}`);
        await page.locator('main form button:not([name=do]):not([aria-hidden])').first().click();
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
  const page = await withAxe(await demo.visitor({ width: 1280 }));
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
