import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { openDemoTown } from './demo-town.ts';

const demo = await openDemoTown(['fardtjanst']);

/** What has focus, as someone who hears the page would know it. */
interface Focused { tag: string; type: string; name: string; text: string; checked: boolean; anyChosen: boolean; value: string; required: boolean; ring: boolean }

function focused(page: Page): Promise<Focused> {
  return page.evaluate(() => {
    const one = document.activeElement as HTMLInputElement;
    // A choice is framed whole.
    const framed = [one, one.parentElement, one.parentElement?.parentElement].filter((node) => node instanceof HTMLElement);
    const label = one.labels?.[0]?.innerText ?? '';
    const group = one.name ? [...document.querySelectorAll<HTMLInputElement>(`input[name="${CSS.escape(one.name)}"]`)] : [];
    return {
      tag: one.tagName.toLowerCase(), type: one.type ?? '', name: one.name ?? '', text: (one.innerText || label).trim(), checked: one.checked ?? false, value: one.value ?? '',
      anyChosen: group.some(({ checked }) => checked), required: !/frivilligt/.test(label),
      // The link past the menus shows itself when it has focus.
      ring: one.className.includes('skip-link') || framed.some((node) => getComputedStyle(node).outlineStyle !== 'none'),
    };
  });
}

/** Tabs on until something of the page fits; every stop on the way must show that it has focus. */
async function tabTo(page: Page, fits: (one: Focused) => boolean): Promise<Focused> {
  for (let press = 0; press < 150; press++) {
    await page.keyboard.press('Tab');
    const one = await focused(page);
    if (one.tag !== 'body') assert.ok(one.ring, `no focus to be seen on ${one.tag} ${one.text} at ${page.url()}`);
    if (fits(one)) return one;
  }
  throw new Error(`nothing such can be reached with Tab at ${page.url()}`);
}

const pressed = (text: RegExp) => (one: Focused) => (one.tag === 'a' || one.tag === 'button') && text.test(one.text);

async function follow(page: Page, text: RegExp): Promise<void> {
  await tabTo(page, pressed(text));
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
}

/** Answers the page with Tab, Space and letters, and goes on with Enter on its first button. */
async function answerPage(page: Page): Promise<void> {
  for (let stop = 0; stop < 60; stop++) {
    const one = await tabTo(page, ({ tag, type, text }) => tag === 'input' || tag === 'textarea' || (tag === 'button' && type === 'submit' && /Fortsätt|Spara och fortsätt/.test(text)));
    if (one.tag === 'button') break;
    const choice = one.type === 'radio' || one.type === 'checkbox';
    // One checkbox alone ("vet inte") is left; of several the first is taken.
    if (choice && !one.anyChosen && !/dontKnow/.test(one.name)) await page.keyboard.press('Space');
    else if (!choice && one.type !== 'file' && one.required && !one.value) await page.keyboard.type(one.type === 'tel' || /telefon/i.test(one.text) ? '070-174 06 05' : 'Det varierar');
  }
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
}

test('the whole application with Tab, Space and Enter alone, focus always to be seen', async () => {
  const page = await demo.as('anna', { width: 1280 });
  await page.goto(demo.origin);
  // The first stop leads past the menus.
  await page.keyboard.press('Tab');
  assert.match((await focused(page)).text, /Hoppa till innehållet/);
  await page.keyboard.press('Enter');
  await follow(page, /^Färdtjänst/);
  await follow(page, /Ansök|Börja/);
  await follow(page, /^Börja/);
  for (let step = 0; step < 30 && page.url().includes('/sida/'); step++) {
    const before = page.url();
    await answerPage(page);
    if (page.url() === before && await page.locator('#error-summary').count()) {
      assert.fail(`${before}: ${await page.locator('#error-summary').innerText()}`);
    }
  }
  assert.match(page.url(), /granska$/);
  await follow(page, /Skriv under och skicka in/);
  await follow(page, /^Skriv under$/);
  await page.waitForURL(/kvitto/);
});
