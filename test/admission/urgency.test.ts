import assert from 'node:assert/strict';
import { test } from 'node:test';
import { urgencyOf, type Urgency } from '../../src/admission/index.ts';
import { allRoutes, type Route } from '../../src/platform/index.ts';
import { rooms } from '../../src/sprang.ts';

const routes = allRoutes(rooms);
const named = (some: readonly Route[]) => some.map(({ method, path }) => `${method} ${path}`).toSorted();
const byUrgency = (urgency: Urgency, who: (route: Route) => boolean) => named(routes.filter((route) => urgencyOf(route) === urgency && who(route)));
const ofStaff = ({ access }: Route) => access.who === 'staff';

// A route that is in no list here comes where its rule puts it: staff's first, others after. Each exception is a choice, written down.

test('those outside come first only to what must work in a crisis: staff\'s way in, what care sends, giving back a time', () => {
  assert.deepEqual(byUrgency('critical', (route) => !ofStaff(route)), [
    'GET /handlaggning/inbjudan', 'GET /handlaggning/logga-in', 'GET /inloggning/svar', 'GET /mina-sidor/tider/:id/avbokning',
    'POST /api/provsvar/:laboratory', 'POST /handlaggning/inbjudan', 'POST /handlaggning/logga-in', 'POST /handlaggning/logga-ut', 'POST /mina-sidor/tider/:id/avbokning',
  ]);
});

test('searching, counting and taking out lists comes last, for staff too', () => {
  assert.deepEqual(byUrgency('optional', () => true), [
    'GET /designguide', 'GET /designguide/personal', 'GET /diarium', 'GET /handlaggning/register/arkiv/:id/fil', 'GET /handlaggning/register/gallring/statistik',
    'GET /handlaggning/register/lista', 'GET /handlaggning/uppfoljning', 'GET /handlaggning/uppfoljning/automatik/:period', 'GET /handlaggning/uppfoljning/logg',
    'GET /handlaggning/uppfoljning/tider', 'GET /ko/:lane/lottning/lista', 'GET /mina-sidor/utdrag/fil', 'GET /robots.txt', 'GET /sitemap.xml', 'GET /sok',
  ]);
});

test('all that staff do comes first, but for what is counted and listed: the officer who switches a crisis on, who is on duty, who takes calls', () => {
  assert.deepEqual(byUrgency('normal', ofStaff), []);
  for (const name of ['POST /handlaggning/kris/starta', 'POST /handlaggning/kris/nytt', 'GET /handlaggning/ring-upp', 'POST /handlaggning/koer/:lane/steg', 'GET /handlaggning/sok']) {
    assert.ok(byUrgency('critical', ofStaff).includes(name), name);
  }
});
