/**
 * Takes the pictures in `docs/images/`: `npm test -- test/journeys/screenshots.ts`. Not part of the tests: it shows what there is. Look at each
 * picture before it is committed.
 */
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { readDemoCase } from '../../demo/cases/read-case.ts';
import { takeInInformation } from '../../demo/prepare.ts';
import { apply } from '../../demo/seed/apply.ts';
import { daysAgo, inThePast } from '../../demo/seed/in-the-past.ts';
import { meet } from '../../demo/seed/last-month.ts';
import { decideAs, inquire, phoneNote, take } from '../../demo/seed/officer-steps.ts';
import { seedWhenEmpty } from '../../demo/seed.ts';
import { swedishDay } from '../../src/platform/index.ts';
import { openDemoTown } from './demo-town.ts';
import { tab } from './officer.ts';
import { fillPage, walk } from './walk.ts';

const folder = join(import.meta.dirname, '../../docs/images');
const demo = await openDemoTown();
const desk = { width: 1280, height: 860 };

test('pictures of the main pages', async () => {
  mkdirSync(folder, { recursive: true });
  await takeInInformation(demo.house, demo.town.id);
  await seedWhenEmpty(demo.house, demo.town.id);
  await residents();
  await annaIsDecided();
  await staff();
});

async function residents(): Promise<void> {
  const visitor = await demo.visitor({ width: 390, javaScript: true });
  await visitor.goto(demo.origin);
  await picture(visitor, 'start-phone');
  await visitor.goto(`${demo.origin}/tjanster/fardtjanst`);
  await picture(visitor, 'service-phone');
  await visitor.setViewportSize(desk);
  await visitor.goto(demo.origin);
  await picture(visitor, 'start-desktop');
  await visitor.goto(`${demo.origin}/tjanster/fardtjanst`);
  await picture(visitor, 'service-desktop');

  const eva = await demo.as('eva', { width: 390, javaScript: true, till: '/tjanster/fardtjanst/borja' });
  await eva.locator('main form button').last().click();
  const { answers } = readDemoCase('fardtjanst-anna', swedishDay(demo.house.clock.now()));
  await walk(eva, { ...plain(answers), contactOther: 'no' }, async (page) => {
    if (page.url().endsWith('/hinders')) {
      await fillPage(page, plain(answers));
      await page.evaluate(() => { window.scrollTo(0, 0); });
      await picture(page, 'question-phone');
    }
  });
  await picture(eva, 'review-phone');
  await eva.getByRole('button', { name: 'Skriv under och skicka in' }).click();
  await picture(eva, 'signing-phone');
  await eva.getByRole('button', { name: 'Skriv under' }).click();
  await eva.waitForURL(/kvitto/);
  await picture(eva, 'receipt-phone');
}

/** Anna's case of `demo/cases`, from a fortnight ago until yesterday. */
async function annaIsDecided(): Promise<void> {
  const { house, town: { id: tenant } } = demo;
  const now = house.clock.now();
  const past = (days: number) => inThePast(house, daysAgo(now, days));
  const made = readDemoCase('fardtjanst-anna', swedishDay(daysAgo(now, 5)));
  const anna = await meet(house, tenant, 'anna');
  const caseId = await apply(past(15), tenant, anna, made);
  const at = (days: number) => ({ house: past(days), tenant, officer: made.officer, caseId });
  await take(at(13));
  await phoneNote(at(6), 'Anna berättar att hon går högst 80 meter med rollator innan hon måste stanna.');
  await inquire(at(5), made.inquiry);
  await decideAs(at(3), (draft) => ({
    ...draft, summary: made.decision.summary,
    items: draft.items.map((item) => ({ ...item, ...made.decision.items[item.item], reasons: [...made.decision.items[item.item]?.reasons ?? []], further: true,
      conditions: Object.fromEntries(Object.entries(made.decision.items[item.item]?.conditions ?? {}).map(([key, value]) => [key, String(value)])) })),
  }), 'Sökanden har själv lämnat allt som beslutet bygger på.');
  const page = await demo.as('anna', { width: 390, javaScript: true });
  await picture(page, 'my-pages-phone');
  await page.getByRole('link', { name: 'Läs ditt beslut' }).click();
  await picture(page, 'decision-phone');
  await page.goto(`${demo.origin}/mina-sidor/arenden/${caseId}`);
  await picture(page, 'my-case-phone', 1500);
  await page.setViewportSize(desk);
  await picture(page, 'my-case-desktop');
}

async function staff(): Promise<void> {
  const karin = await demo.as('karin', { staff: true });
  await karin.setViewportSize(desk);
  await picture(karin, 'work-list');
  const being = karin.getByRole('row').filter({ hasText: 'Utreds' }).getByRole('link').first();
  await being.click();
  await picture(karin, 'case');
  await tab(karin, 'Utredning');
  await karin.getByRole('link', { name: /Färdtjänst: bedömning/ }).click();
  await picture(karin, 'inquiry');
  await tab(karin, 'Händelser');
  await picture(karin, 'timeline');
  await tab(karin, 'Beslut');
  await picture(karin, 'decision');
  await karin.goto(`${demo.origin}/handlaggning/register`);
  await picture(karin, 'register');
  const nils = await demo.as('nils', { staff: true });
  await nils.setViewportSize(desk);
  await nils.locator('main table a[href*="/arenden/"]').first().click();
  await tab(nils, 'Utredning');
  await nils.getByRole('heading', { name: 'Beräkning' }).evaluate((heading) => { heading.scrollIntoView(); });
  await picture(nils, 'calculation');
  const maria = await demo.as('maria', { staff: true, till: '/handlaggning/uppfoljning' });
  await maria.setViewportSize({ ...desk, height: 1100 });
  await picture(maria, 'follow-up');
}

async function picture(page: Page, name: string, height?: number): Promise<void> {
  if (height) await page.setViewportSize({ width: 390, height });
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  const size = statSync(path).size;
  if (size > 150_000) throw new Error(`${name} is ${size} bytes: take a smaller picture`);
}

/** Answers as fields are filled in; what is not plain text is left to the walk. */
function plain(answers: Readonly<Record<string, unknown>>): Record<string, string | readonly string[]> {
  const found: Record<string, string | readonly string[]> = {};
  for (const [id, answer] of Object.entries(answers)) {
    if (typeof answer === 'string') found[id] = answer;
    else if (typeof answer === 'boolean') found[id] = answer ? 'yes' : 'no';
    else if (Array.isArray(answer) && answer.every((one) => typeof one === 'string')) found[id] = answer;
    else if (typeof answer === 'object' && answer !== null && 'code' in answer) found[id] = String(answer.code);
  }
  return found;
}
