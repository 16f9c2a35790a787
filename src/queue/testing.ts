import { randomUUID } from 'node:crypto';
import { join as pathOf } from 'node:path';
import assert from 'node:assert/strict';
import { h } from 'preact';
import { hidden, serve, testHouse, type Client, type TestHouse } from '../../test/support/index.ts';
import { admission } from '../admission/index.ts';
import { addStaff, assign, identity } from '../identity/index.ts';
import { cookieNames, startSession } from '../identity/testing.ts';
import { addOrganisation, organisation, readOrganisation } from '../organisation/index.ts';
import { Layout, anyone, file, fill, none, page, residentFrame, route, uuidv7, type House, type Room, type StaffRole, type Uuid } from '../platform/index.ts';
import { makeLane, type NewLane } from './actions/make-lane.ts';
import { queue } from './index.ts';
import { looksOf } from './looks.ts';
import { waitable } from './slots.ts';
import type { Status } from './status.ts';

/** A lane for a test, on until somebody says otherwise. */
export function laneFor(house: House, tenant: Uuid, lane: Partial<NewLane> & Pick<NewLane, 'slug'>): Promise<Uuid> {
  return house.db.system(tenant, 'test', (tx) => makeLane(tx, {
    words: { sv: { name: 'Vaccination mot influensa', text: 'Tider för dig som har fyllt 65 år.' } }, kind: 'always', guards: '/prov', perMinute: 60, ...lane,
  }));
}

export interface QueueTown {
  house: TestHouse;
  tenant: Uuid;
  /** where a browser finds it */
  origin: string;
  /** somebody on the web; `foreign`: of another organisation */
  visitor(foreign?: 'foreign'): Client;
  /** A member of staff, of an authority or of the whole organisation. */
  worker(role: StaffRole, authorityId?: Uuid): Promise<Client>;
  status(slug: string, client?: Client): Promise<Status>;
  /** Makes a lane and lets every process know. */
  lane(lane: Partial<NewLane> & Pick<NewLane, 'slug'>): Promise<Uuid>;
  /** Takes a place. @returns where it is shown, with the ticket */
  joinAs(client: Client, slug: string): Promise<URL>;
  /** Goes in, for whoever's turn it is. */
  goIn(client: Client, slug: string): Promise<URL | undefined>;
  /** Time passes as it does when people look now and then. */
  wait(seconds: number, step?: number): Promise<void>;
}

/** What is left behind `/prov/steg`, as its room counts it. */
export const left = { prov: async () => 100 };

/** A town with something behind its lanes; what is posted there is answered with what was sent. `/sida` is a whole page, `/trogt` answers when `released`. */
export async function makeQueueTown(released: Promise<void> = Promise.resolve()): Promise<QueueTown> {
  const paths = ['/prov', '/prov/steg', '/provat', '/annat', '/snart', '/ifyllt'];
  const behind: Room = {
    name: 'portal', personData: { none: 'a test' }, retention: { none: 'a test' },
    routes: [route({
      method: 'GET', path: '/sida', access: anyone('a test'), audit: none('a test'),
      handle: (context) => page(h(Layout, { ...residentFrame(context), title: 'Sida', children: h('h1', null, 'inne') })),
    }), route({
      method: 'GET', path: '/trogt', access: anyone('a test'), audit: none('a test'), handle: () => released.then(() => file('till slut', 'text/plain')),
    }), ...paths.flatMap((path) => [
      route({ method: 'GET', path, access: anyone('a test'), audit: none('a test'), handle: () => file(`inne på ${path}`, 'text/plain') }),
      route({ method: 'POST', path, access: anyone('a test'), audit: none('a test'), handle: ({ fields }) => file(`skickat: ${String(fields['text'])}`, 'text/plain') }),
    ])],
  };
  const house = await testHouse({
    rooms: [organisation, admission, identity, queue, behind],
    fills: [fill(waitable, async () => [{ guards: '/prov/steg', leadsTo: '/prov', label: 'Prov', forStaff: '/handlaggning/tider', left: () => left.prov() }])],
  });
  const server = await serve(house);
  const [host, otherHost] = ['a', 'b'].map((name) => `${name}-${uuidv7(new Date()).slice(-12)}.localhost`) as [string, string];
  const add = (one: string) => addOrganisation(house.db, {
    ...readOrganisation(pathOf(import.meta.dirname, '../../demo/organisations/exempelkommun.yaml')), default: false, hosts: [one] }, [one]);
  const tenant = await add(host);
  await add(otherHost);
  const visitor = (foreign?: 'foreign') => server.browser({ host: foreign ? otherHost : host });
  const looks = looksOf(house);
  let staffNumber = 0;
  return {
    house, tenant, visitor, origin: `http://${host}:${server.port}`,
    status: async (slug, client = visitor()) => JSON.parse((await client.get(`/ko/${slug}/status`)).text) as Status,
    async worker(role, authorityId) {
      const client = visitor();
      client.setCookie(cookieNames.staff, await house.db.system(tenant, 'test', async (tx) => {
        const staffId = await addStaff(tx, { name: 'Prov Personal', title: 'Prov', organisationalId: `prov${staffNumber++}` });
        await assign(tx, { staffId, ...(authorityId && { authorityId }), role });
        return startSession(tx, {
          realm: 'staff', staffId, ...(authorityId && { authorityId }), level: 3, provenAt: tx.now, unitIds: [], roles: [role], display: { name: 'Prov Personal', place: 'Prov' },
          provider: { issuer: 'test', subject: staffId },
        });
      }));
      return client;
    },
    async lane(lane) {
      const id = await laneFor(house, tenant, lane);
      looks.forget(tenant);
      return id;
    },
    async joinAs(client, slug) {
      const answer = await client.post(`/ko/${slug}/plats`, { id: randomUUID() });
      assert.equal(answer.status, 303);
      return answer.location!;
    },
    async goIn(client, slug) {
      const turn = await client.get(`/ko/${slug}/min-plats`);
      return (await client.post(`/ko/${slug}/tur`, { b: hidden(turn.text, 'b') })).location;
    },
    async wait(seconds, step = 2) {
      for (let at = 0; at < seconds; at += step) {
        house.clock.forward(step * 1000);
        looks.forget(tenant);
        await looks.of(tenant);
      }
    },
  };
}

/** The heading of what a page tells first. */
export function toldFirst(text: string): string | undefined {
  return /alert-heading">(?:<span[^>]*>[^<]*<\/span>)?([^<]*)/.exec(text)?.[1]?.trim();
}
