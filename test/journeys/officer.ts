import type { Page } from 'playwright-core';
import { fillPage, type Wishes } from './walk.ts';

/** Opens a case from the list of new ones and takes it, having answered that there is nothing to be biased about. */
export async function takeCase(page: Page, number: string): Promise<void> {
  await page.getByRole('link', { name: /^Nya/ }).click();
  await page.getByRole('link', { name: number }).click();
  await page.getByRole('radio', { name: 'Nej', exact: true }).check();
  await page.getByRole('button', { name: 'Ta ärendet' }).click();
}

/** Goes to a tab of the case page. */
export async function tab(page: Page, name: string): Promise<void> {
  await page.locator('main').getByRole('link', { name, exact: true }).click();
}

/** Writes the inquiry from its first page to its last. */
export async function inquire(page: Page, answers: Wishes): Promise<void> {
  await tab(page, 'Utredning');
  await page.locator('main :is(ol, ul) a[href*="/utredning/"]').first().click();
  for (let step = 0; step < 40; step++) {
    const before = page.url();
    await fillPage(page, answers);
    await page.getByRole('button', { name: 'Spara och fortsätt' }).click();
    if (await page.locator('#error-summary').count()) throw new Error(`stuck at ${before}: ${await page.locator('#error-summary').innerText()}`);
    if (!await page.getByRole('button', { name: 'Spara och fortsätt' }).count()) return;
  }
}

/** Looks through what the inquiry proposes, confirms and decides. */
export async function decide(page: Page, options: { unheard?: boolean } = {}): Promise<void> {
  await page.getByRole('button', { name: 'Spara och gå vidare' }).click();
  await page.getByLabel(/Jag är inte jävig/).check();
  if (options.unheard) await page.getByLabel(/Varför behöver parten inte/).fill('Den sökande har själv lämnat alla uppgifter.');
  await page.getByRole('button', { name: 'Fatta beslutet' }).click();
}
