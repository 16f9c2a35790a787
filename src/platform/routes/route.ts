import type { ComponentChild } from 'preact';
import type { z } from 'zod';
import type { Tx } from '../database/transaction.ts';
import type { House } from '../house.ts';
import type { Uuid } from '../ids.ts';
import type { Language } from '../language.ts';
import type { Level, Principal, Resident, Staff } from '../principal.ts';
import type { AccessRule, ResidentRule, StaffRule } from './access.ts';

export type Method = 'GET' | 'POST';

/** The organisation a request is for, found from the host name. */
export interface TenantFacts {
  id: Uuid;
  name: string;
  kind: string;
  host: string;
  mark: string;
  themeHref: string;
  /** changes whenever anything public of the organisation changes: what cached pages are keyed by */
  version: string;
  /** where to turn when the page itself knows no better number */
  help: { phone: string; hours: string; hoursIn?: Readonly<Partial<Record<Language, string>>> };
  /** said across the top of every page for residents: a crisis, a planned stop */
  banner?: Notice;
}

/** A message from the organisation to everyone. */
export interface Notice {
  kind: 'info' | 'warning' | 'danger';
  /** where to read more */
  link?: string;
  words: Readonly<Partial<Record<Language, { title: string; text: string }>> & { sv: { title: string; text: string } }>;
}

/** How long one may stay at an address that people wait for, where more time is given (a POST), and the script that warns before it ends. */
export interface Stay {
  until: Date;
  more: string;
  script: string;
}

/** What the header says of who is signed in. */
export interface Display {
  name: string;
  /** the person acted for, and as what */
  actingFor?: string;
  /** staff: their authority and unit */
  place?: string;
}

/**
 * A file as it was uploaded: bytes in memory; nothing about it is believed yet. One that is larger than its route takes has one
 * byte more than that and no rest: `inspectFile` refuses it.
 */
export interface Upload {
  field: string;
  name: string;
  mediaType: string;
  bytes: Buffer;
}

export type Fields = Readonly<Record<string, string | readonly string[]>>;

/** What a handler is given. `who` is what the access rule promised. */
export interface RequestContext<Who extends Principal = Principal, Params = unknown, Query = unknown> {
  tx: Tx;
  who: Who;
  display?: Display;
  /** only where one may stay for a time */
  stay?: Stay;
  tenant: TenantFacts;
  params: Params;
  query: Query;
  /** the fields of a posted form, as typed; a room parses them once */
  fields: Fields;
  uploads: readonly Upload[];
  /** what another system posted, as it came; only where the route takes it */
  raw?: Buffer;
  /** headers as they came: for signatures of other systems */
  headers: Readonly<Record<string, string | string[] | undefined>>;
  language: Language;
  now: Date;
  house: House;
  /** scheme, host and port the user sees, e.g. `https://e-tjanster.exempelkommun.se` */
  origin: string;
  /** path and query of this request: where to come back to after sign-in */
  path: string;
  cookies: Readonly<Record<string, string | undefined>>;
  /** network address the request came from, as the trusted proxy says: only to count attempts by, never kept readable */
  address: string;
  /** Tells the audit which dossier and person this request concerned. */
  about(facts: { dossierId?: Uuid; subjectId?: Uuid; authorityId?: Uuid; unitId?: Uuid; detail?: Record<string, string | number | boolean> }): void;
}

/** What a handler answers. Expected refusals are answers; faults are thrown. */
export type Answer =
  | { kind: 'page'; node: ComponentChild; status: number; kept?: boolean; cookies?: readonly Cookie[] }
  | { kind: 'redirect'; to: string; external?: boolean; cookies?: readonly Cookie[] }
  | { kind: 'file'; bytes: Buffer | string; mediaType: string; name?: string; inline?: boolean; cache?: string }
  | { kind: 'json'; value: unknown; status: number; cookies?: readonly Cookie[] }
  | { kind: 'error'; status: number; reason?: string }
  | { kind: 'notFound' }
  | { kind: 'gone' }
  | { kind: 'forbidden'; reason: string }
  | { kind: 'stepUp'; level: Level; fresh?: boolean };

export interface Cookie {
  name: string;
  /** null removes it */
  value: string | null;
  /** seconds; a cookie of the browser session when absent */
  maxAge?: number;
}

/**
 * A page; 200 unless another status is given. With 400 or more the audit says that the attempt was refused, unless `kept`: what
 * was posted has been saved, though something in it is missing or wrong.
 */
export const page = (node: ComponentChild, { status = 200, ...more }: { status?: number; kept?: boolean; cookies?: readonly Cookie[] } = {}): Answer =>
  ({ kind: 'page', node, status, ...more });
/** 303: the browser fetches the next page with GET, so that pressing reload posts nothing again. */
export const redirect = (to: string, cookies?: readonly Cookie[]): Answer => ({ kind: 'redirect', to, ...(cookies && { cookies }) });
export const redirectAway = (to: string, cookies?: readonly Cookie[]): Answer =>
  ({ kind: 'redirect', to, external: true, ...(cookies && { cookies }) });
export const file = (bytes: Buffer | string, mediaType: string, options: { name?: string; inline?: boolean; cache?: string } = {}): Answer =>
  ({ kind: 'file', bytes, mediaType, ...options });
export const json = (value: unknown, status = 200, cookies?: readonly Cookie[]): Answer => ({ kind: 'json', value, status, ...(cookies && { cookies }) });
export const notFound = (): Answer => ({ kind: 'notFound' });
export const gone = (): Answer => ({ kind: 'gone' });
export const forbidden = (reason: string): Answer => ({ kind: 'forbidden', reason });
/** Sends a resident to prove more, or anew, who they are, and back to this page. */
export const stepUp = (level: Level, fresh = false): Answer => ({ kind: 'stepUp', level, fresh });

export type AuditRule = string | { none: string };
/** A route that leaves no trace in the audit says why. */
export const none = (why: string): AuditRule => ({ none: why });

type PathParams<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? { [K in Name]: string } & PathParams<`/${Rest}`>
  : Path extends `${string}:${infer Name}` ? { [K in Name]: string } : unknown;

type WhoOf<Rule extends AccessRule> = Rule extends ResidentRule ? Resident : Rule extends StaffRule ? Staff : Principal;

/** A route cannot be made without its access rule and its audit event. */
export interface RouteSpec<Path extends string, Rule extends AccessRule, Query> {
  method: Method;
  path: Path;
  access: Rule;
  /** the event the audit writes when the route is used, or `none('why')` */
  audit: AuditRule;
  /** parsed once at the edge; a query that does not fit is a 404, as for an address that does not exist */
  query?: z.ZodType<Query>;
  /**
   * Rendered once per tenant, content version and language, and served as bytes. Only for `anyone`, GET. What changes by itself says for
   * how many seconds it holds.
   */
  cached?: boolean | { seconds: number };
  /**
   * Who comes first when not all can: `critical` before `normal` before `optional`. Left out, staff's are critical and others normal. A
   * critical address alone gives little: staff are known by a signed class (admission).
   */
  urgency?: 'critical' | 'normal' | 'optional';
  /** accepts files in multipart forms: at most this many bytes each (default: no files) */
  uploads?: { maxBytes: number; maxFiles: number };
  /** taken as JSON from another system: the handler gets the bytes in `raw`, and checks who sent them */
  takesJson?: boolean;
  /** posted by another site on purpose (e.g. a callback with form_post): the same-site check is left out; says why */
  crossSite?: string;
  handle(context: RequestContext<WhoOf<Rule>, PathParams<Path>, Query>): Promise<Answer> | Answer;
}

export interface Route extends Omit<RouteSpec<string, AccessRule, unknown>, 'handle'> {
  handle(context: RequestContext): Promise<Answer> | Answer;
}

export function route<const Path extends string, const Rule extends AccessRule, Query = Record<string, string>>(
  spec: RouteSpec<Path, Rule, Query>,
): Route {
  // The server calls `handle` only after the rule has been judged, so the narrower context is what it gets.
  return spec as unknown as Route;
}
