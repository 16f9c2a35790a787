import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { closePdf } from '../../src/platform/index.ts';
import { allRoutes } from '../../src/platform/server/server.ts';
import { rooms } from '../../src/sprang.ts';
import { actorNames, type ActorName } from '../matrix/actors.ts';
import { call } from '../matrix/call.ts';
import { expected } from '../matrix/expect.ts';
import { rows } from '../matrix/rows.ts';
import { makeWorld } from '../matrix/world.ts';
import { serve, testHouse, type ClientResponse } from '../support/index.ts';

const house = await testHouse({ rooms });
house.atEnd(async () => { closePdf(); });
const server = await serve(house);
const world = await makeWorld(house, server);

describe('every page obeys its policy', () => {
  for (const route of allRoutes(rooms)) {
    const row = rows[`${route.method} ${route.path}`];
    if (!row) continue;
    test(`${route.method} ${route.path}`, async () => {
      // Everyone gets a page of some kind: what was asked for, a question why, or a refusal.
      const kinds = new Map<string, ActorName>(actorNames.map((name) => [expected(route, row, name), name]));
      for (const [kind, actor] of kinds) safe(await call(await world.browser(actor), route, row, await world.things()), `${kind} ${actor}`);
    });
  }

  test('an address that does not exist, a host that nobody has, a body that cannot be read', async () => {
    const browser = server.browser(world.town);
    safe(await browser.get('/finns-inte'), 'unknown address');
    safe(await browser.get('/finns-inte/<script>alert(1)</script>?q="><img src=x onerror=alert(1)>'), 'unknown address with markup');
    safe(await server.browser({ host: 'okand.example' }).get('/'), 'unknown host');
    safe(await browser.post('/logga-in', { till: 'x'.repeat(1_200_000) }), 'too large');
  });

  test('what somebody types comes back as text', async () => {
    const browser = await world.browser('own');
    const { draft } = await world.things();
    const typed = '"><script>alert(1)</script><img src=x onerror=alert(1)>';
    const answers = [
      await browser.post(`/ansokan/${draft}/sida/finding`, { findText: typed }), await browser.get(`/ansokan/${draft}/sida/finding`), await browser.get(`/ansokan/${draft}/granska`),
      await browser.get(`/sok?q=${encodeURIComponent(typed)}`),
    ];
    for (const answer of answers) safe(answer, answer.url.pathname);
  });
});

function safe({ headers, text }: ClientResponse, what: string): void {
  const policy = String(headers['content-security-policy']);
  assert.match(policy, /default-src 'none'/, what);
  assert.doesNotMatch(policy, /unsafe|data: *;.*script|\*/, what);
  for (const directive of ['base-uri \'none\'', 'frame-ancestors \'none\'', 'script-src \'self\'', 'style-src \'self\'']) assert.ok(policy.includes(directive), `${what}: ${directive}`);
  assert.equal(headers['x-content-type-options'], 'nosniff', what);
  if (!String(headers['content-type']).startsWith('text/html')) return;
  for (const [wrong, pattern] of Object.entries(forbidden)) assert.doesNotMatch(text, pattern, `${what}: ${wrong}`);
}

const forbidden: Record<string, RegExp> = {
  'a script in the page': /<script(?![^>]*\ssrc=)[^>]*>(?!\s*<\/script>)/i,
  'a script from another place': /<script[^>]*\ssrc="(?!\/)[^"]*"/i,
  'a style in the page': /<style/i,
  'a style attribute': /<[a-z][^>]*\sstyle=/i,
  'an event handler': /<[a-z][^<>]*\son[a-z]+\s*=\s*["'a-z]/i,
  'an address that is code': /\b(href|src|action|formaction)="\s*(javascript:|vbscript:|data:(?!,"|image\/))/i,
  'a sheet, picture or frame from another place': /<(link|img|iframe|object|embed)\b[^>]*\s(href|src|data)="(https?:)?\/\//i,
};
