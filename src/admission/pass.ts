import { createHmac, createSecretKey, timingSafeEqual, type KeyObject } from 'node:crypto';
import type { Cookie, CookieJar, House, Principal } from '../platform/index.ts';

export const passCookie = '__Host-sprang-klass';
/** Hours that a class holds: a working day. It lets nobody see anything, only be first. */
const hours = 12;

/** The signed class of staff, for browsers that lack one or whose ends within the hour. */
export function staffPass(house: House, who: Principal, cookies: CookieJar): Cookie | undefined {
  if (who.kind !== 'staff') return undefined;
  const now = Math.floor(house.clock.now().getTime() / 1000);
  const until = untilOf(keyOf(house), cookies[passCookie] ?? '');
  if (until !== undefined && until > now + 3600) return undefined;
  const end = now + hours * 3600;
  return { name: passCookie, value: `${end}.${sign(keyOf(house), end)}`, maxAge: hours * 3600 };
}

/** Whether a Cookie header holds a class that is signed and has not ended. Reads no other cookie. */
export function isStaff(house: House, header: string | undefined): boolean {
  const at = header?.indexOf(`${passCookie}=`) ?? -1;
  if (at === -1) return false;
  const value = header!.slice(at + passCookie.length + 1).split(';', 1)[0]!;
  const until = untilOf(keyOf(house), value);
  return until !== undefined && until > house.clock.now().getTime() / 1000;
}

function untilOf(key: KeyObject, pass: string): number | undefined {
  const match = /^(\d{1,12})\.([\w-]{16})$/.exec(pass);
  if (!match) return undefined;
  const right = Buffer.from(sign(key, Number(match[1])));
  return timingSafeEqual(right, Buffer.from(match[2]!)) ? Number(match[1]) : undefined;
}

function sign(key: KeyObject, end: number): string {
  return createHmac('sha256', key).update(`staff ${end}`).digest().subarray(0, 12).toString('base64url');
}

/** From the oldest master, as passwords of login roles: every process has it, and adding a newer one changes nothing. */
function keyOf(house: House): KeyObject {
  return createSecretKey(createHmac('sha256', createSecretKey(house.db.keys.masters.oldest)).update('class of requests').digest());
}
