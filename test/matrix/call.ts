import type { Route } from '../../src/platform/index.ts';
import type { Client, ClientResponse } from '../support/index.ts';
import type { Outcome } from './expect.ts';
import type { Row } from './row.ts';
import { idOf, type Things } from './things.ts';

/** Calls a route as a browser would. */
export function call(client: Client, route: Route, row: Row, things: Things, headers: Record<string, string> = {}): Promise<ClientResponse> {
  const path = route.path.replaceAll(/:([a-zA-Z]+)/g, (_all, name: string) => {
    const value = row.params?.[name] ?? (name === 'id' ? things[idOf[row.of]] : undefined);
    if (value === undefined) throw new Error(`the row of ${route.method} ${route.path} says nothing of :${name}`);
    return filled(value, things);
  });
  const url = row.query ? `${path}?${filled(row.query, things)}` : path;
  if (route.method === 'GET') return client.get(url, { headers });
  return client.post(url, Object.fromEntries(Object.entries(row.fields ?? {}).map(([name, value]) => [name, filled(value, things)])), { headers });
}

function filled(text: string, things: Things): string {
  return text.replaceAll(/\{([a-zA-Z]+)\}/g, (_all, name: string) => {
    if (!(name in things)) throw new Error(`no thing is called ${name}`);
    return things[name as keyof Things];
  });
}

const signInPaths = ['/logga-in', '/handlaggning/logga-in'];

/** What an answer amounts to. @param signedIn whether the caller has a session of the realm that the route is of */
export function outcomeOf(response: ClientResponse, signedIn: boolean): Outcome | `fault ${number}` {
  const { url, status, location, text } = response;
  if (status === 404) return 'notFound';
  if (status === 403) return 'forbidden';
  // A sign-in that has no provider to go to says so with 503; any other such status is a fault.
  if (status >= 500 && !(status === 503 && signInPaths.some((path) => url.pathname === path || url.pathname.endsWith('/inbjudan')))) return `fault ${status}`;
  if (location && signInPaths.includes(location.pathname)) return signedIn ? 'stepUp' : 'signIn';
  return text.includes('Varför öppnar du ärendet') ? 'reason' : 'in';
}
