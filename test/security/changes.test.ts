import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { closePdf } from '../../src/platform/index.ts';
import { allRoutes } from '../../src/platform/server/server.ts';
import { rooms } from '../../src/sprang.ts';
import { actorNames } from '../matrix/actors.ts';
import { call } from '../matrix/call.ts';
import { expected } from '../matrix/expect.ts';
import { rows } from '../matrix/rows.ts';
import { makeWorld } from '../matrix/world.ts';
import { serve, testHouse } from '../support/index.ts';

const house = await testHouse({ rooms });
house.atEnd(async () => { closePdf(); });
const server = await serve(house);
const world = await makeWorld(house, server);
const things = await world.things();

/** What a browser sends with a form of another site; none of it can be left out or changed by that site. */
const elsewhere: Record<string, Record<string, string>> = {
  'another site': { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
  'another host of the same site': { 'sec-fetch-site': 'same-site', origin: 'http://other.localhost' },
  'another site, by an older browser': { 'sec-fetch-site': '', origin: 'https://evil.example' },
  'a sandboxed frame': { 'sec-fetch-site': 'cross-site', origin: 'null' },
  'the same host on another port': { 'sec-fetch-site': 'same-site', origin: `http://${world.town.host}:1` },
  'another origin that begins as ours': { 'sec-fetch-site': '', origin: `http://${world.town.host}:${server.port}.evil.example` },
};

/** Other systems post here: they have no session, so that nobody's can be used, and what they bring shows who they are. */
const fromElsewhere: Readonly<Record<string, string>> = {
  'POST /api/overlamning/:receiver/status': 'its signature over the bytes is checked (test/exchange/hand-over.test.ts)',
  'POST /api/provsvar/:laboratory': 'its signature over the bytes is checked (test/booking/laboratory.test.ts)',
  'POST /api/sms/:receipt': 'the address holds a hash that only the organisation can make (test/exchange/sms.test.ts)',
};

describe('a change that another site asks for is refused, on every route, also to those who may', () => {
  for (const route of allRoutes(rooms).filter(({ method }) => method === 'POST')) {
    const name = `${route.method} ${route.path}`;
    const row = rows[name];
    if (!row) continue;
    test(name, async () => {
      assert.equal(Boolean(route.crossSite), name in fromElsewhere, 'a route that other sites may post to: name it, and why');
      if (route.crossSite) return;
      // Somebody whom the route's own rule lets in: what they would get otherwise is no matter here.
      const actor = actorNames.find((one) => one !== 'signedOut' && ['in', 'notFound'].includes(expected(route, row, one)))!;
      for (const [what, headers] of Object.entries(elsewhere)) {
        const sent = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''));
        const browser = await world.browser(actor);
        // The client says by itself what a browser says of its own pages: an older browser says nothing of it.
        const answer = await call(browser, route, row, things, { ...(headers['sec-fetch-site'] === '' && { 'sec-fetch-site': 'none' }), ...sent });
        assert.equal(answer.status, 403, what);
      }
      const [row1] = await house.asOwner<{ count: number }>(`select count(*)::int as count from platform.audit_entry
        where tenant_id = any($1) and event = $2 and outcome = 'refused' and detail->>'reason' = 'otherSite'`,
      [world.tenants, typeof route.audit === 'string' ? route.audit : name]);
      assert.ok(row1!.count >= Object.keys(elsewhere).length || route.access.who === 'anyone', 'the attempts are not in the audit');
    });
  }
});
