import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { makeQueueTown } from '../../src/queue/testing.ts';
import { changeLane } from '../../src/queue/store/lanes.ts';
import { looksOf } from '../../src/queue/looks.ts';
import { cookieNames } from '../../src/identity/testing.ts';
import { launchBrowser } from '../browser.ts';
import { allOf, told } from './combinations.ts';
import { arrange, look, withAxe } from './look.ts';

const minute = 60_000;
const { house, tenant, origin, worker, lane, joinAs, visitor, wait } = await makeQueueTown();
const browser = await launchBrowser();
house.atEnd(() => browser.close());
const combinations = allOf(['sv', 'sv-simple', 'en']);
let turn = 0;

/** Each page in the next of the combinations: over the lanes every language, with and without script, in both schemes. */
async function looked(page: Page, path: string, says: RegExp): Promise<void> {
  const combination = combinations[turn++ % combinations.length]!;
  // With a query of its own: a lane's page is else the same for a second.
  const address = `${origin}${path}${path.includes('?') ? '&' : '?'}a=${turn}`;
  await arrange(page, { ...combination, language: 'sv' }, origin);
  await page.goto(address);
  assert.match(await page.locator('body').innerText(), says);
  await arrange(page, combination, origin);
  await page.goto(address);
  await look(page, `${path}, ${told(combination)}`);
}

test('axe finds nothing on any page of a lane, however it stands, and none is wider than 320 px', async () => {
  const page = await withAxe(await (await browser.newContext()).newPage());
  const now = house.clock.now().getTime();
  const change = async (id: Awaited<ReturnType<typeof lane>>, what: Parameters<typeof changeLane>[2]) => {
    await house.db.system(tenant, 'test', (tx) => changeLane(tx, id, what));
    looksOf(house).forget(tenant);
  };
  await lane({ slug: 'snart', kind: 'announced', guards: '/snart', registersAt: new Date(now + 60 * minute), opensAt: new Date(now + 120 * minute) });
  await looked(page, '/ko/snart', /Anmälan till kön öppnar/);
  const drawn = await lane({ slug: 'lottad', kind: 'announced', guards: '/prov', registersAt: new Date(now - minute), opensAt: new Date(now + 60 * minute), perMinute: 1 });
  await looked(page, '/ko/lottad', /Anmäl dig till kön/);
  await looked(page, '/ko/lottad/lottning', /Kön har inte öppnat än/);
  const registered = await joinAs(visitor(), 'lottad');
  await looked(page, registered.pathname + registered.search, /Du är anmäld/);
  await change(drawn, { opens_at: house.clock.now() });
  await looked(page, '/ko/lottad/lottning', /Räkna efter/);

  const always = await lane({ slug: 'alltid', guards: '/sida', perMinute: 20, claimMinutes: 20, passMinutes: 10, supply: 1 });
  await looked(page, '/ko/alltid', /Ställ dig i kön/);
  const [first, second] = [await joinAs(visitor(), 'alltid'), await joinAs(visitor(), 'alltid')].map((at) => at.pathname + at.search);
  await looked(page, second!, /En person är före dig[^]*Det är troligt att det tar slut/);
  await wait(4);
  await looked(page, first!, /Det är din tur/);
  await arrange(page, { language: 'sv', script: true, dark: false }, origin);
  await page.goto(origin + first!);
  await page.getByRole('button', { name: 'Gå in nu' }).click();
  await looked(page, '/sida', /Du kan vara här till kl/);
  house.clock.forward(6 * minute);
  await looked(page, '/sida', /Din tid här går ut kl/);
  await looked(page, '/ko/alltid/min-plats', /Du är inne/);
  house.clock.forward(6 * minute);
  await looked(page, '/ko/alltid/min-plats', /Din tid har gått ut/);
  house.clock.forward(60 * minute);
  await looked(page, second!, /Din tur har passerat/);
  await looked(page, '/ko/alltid/min-plats?b=0.aaaaaaaaaaaaaaaa', /./);
  await change(always, { paused_at: house.clock.now() });
  await looked(page, '/ko/alltid', /Kön står stilla/);
  await change(always, { through_since: house.clock.now() });
  await looked(page, '/ko/alltid', /Det är ingen kö just nu/);
  await change(always, { ended_at: house.clock.now() });
  await looked(page, '/ko/alltid', /Kön är stängd/);
});

test('axe finds nothing on staff\'s pages of lanes', async () => {
  const context = await browser.newContext();
  const client = await worker('administrator');
  // `.localhost` counts as secure, though its address does not say so.
  await context.addCookies([{ name: cookieNames.staff, value: client.cookie(cookieNames.staff)!, url: origin.replace('http:', 'https:'), secure: true, httpOnly: true }]);
  const page = await withAxe(await context.newPage());
  await lane({ slug: 'ring', guards: '/prov/steg', perMinute: 60 });
  await client.post('/handlaggning/koer/ring/plats', { name: 'Gun Ring', phone: '070-174 06 05', channel: 'phone' });
  await wait(4);
  for (const [path, says] of [
    ['', /Gör en kö/], ['/ny', /Vem är kön till för/], ['/ring', /Gun Ring[^]*Nådde personen/], ['/ring?sok=9', /Ingen har fått det numret/], ['/ring?fraga=end', /Kön kan inte öppnas igen/],
  ] as const) await looked(page, `/handlaggning/koer${path}`, says);
});

test('with the keyboard alone one joins, goes in, and is given more time without losing what one writes', async () => {
  await lane({ slug: 'tangent', guards: '/sida', perMinute: 60, passMinutes: 10 });
  const page = await (await browser.newContext({ viewport: { width: 320, height: 640 } })).newPage();
  await page.goto(`${origin}/sida`);
  const press = async (name: string | RegExp) => {
    const button = page.getByRole('button', { name });
    for (let tabs = 0; tabs < 40 && !await button.evaluate((one) => one === document.activeElement); tabs++) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
  };
  await press('Ställ dig i kön');
  await page.waitForURL(/min-plats/);
  await wait(4);
  await page.reload();
  await press('Gå in nu');
  await page.waitForURL(/\/sida$/);
  house.clock.forward(6 * minute);
  await page.reload();
  await page.evaluate(() => { document.querySelector('main')!.append(document.createElement('textarea')); });
  await page.locator('textarea').fill('det jag skriver');
  await page.evaluate(() => { window.scrollTo(0, 0); (document.activeElement as HTMLElement).blur(); });
  await press(/^Ge mig mer tid/);
  await page.getByRole('status').filter({ hasText: 'Du har fått mer tid' }).waitFor();
  assert.equal(await page.locator('textarea').inputValue(), 'det jag skriver');
});
