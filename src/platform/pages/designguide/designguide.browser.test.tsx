import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser } from '../../../../test/browser.ts';
import { assets, themeAsset } from '../assets.ts';
import { href } from '../href.ts';
import { ErrorPage } from '../error-page.tsx';
import { Form } from '../fields/form.tsx';
import { TextArea } from '../fields/text-area.tsx';
import { Layout } from '../layout/layout.tsx';
import { Alert } from '../parts/alert.tsx';
import { Button, Buttons } from '../parts/button.tsx';
import { renderPage } from '../render.ts';
import { createTheme } from '../theme/theme.ts';
import { DesignGuide } from './designguide.tsx';
import { exampleFrame, exampleStaffFrame } from './example-frame.ts';
import { StaffDesignGuide } from './staff-designguide.tsx';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const theme = createTheme({ primary: '#00557f', accent: '#e0a100', neutral: '#3d4654' });
assert.ok('css' in theme);
const css = themeAsset(theme).body;
const organisation = { name: 'Exempelkommun', mark: 'EX', themeHref: href(theme.href) };
const pages = new Map([
  ['/designguide', renderPage(<DesignGuide {...exampleFrame('sv')} organisation={organisation} />)],
  ['/en', renderPage(<DesignGuide {...exampleFrame('en')} organisation={organisation} />)],
  ['/kort', renderPage(
    <Layout {...exampleFrame('sv')} organisation={organisation} title="Vad är svårt?" back={href('/designguide')} notice={<Alert live><p>Sparat.</p></Alert>}>
      <Form action={href('/kort')}>
        <TextArea name="hinder" label="Vad är svårt?" heading={1} />
        <Buttons><Button>Fortsätt</Button></Buttons>
      </Form>
    </Layout>,
  )],
  ['/fel', renderPage(<ErrorPage {...exampleFrame('en')} organisation={organisation} status={500} reference="K7Q-2M4" />)],
  ['/personal', renderPage(<StaffDesignGuide {...exampleStaffFrame} organisation={organisation} />)],
]);
// As strict as the server's own, but for form-action, which depends on the sign-in provider.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'";

const server = createServer((request, response) => {
  const path = request.url ?? '/';
  const asset = assets().get(path);
  if (asset !== undefined) response.setHeader('content-type', asset.type).end(asset.body);
  else if (path === theme.href) response.setHeader('content-type', 'text/css').end(css);
  else if (pages.has(path)) {
    response.setHeader('content-type', 'text/html; charset=utf-8').setHeader('content-security-policy', policy).end(pages.get(path));
  } else response.writeHead(404).end();
});
let browser: Browser;
let address = '';

before(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  server.close();
});

/** Opens a page, collecting what the browser complains of: a blocked style or script is a complaint. */
async function open(path: string, options: BrowserContextOptions): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(address + path);
  return { page, complaints };
}

const phone = { width: 390, height: 844 };
const desk = { width: 1280, height: 900 };
for (const [path, viewport, colorScheme] of [
  ['/designguide', phone, 'light'], ['/designguide', desk, 'dark'], ['/en', phone, 'dark'], ['/kort', phone, 'light'], ['/fel', desk, 'dark'],
  ['/personal', desk, 'light'], ['/personal', phone, 'dark'],
] as const) {
  test(`axe finds nothing on ${path}, ${viewport.width} px, ${colorScheme}`, async () => {
    const { page, complaints } = await open(path, { viewport, colorScheme });
    assert.deepEqual(complaints, []);
    // evaluate runs outside the page's policy; a script element would be stopped by it.
    await page.evaluate(axe);
    const { violations, passes } = await page.evaluate(async () =>
      await (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run());
    assert.ok(passes.length > 10, 'axe looked');
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`), []);
    await page.context().close();
  });
}

for (const path of ['/designguide', '/personal']) {
  test(`${path} never scrolls sideways at 320 px, which is 400 % of 1280`, async () => {
    const { page } = await open(path, { viewport: { width: 320, height: 256 } });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(over, 0);
    await page.context().close();
  });
}

test('what one presses is at least 24 px high and wide, but for links in running text', async () => {
  const { page } = await open('/designguide', { viewport: phone });
  const small = await page.evaluate(() => [...document.querySelectorAll<HTMLElement>('a, button, input, select, summary')]
    .filter((element) => element.closest('p, td, th, .ds-skip-link, .ds-alert') === null)
    .map((element) => ({ box: element.getBoundingClientRect(), html: element.outerHTML.slice(0, 100) }))
    .filter(({ box }) => box.width > 0 && (box.height < 23.9 || box.width < 23.9))
    .map(({ html }) => html));
  assert.deepEqual(small, []);
  await page.context().close();
});

test('with and without script the error summary has focus when the page opens', async () => {
  for (const javaScriptEnabled of [true, false]) {
    const { page } = await open('/designguide', { javaScriptEnabled });
    assert.equal(await page.locator('#error-summary:focus').count(), 1, `script: ${javaScriptEnabled}`);
    await page.context().close();
  }
});

test('questions that belong to a choice are shown when it is chosen, without script', async () => {
  const { page } = await open('/designguide', { javaScriptEnabled: false });
  const reveal = page.locator('[name="where.other"]');
  assert.equal(await reveal.isVisible(), true);
  await page.locator('#f-where').check();
  assert.equal(await reveal.isVisible(), false);
  await page.context().close();
});

test('pressing anywhere in a choice chooses it', async () => {
  const { page } = await open('/designguide', { viewport: phone });
  await page.locator('.choice', { hasText: 'På vintern' }).click({ position: { x: 330, y: 12 } });
  assert.equal(await page.locator('#f-where-2').isChecked(), true);
  await page.context().close();
});

for (const [script, expected] of [[true, 1], [false, 3]] as const) {
  test(`a form whose button is pressed three times is sent ${expected} times ${script ? 'with' : 'without'} our script`, async () => {
    const { page } = await open('/designguide', { javaScriptEnabled: script });
    let posts = 0;
    await page.route('**/designguide', async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      posts++;
      // 204 leaves the page standing, so that the button can be pressed again.
      return route.fulfill({ status: 204 });
    });
    const button = page.getByRole('button', { name: 'Spara och fortsätt senare' });
    for (let press = 0; press < 3; press++) await button.click();
    await page.getByRole('searchbox').fill('klart');
    assert.equal(posts, expected);
    await page.context().close();
  });
}

test('characters left are told while writing', async () => {
  const { page } = await open('/designguide', {});
  await page.locator('#f-story').fill('x'.repeat(480));
  assert.equal(await page.locator('#f-story-count').textContent(), 'Du har 20 tecken kvar.');
  await page.locator('#f-story').fill('x'.repeat(503));
  assert.equal(await page.locator('#f-story-count').textContent(), 'Det är 3 tecken för mycket.');
  await page.context().close();
});
