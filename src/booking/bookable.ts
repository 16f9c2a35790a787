import { slot, type Language, type Resident, type Tx, type TenantFacts, type House, type Uuid, type Help, type RequestContext } from '../platform/index.ts';

/** A kind of time that a service is booked for, in words of a language. */
export interface Kind {
  id: string;
  name: string;
  /** comes after another: from so many days after it was done, and until */
  after?: { kind: string; from: string; until?: string };
  /** nobody books by themselves what they have had */
  once: boolean;
  /** only for those who have been called */
  called: boolean;
  /** staff may book so many at once, a week apart */
  series?: number;
}

/** What is written down when somebody has been, field by field. */
export interface OutcomeField {
  id: string;
  label: string;
  type: 'text' | 'choice' | 'date';
  options: readonly { id: string; label: string; say?: string }[];
  optional: boolean;
  /** the batch: found again when it is recalled */
  batch: boolean;
  /** told to the person; otherwise for staff only */
  told: boolean;
}

export interface OutcomeRule {
  name: string;
  fields: readonly OutcomeField[];
  /** what whoever writes the first down says that they have done: gone through what was declared */
  assess?: string;
  /** a laboratory answers this field, by its codes */
  laboratory?: { field: string; codes: Readonly<Record<string, string>> };
  /** a register that is told of it: which, and of which fields */
  report?: { to: string; fields: readonly string[] };
  /** `fields`: what it says of them; absent: all that are told */
  certificate?: { title: string; text: string; fields?: readonly string[] };
  /** said beside the outcome on My pages */
  say?: string;
  /** about when it comes: said from when a sample is taken until it is there */
  wait?: string;
}

/** A service whose times are booked here: what its definition says, in a language. */
export interface Bookable {
  service: string;
  path: string;
  name: string;
  summary: string;
  versionId: Uuid;
  authorityId: Uuid;
  /** whose staff have to do with the times */
  unitId: Uuid;
  confidentiality: number;
  /** sign-in that the class asks for */
  level: 0 | 2 | 3;
  kinds: readonly Kind[];
  /** minutes that a time is held while one fills in */
  holdMinutes: number;
  /** hours before, until which one may move it oneself; one may cancel until it begins */
  changeHours: number;
  /** hours before, when one is reminded */
  remindHours: readonly number[];
  /** days before, when whoever has no digital way is reminded by letter */
  letterDays: number;
  /** hours to answer an offered time; absent: no waiting list */
  answerHours?: number;
  /** to think of before one comes */
  prepare: readonly string[];
  /** who may not book by themselves, in words: shown before anyone signs in */
  limits: readonly string[];
  outcome?: OutcomeRule;
  /** ISO 8601: how long bookings and outcomes are kept */
  keep: { booking: string; outcome: string };
  /** nobody books a new time by themselves now: why, in words. Those there are stand, and may be moved and cancelled */
  stopped?: { why: string; until?: Date };
}

/** A rule that stops somebody from booking a kind of time. */
export interface Stop {
  id: string;
  say: string;
  /** staff may go past it, with a reason */
  override: boolean;
  /** what can be booked instead: a kind, in words, and the first day of it */
  next?: { kind: string; name: string; from: string };
}

/** What rules may read besides who it is. */
export interface VisitFacts {
  kind: string;
  /** visits of the service that have been done */
  earlier: number;
  /** days since the last of them, on the day of the new time */
  sinceLast?: number;
}

/**
 * `services` fills it: which services have times, what their rules say, and the way on to their questions. This room stands below
 * and knows no definition.
 */
export interface Bookables {
  all(tx: Tx, language: Language): Promise<readonly Bookable[]>;
  /** the version that a booking was made with */
  byVersion(tx: Tx, versionId: Uuid, language: Language): Promise<Bookable>;
  /** rules that hold for somebody; of one without a person only those that need no facts of them */
  stops(tx: Tx, bookable: Bookable, person: Uuid | undefined, visit: VisitFacts, language: Language): Promise<readonly Stop[]>;
  /** whether whoever acts for another may do so here */
  mayAct(tx: Tx, who: Resident, bookable: Bookable): Promise<boolean>;
  /** begins on the questions in the person's own room */
  begin(at: { house: House; tx: Tx; tenant: TenantFacts }, who: Resident, bookable: Bookable, language: Language): Promise<Uuid>;
  /** whether a draft is in the room of whoever asks, is of this service and has not been sent in: another service asks other questions */
  isOpenDraft(tx: Tx, draftId: Uuid, bookable: Bookable): Promise<boolean>;
  /** where a draft goes on */
  hrefOfDraft(draftId: Uuid): string;
  /** whom to call about it */
  help(context: RequestContext, bookable: Bookable): Promise<Help>;
}

/** What a register is told of something that came of a visit. */
export interface OutcomeReport {
  /** `withdrawn`: what was told before does not hold */
  what: 'given' | 'corrected' | 'withdrawn';
  /** the register, as the definition names its receiver */
  to: string;
  /** the same however often it is corrected */
  visitId: Uuid;
  authorityId: Uuid;
  unitId: Uuid;
  personId: Uuid;
  service: string;
  kind: { id: string; name: string };
  /** `YYYY-MM-DD` */
  day: string;
  fields: readonly { id: string; label: string; value: string; text: string }[];
}

/** Rooms that tell registers fill it: in the transaction that writes an outcome down, corrects it or takes it away. */
export const outcomeReported = slot<(tx: Tx, report: OutcomeReport) => Promise<void>>('outcomeReported');

export const bookables = slot<Bookables>('bookables');

/** @throws when no room fills it */
export const bookablesOf = (tx: Tx): Bookables => tx.slots.only(bookables);

/** The service under an address. */
export async function bookableAt(tx: Tx, path: string, language: Language): Promise<Bookable | undefined> {
  return (await bookablesOf(tx).all(tx, language)).find((one) => one.path === path);
}

/** The service by its name for the machine. */
export async function bookableNamed(tx: Tx, service: string, language: Language): Promise<Bookable | undefined> {
  return (await bookablesOf(tx).all(tx, language)).find((one) => one.service === service);
}
