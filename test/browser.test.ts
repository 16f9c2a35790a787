import assert from 'node:assert/strict';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { test } from 'node:test';
import { launchBrowser } from './browser.ts';

test('the browser shows a page under a name of its own and keeps a __Host- cookie', async (t) => {
  const seen: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    seen.push(request);
    response.setHeader('set-cookie', '__Host-s=1; Secure; HttpOnly; Path=/; SameSite=Lax');
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end('<!doctype html><title>Språng</title><h1>Välkommen</h1>');
  }).listen(0, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  const address = `http://exempelkommun.localhost:${(server.address() as AddressInfo).port}/`;

  const browser = await launchBrowser();
  t.after(() => browser.close());
  const page = await browser.newPage();
  await page.goto(address);
  assert.equal(await page.title(), 'Språng');
  await page.goto(`${address}again`);
  const again = seen.find(({ url }) => url === '/again');
  assert.equal(again?.headers.cookie, '__Host-s=1');
  assert.match(again?.headers.host ?? '', /^exempelkommun\.localhost:/);

  // Without fonts a browser shows nothing, and says nothing of it.
  const width = await page.locator('h1').evaluate((heading) => {
    const range = document.createRange();
    range.selectNodeContents(heading);
    return range.getBoundingClientRect().width;
  });
  assert.ok(width > 50, `the heading is ${width} pixels wide`);
  const picture = await page.screenshot();
  assert.deepEqual([...picture.subarray(0, 4)], [0x89, 0x50, 0x4e, 0x47]);
});
