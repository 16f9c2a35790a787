import type { IncomingMessage, ServerResponse } from 'node:http';
import { askedFor, isUuid, refuseBusy, uuidv7, type DoorKeeper, type House, type Uuid } from '../platform/index.ts';
import { join } from './actions/join.ts';
import { cookieOf, ticketCookie } from './cookies.ts';
import { wayBack } from './guard.ts';
import type { Look } from './look.ts';
import { looksOf } from './looks.ts';
import { ticketFor } from './model/ticket.ts';
import { stateOf } from './model/lane.ts';

/** Which lane an address stands for, learnt when it was first asked for the long way: from then on nothing but memory is needed. */
type Known = Map<string, { tenant: Uuid; slug: string }>;
const known = new WeakMap<House['db'], Known>();
/** Addresses remembered. Hosts are not checked here, so that somebody could invent more; then it begins anew. */
const most = 2_000;

/** What a million people ask at once: how far the lane has come, and for a place in it. */
export function keepDoor(house: House): DoorKeeper {
  const addresses = new Map<string, { tenant: Uuid; slug: string }>();
  known.set(house.db, addresses);
  const looks = looksOf(house);
  return (request, response) => {
    const url = request.url ?? '';
    if (!url.startsWith('/ko/')) return false;
    const lane = addresses.get(askedFor(request.headers, request.socket.remoteAddress, url));
    if (!lane) return false;
    const look = looks.atHand(lane.tenant, lane.slug);
    if (!look) return false;
    if (request.method === 'GET') {
      response.writeHead(200, look.head);
      response.end(look.bytes);
      return true;
    }
    // Whoever has a ticket may have spent it, and then stands last: that is asked the long way.
    if (cookieOf(request.headers.cookie, ticketCookie(lane.slug)) !== undefined) return false;
    const open = ['registering', 'open'].includes(stateOf(look.lane, house.clock.now()));
    if (!open || look.lane.signIn || look.lane.joinedBy !== 'anyone' || !mayJoinHere(house, request)) return false;
    joinHere(house, request, response, lane, look).catch(() => {
      if (!response.headersSent) refuseBusy(response, request.headers, 'away');
    });
    return true;
  };
}

/** From now on this address is answered at the door. */
export function remember(house: House, headers: Parameters<typeof askedFor>[0], remote: string | undefined, url: string, tenant: Uuid, slug: string): void {
  const addresses = known.get(house.db);
  if (!addresses) return;
  if (addresses.size >= most) addresses.clear();
  addresses.set(askedFor(headers, remote, url), { tenant, slug });
}

/** A small plain form from our own page; anything else goes the long way. */
function mayJoinHere(house: House, { method, headers }: IncomingMessage): boolean {
  if (method !== 'POST' || !String(headers['content-type']).startsWith('application/x-www-form-urlencoded')) return false;
  if (!(Number(headers['content-length']) <= 200)) return false;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  return headers.origin === undefined || headers.origin === `${house.settings.publicAddress.protocol}//${String(headers['x-forwarded-host'] ?? headers.host)}`;
}

async function joinHere(
  house: House, request: IncomingMessage, response: ServerResponse, { tenant, slug }: { tenant: Uuid; slug: string },
  { lane, secrets }: Pick<Look, 'lane' | 'secrets'>,
): Promise<void> {
  const body = await bodyOf(request);
  const till = wayBack(lane, /(?:^|&)till=[^&]/.test(body) ? new URLSearchParams(body).get('till') ?? '' : '');
  const wanted = /(?:^|&)id=([0-9a-f-]{36})(?:&|$)/.exec(body)?.[1] ?? '';
  const number = await join(house, tenant, lane, { id: isUuid(wanted) ? wanted : uuidv7(house.clock.now()), channel: 'web' });
  looksOf(house).joined(tenant, slug, number);
  const ticket = ticketFor(secrets.ticket, number);
  response.writeHead(303, {
    location: `/ko/${slug}/min-plats?b=${ticket}${till ? `&till=${encodeURIComponent(till)}` : ''}`, 'content-length': 0, 'cache-control': 'no-store', 'referrer-policy': 'same-origin',
    'set-cookie': `${ticketCookie(slug)}=${ticket}; Path=/; Max-Age=172800; HttpOnly; Secure; SameSite=Lax`,
  });
  response.end();
}

/** Never longer than was said: node:http ends it there. Listened to, since an iterator costs as much as the rest of the answer. */
function bodyOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    let body = '';
    request.on('data', (chunk: Buffer) => { body += chunk.toString('latin1'); }).on('end', () => { resolve(body); }).on('error', reject);
  });
}
