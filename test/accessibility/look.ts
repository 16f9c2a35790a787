import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { fits } from '../journeys/read.ts';
import type { Combination } from './combinations.ts';

interface AxeWindow { axe: { run(options: RunOptions): Promise<AxeResults> } }

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const [desk, enlarged] = [{ width: 1280, height: 900 }, { width: 320, height: 640 }];

/** Sets a window up: its language, whether our scripts come through, its scheme. Every third kind of window is narrow. */
export async function arrange(page: Page, { language, script, dark }: Combination, origin: string): Promise<void> {
  await page.context().addCookies([{ name: 'sprak', value: language, url: origin }]);
  await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
  await page.unrouteAll();
  if (!script) await page.route(/\.m?js(\?|$)/, (route) => route.abort());
}

/** A window whose pages can be looked at. Set up before any page: outside the pages' policy, which would stop a script element. */
export async function withAxe(page: Page): Promise<Page> {
  await page.addInitScript(axe);
  return page;
}

/** @param page in a window that was made ready by `withAxe` @throws naming each violation with what breaks it, or what is wider than 320 px */
export async function look(page: Page, what: string): Promise<void> {
  await page.waitForLoadState('load');
  // All rules are tried; only what breaks one is described node by node.
  const { violations, passes } = await page.evaluate(async () => await (window as unknown as AxeWindow).axe.run({ resultTypes: ['violations'] }));
  assert.ok(passes.length > 5, `${what}: axe looked at nothing`);
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html, failureSummary }) => `${html} (${failureSummary ?? ''})`).join(' ')}`), [], what);
  await page.setViewportSize(enlarged);
  await fits(page);
  await page.setViewportSize(desk);
}
