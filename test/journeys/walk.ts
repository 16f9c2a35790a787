import type { Locator, Page } from 'playwright-core';

/** What to answer where a test cares; everything else that is asked is answered with the first or simplest that fits. */
export type Wishes = Readonly<Record<string, string | readonly string[]>>;

/** What is wished for a control; a field of a table by the name of its column, since rows get their names as they are made. */
function wishOf(wishes: Wishes, name: string): Wishes[string] | undefined {
  return wishes[name] ?? (name.includes('.') ? wishes[name.split('.').at(-1)!] : undefined);
}

/** Fills in a page of questions as a person would: every control that must be answered, by its name. */
export async function fillPage(page: Page, wishes: Wishes = {}): Promise<void> {
  for (const group of await namesOf(page.locator('main form input[type=radio]'))) {
    const wanted = wishOf(wishes, group);
    const choice = page.locator(`main form input[type=radio][name="${group}"]`);
    const target = typeof wanted === 'string' ? choice.and(page.locator(`[value="${wanted}"]`)) : choice.first();
    if (await target.isVisible() && !(await page.locator(`main form input[type=radio][name="${group}"]:checked`).count() && wanted === undefined)) {
      await target.check();
    }
  }
  for (const group of await namesOf(page.locator('main form input[type=checkbox]'))) {
    const wanted = wishOf(wishes, group);
    const boxes = page.locator(`main form input[type=checkbox][name="${group}"]`);
    for (const value of typeof wanted === 'string' ? [wanted] : wanted ?? []) await boxes.and(page.locator(`[value="${value}"]`)).check();
    if (wanted === undefined && await boxes.count() > 1 && !(await page.locator(`input[name="${group}"]:checked`).count())) await boxes.first().check();
  }
  const fields = page.locator('main form input:is([type=text],[type=tel],[type=email],:not([type])), main form textarea');
  for (const field of await fields.all()) {
    const name = await field.getAttribute('name') ?? '';
    const wanted = wishOf(wishes, name);
    if (!(await field.isVisible())) continue;
    if (typeof wanted === 'string') await field.fill(wanted);
    else if (!(await field.inputValue()) && !(await isOptional(page, field))) await field.fill(await guess(field, name));
  }
}

/** More pages than any service has. */
const most = 40;

/**
 * Fills in pages until the check of all answers (or another page outside the questions) is reached.
 * @param look is done with every page before it is filled in
 */
export async function walk(page: Page, wishes: Wishes = {}, look?: (page: Page) => Promise<unknown>): Promise<void> {
  for (let step = 0; step < most && page.url().includes('/sida/'); step++) {
    const before = page.url();
    await look?.(page);
    await fillPage(page, wishes);
    await page.locator('main form button:not([name]):not([aria-hidden])').first().click();
    if (page.url() === before && await page.locator('#error-summary').count()) {
      throw new Error(`stuck at ${before}: ${await page.locator('#error-summary').innerText()}`);
    }
  }
}

async function namesOf(controls: Locator): Promise<string[]> {
  return [...new Set(await controls.evaluateAll((all) => all.map((one) => (one as HTMLInputElement).name)))];
}

async function isOptional(page: Page, field: Locator): Promise<boolean> {
  const id = await field.getAttribute('id');
  // Read at once: what has no label of its own is not waited for.
  return /frivilligt|optional/.test((await page.locator(`label[for="${id}"]`).allInnerTexts()).join(' '));
}

async function guess(field: Locator, name: string): Promise<string> {
  const type = await field.getAttribute('type');
  const label = `${name} ${await field.getAttribute('autocomplete') ?? ''} ${await field.getAttribute('inputmode') ?? ''}`;
  if (type === 'tel' || /tel|phone/i.test(label)) return '070-174 06 05';
  if (type === 'email' || /email/i.test(label)) return 'anna@exempel.example';
  if (/personalNumber/i.test(label)) return '19440115-2204';
  if (/postal/i.test(label)) return '999 04';
  if (/numeric|decimal/.test(label)) return '2';
  return 'Det är olika från dag till dag.';
}
