import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { FastifyServerOptions } from 'fastify';
import type { House } from '../house.ts';
import type { Principal } from '../principal.ts';
import type { Cookie, Route } from '../routes/route.ts';
import { slot } from '../slots.ts';
import type { CookieJar } from './entrance.ts';
import { atDoor } from './metrics.ts';

/** Answers what a crowd asks all at once, from memory and before anything else is done. @returns true when it answers, now or soon */
export type DoorKeeper = (request: IncomingMessage, response: ServerResponse) => boolean;
/** queue: what those who wait ask for. */
export const doorKeeper = slot<(house: House) => DoorKeeper>('doorKeeper');

/**
 * What an address is remembered by at the door: all that the organisation can follow from – the host, and what a proxy says of it (believed
 * only from where it may be) – and what was asked for.
 */
export function askedFor(headers: Headers, remote: string | undefined, url: string): string {
  const forwarded = headers['x-forwarded-host'];
  return forwarded === undefined ? `${String(headers['host'])} ${url}` : `${String(headers['host'])} ${String(forwarded)} ${remote} ${url}`;
}
type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** Lets requests on, in an order and at a rate that the house bears, or refuses them at once. */
export interface Gate {
  /** Calls `onward` now or when there is room; or answers. */
  enter(request: IncomingMessage, response: ServerResponse, onward: () => void): void;
  /** Something the house stands on did not answer. */
  away(): void;
}
/** admission: first in the way of a request. */
export const admissionGate = slot<(house: House, routes: readonly Route[]) => Gate>('admissionGate');
/** admission: the signed class that a browser of staff carries, so that it is known before its session is read. Nothing when it has one. */
export const classPass = slot<(house: House, who: Principal, cookies: CookieJar) => Cookie | undefined>('classPass');

/** The way in, as Fastify asks for it: door keepers, the gate, then everything else. */
export function serverBehind(keepers: readonly DoorKeeper[], gate: Gate | undefined): NonNullable<FastifyServerOptions['serverFactory']> {
  return (handle, options) => {
    const server: Server = createServer((request, response) => {
      for (const keep of keepers) {
        if (!keep(request, response)) continue;
        atDoor.answered += 1;
        return;
      }
      if (gate) gate.enter(request, response, () => { handle(request, response); });
      else handle(request, response);
    });
    const { keepAliveTimeout, requestTimeout, connectionTimeout } = options as FastifyServerOptions;
    server.keepAliveTimeout = keepAliveTimeout ?? 72_000;
    server.requestTimeout = requestTimeout ?? 0;
    if (connectionTimeout) server.setTimeout(connectionTimeout);
    return server;
  };
}
