import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

/** What the page says, once it has been seen that it needs no sideways scrolling: 320 px is 1280 px enlarged to 400 %. */
export async function read(page: Page): Promise<string> {
  await fits(page);
  return page.locator('main').innerText();
}

/** @throws when the page is wider than its window, naming what sticks out */
export async function fits(page: Page): Promise<void> {
  const wide = await page.evaluate(() => {
    const width = window.innerWidth;
    if ((document.scrollingElement?.scrollWidth ?? 0) <= width) return [];
    const out = [...document.querySelectorAll<HTMLElement>('body *')].filter((one) => one.getBoundingClientRect().right > width + 1);
    return out.slice(-3).map((one) => `${one.tagName.toLowerCase()}.${one.className} ${one.innerText.slice(0, 60)}`);
  });
  assert.deepEqual(wide, [], `${new URL(page.url()).pathname} is wider than its window`);
}

/** Waits for the page to say something, and reads it. */
export async function says(page: Page, words: RegExp): Promise<string> {
  await page.locator('main').filter({ hasText: words }).waitFor();
  return read(page);
}

/** Follows a link to a file. @returns the first five bytes as text: `%PDF-` */
export async function downloaded(page: Page, link: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: link }).first().click()]);
  return readFileSync(await download.path()).subarray(0, 5).toString();
}
