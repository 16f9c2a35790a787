import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { booking } from '../../src/booking/index.ts';
import { makeLetters } from '../../src/booking/actions/make-letters.ts';
import { cases } from '../../src/cases/index.ts';
import { hire, makeTown, meet, signedInResident, signedInStaff, type Town } from '../../src/cases/testing.ts';
import { cookieNames } from '../../src/identity/testing.ts';
import { identity } from '../../src/identity/index.ts';
import { messages } from '../../src/messages/index.ts';
import { organisation } from '../../src/organisation/index.ts';
import { services } from '../../src/services/index.ts';
import { stopService } from '../../src/services/publishing/stop-service.ts';
import { serve, testHouse, type Client } from '../support/index.ts';
import { bookTime, fillSymptoms, openDay, type Opened } from '../booking/steps.ts';
import { launchBrowser } from '../browser.ts';
import { allOf, told } from './combinations.ts';
import { arrange, look, withAxe } from './look.ts';

const house = await testHouse({ rooms: [organisation, identity, messages, booking, services, cases], now: new Date('2026-11-20T09:00:00Z') });
const server = await serve(house);
const browser = await launchBrowser();
house.atEnd(() => browser.close());
let town: Town;
let origin: string;
let desk: Client;
let hall: Opened;
let visits: Opened;
const combinations = allOf(['sv', 'sv-simple', 'en']);
let turn = 0;

before(async () => {
  town = await makeTown(house, ['provtagning'], undefined, 'region-exempel');
  origin = `http://${town.host}:${server.port}`;
  desk = await signedInStaff(house, server, town, await hire(house, town, 'Åsa Öberg', { authority: 'halso-och-sjukvardsnamnden', unit: 'vardcentral-eken', roles: ['officer', 'manager'] }));
  const common = { service: 'covidTest', kinds: ['test'], opens: '10:00', minutes: 20 };
  hall = await openDay(house, town, { ...common, day: '2026-11-24', untilDay: '2026-12-15', weekdays: [2], closes: '11:00', seats: 1 });
  visits = await openDay(house, town, { ...common, day: '2026-11-24', closes: '10:20', seats: 3, areas: ['9990'], placeId: hall.placeId });
  await openDay(house, town, { ...common, day: '2026-11-24', opens: '13:00', closes: '13:20', seats: 8, title: 'Prov för personal', placeId: hall.placeId });
});

/** A window of whoever has signed in, ready to be looked at. */
async function windowOf(client?: Client, width = 1280): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  for (const name of [cookieNames.resident, cookieNames.staff]) {
    const value = client?.cookie(name);
    // `.localhost` counts as secure, though its address does not say so.
    if (value) await context.addCookies([{ name, value, url: origin.replace('http:', 'https:'), secure: true, httpOnly: true }]);
  }
  return withAxe(await context.newPage());
}

/** Each page in the next of the combinations: every language, with and without script, in both schemes. */
async function looked(page: Page, path: string, says: RegExp, languages = true): Promise<void> {
  const combination = combinations[turn++ % combinations.length]!;
  await arrange(page, { ...combination, language: 'sv' }, origin);
  await page.goto(origin + path);
  assert.match(await page.locator('main').innerText(), says, path);
  if (languages) {
    await arrange(page, combination, origin);
    await page.goto(origin + path);
  }
  await look(page, `${path}, ${told(combination)}`);
}

test('axe finds nothing on the pages where one chooses, has, moves and cancels a time, and none is wider than 320 px', async () => {
  const anyone = await windowOf();
  await looked(anyone, '/boka/covidprov?anpassning=stepFree', /10\.20/);
  await looked(anyone, '/boka/covidprov?postnr=999+01', /Hemma hos dig/);
  await looked(anyone, '/boka/covidprov?postnr=123+45', /Vi gör inga hembesök i 123 45/);
  const person = await signedInResident(house, server, town, await meet(house, town, 'Tilda', 'Ärlig', '189001019802'));
  const page = await windowOf(person);
  await looked(page, `/boka/covidprov/tid/${visits.slots[0]}`, /Vart ska vi komma/);
  const at = (await bookTime(person, 'covidprov', hall.slots[0]!, 'test', fillSymptoms)).split('?')[0]!;
  await looked(page, `${at}?ny=1`, /Tiden är bokad[^]*Din kod/);
  await looked(page, '/mina-sidor/tider', /Prov för covid-19/);
  await looked(page, `${at}/avbokning`, /Vill du avboka/);
  await looked(page, `${at}/flytt?tid=${visits.slots[0]}`, /Flytta till den här tiden[^]*Vart ska vi komma/);
  await person.post(`${at}/avbokning`, {});
  await looked(page, at, /Boka en ny tid/);
  const stop = await house.db.system(town.id, 'test', (tx) => stopService(tx, { service: 'covidTest', from: tx.now, until: new Date(tx.now.getTime() + 60_000), why: 'Proverna är slut.', drafts: 'keep' }));
  assert.ok(stop);
  await looked(anyone, '/kontrollera-intyg', /Intygets kod/);
  await looked(anyone, '/boka/covidprov', /Just nu går det inte att boka nya tider/);
  house.clock.forward(61_000);
});

test('axe finds nothing on staff\'s pages of calendars', async () => {
  const page = await windowOf(desk);
  const weekly = { tid: hall.slots[1]!, plats: hall.placeId, kind: 'test', identity: 'number', number: '194402168597', name: 'Rut Papper', channel: 'phone', weeks: '4', valda: '1' };
  const proposed = await desk.post('/handlaggning/tider/boka', { ...weekly, valda: '' });
  const series = await desk.post('/handlaggning/tider/boka', { ...weekly, tider: [...proposed.text.matchAll(/name="tider" value="([^"]+)"/g)].map(([, id]) => id!) });
  const [booked] = await house.asOwner<{ id: string }>('select id from booking.booking where tenant_id = $1 and series_id is not null order by starts_at', [town.id]);
  await makeLetters(house, town.id);
  const day = `?plats=${hall.placeId}&dag=2026-11-24`;
  for (const [path, says] of [
    [day, /Rut Papper[^]*Flytta/], [`/vecka${day}`, /av/], [`/lista${day}`, /Rut Papper/], [`/boka?tid=${hall.slots[2]}&plats=${hall.placeId}`, /Antal veckor i rad/], [`/boka?tid=${visits.slots[0]}&plats=${hall.placeId}`, /Vart ska vi komma/],
    [series.location!.pathname.replace('/handlaggning/tider', ''), /Avboka alla/], [`/bokning/${booked!.id}`, /En av flera veckor/], [`/bokning/${booked!.id}/flytt?dag=2026-11-24`, /Ny tid/], [`/bokning/${booked!.id}/flytt?tid=${hall.slots[2]}`, /Flytta till den här tiden/],
    ['/brev', /Rut Papper|Inga brev/], ['/oppettider', /Lägg ut tider/], ['/platser', /Videosamtal/], ['/andra-tider', /Stäng tidigare/], ['/stangning', /Stäng en plats/], ['/leverans', /räcker inte till alla/], ['/vantelista', /Väntelista/], ['/provsvar', /Fil från laboratoriet/], ['/batch', /Vem har fått av en batch/], [`/bokning/${booked!.id}/identitet`, /Vems var besöket/],
  ] as const) await looked(page, `/handlaggning/tider${path}`, says, false);
});

test('with the keyboard alone one chooses a time at home, says where, and holds it', async () => {
  const page = await windowOf(await signedInResident(house, server, town, await meet(house, town, 'Kim', 'Tangent', '189002029801')), 320);
  await page.goto(`${origin}/boka/covidprov`);
  const reach = async (name: string) => {
    for (let tabs = 0; tabs < 60; tabs++) {
      await page.keyboard.press('Tab');
      const here = await page.evaluate(() => {
        const one = document.activeElement as HTMLInputElement;
        if (one === document.body) return { name: '', ring: true };
        return { name: [one.getAttribute('aria-label') ?? '', one.labels?.[0]?.innerText ?? '', one.innerText ?? ''].join(' '), ring: one.className.includes('skip-link') || [one, one.parentElement, one.parentElement?.parentElement].some((node) => node && getComputedStyle(node).outlineStyle !== 'none') };
      });
      assert.ok(here.ring, `no focus to be seen on ${here.name}`);
      if (here.name.includes(name)) return;
    }
    throw new Error(`${name} is not reached by Tab`);
  };
  const enter = () => Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
  // The filter is folded where nothing has been chosen.
  await reach('Välj plats eller språk');
  await page.keyboard.press('Enter');
  await reach('Ditt postnummer');
  await page.keyboard.type('999 01');
  await enter();
  await reach('Välj kl. 10.00, Hemma hos dig');
  await enter();
  for (const [field, text] of [['Gatuadress', 'Vägen 1'], ['Postnummer', '999 01'], ['Ort', 'Exempelstad']] as const) {
    await reach(field);
    await page.keyboard.type(text);
  }
  await reach('Håll tiden och fortsätt');
  await enter();
  assert.match(page.url(), /\/ansokan\//);
});

test('staff drag somebody to a free time: asked first; let go beside every time nothing happens, and pressed it leads to choosing', async () => {
  const page = await windowOf(desk);
  const day = `${origin}/handlaggning/tider?plats=${hall.placeId}&dag=2026-11-24`;
  await page.goto(day);
  const handle = page.getByRole('link', { name: /^Flytta Rut/ });
  const target = page.locator(`[data-drop="${hall.slots[2]}"]`);
  const drag = async (to: { x: number; y: number }) => {
    const from = (await handle.boundingBox())!;
    await page.mouse.move(from.x + 4, from.y + 4);
    await page.mouse.down();
    await page.mouse.move(from.x + 30, from.y + 10);
    await page.mouse.move(to.x, to.y, { steps: 4 });
  };
  await drag({ x: 400, y: 20 });
  assert.equal(await page.locator('.drag-ghost').count(), 1);
  await page.mouse.up();
  assert.equal(page.url(), day, 'let go beside every time');
  const there = (await target.boundingBox())!;
  await drag({ x: there.x + 4, y: there.y + 4 });
  assert.equal(await page.locator('tr[data-drop-over]').count(), 1);
  await Promise.all([page.waitForURL(/flytt\?.*tid=/), page.mouse.up()]);
  assert.match(await page.locator('main').innerText(), /Flytta till den här tiden\?[^]*10\.20[^]*10\.40/);
  await page.goto(day);
  await Promise.all([page.waitForURL(/\/flytt/), handle.click()]);
  assert.doesNotMatch(page.url(), /tid=/);
});
