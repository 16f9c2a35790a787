import { isDay } from '../expressions/calendar.ts';
import { formatPhone, formatDate } from '../../platform/index.ts';
import type { Day } from '../answers.ts';
import { day, string } from '../expressions/shapes.ts';
import type { Shape } from '../engine/types.ts';
import { isEmail, readDay, readOrganisationNumber, readPersonalNumber, readPhone } from './reading.ts';
import type { AnswerFault, Fields, Reading, Words } from './type.ts';
import { readText } from './written.ts';

/** How one part of an answer of several parts is read, checked and shown. */
export interface Part {
  readonly shape: Shape;
  /** Rewritten in one way; `undefined` when it cannot be read. */
  read(text: string): string | undefined;
  readonly unreadable: string;
  /** Which `missing.<…>` text asks for it. */
  readonly missing: string;
  show?(value: string, words: Words): string;
}

const line = (text: string) => readText(text.replace(/\s+/g, ' ')).value?.slice(0, 200);

/** A number is only checked here; that its day of birth has been is checked where today is known. */
const farFuture: Day = '9999-12-31';

export const parts = {
  givenName: { shape: string, read: line, unreadable: 'text.pattern', missing: 'givenName' },
  familyName: { shape: string, read: line, unreadable: 'text.pattern', missing: 'familyName' },
  personalNumber: {
    shape: string,
    read: (text) => readPersonalNumber(text, farFuture),
    unreadable: 'personalNumber.unreadable',
    missing: 'personalNumber',
    show: (value) => `${value.slice(0, 8)}-${value.slice(8)}`,
  },
  birthDate: {
    shape: day,
    read: (text) => (isDay(text) ? text : readDay(text)),
    unreadable: 'date.unreadable',
    missing: 'birthDate',
    show: (value, words) => formatDate(value, words.language),
  },
  phone: { shape: string, read: readPhone, unreadable: 'phone.unreadable', missing: 'phone', show: formatPhone },
  email: {
    shape: string,
    read: (text) => (isEmail(text) ? text : undefined),
    unreadable: 'email.unreadable',
    missing: 'email',
  },
  name: { shape: string, read: line, unreadable: 'text.pattern', missing: 'name' },
  number: {
    shape: string,
    read: readOrganisationNumber,
    unreadable: 'organisationNumber.unreadable',
    missing: 'organisationNumber',
  },
  contact: { shape: string, read: line, unreadable: 'text.pattern', missing: 'contact' },
  careOf: { shape: string, read: line, unreadable: 'text.pattern', missing: 'careOf' },
  street: { shape: string, read: line, unreadable: 'text.pattern', missing: 'street' },
  postalCode: { shape: string, read: readPostalCode, unreadable: 'address.postalCode', missing: 'postalCode' },
  city: { shape: string, read: line, unreadable: 'text.pattern', missing: 'city' },
} as const satisfies Record<string, Part>;

export type PartName = keyof typeof parts;

/** `12345`, `123 45`, `SE-123 45` as `123 45`. */
function readPostalCode(text: string): string | undefined {
  const digits = text.replace(/^se-?\s*/i, '').replace(/\s/g, '');
  return /^[1-9]\d{4}$/.test(digits) ? `${digits.slice(0, 3)} ${digits.slice(3)}` : undefined;
}

/** What was typed in some parts. One that cannot be read makes the whole unread, so that all of it is kept as typed. */
export function readParts(names: readonly PartName[], fields: Fields, today?: Day): Reading<Record<string, string>> {
  const value: Record<string, string> = {};
  for (const name of names) {
    const typed = fields.text(name);
    if (typed === '') continue;
    const part: Part = parts[name];
    const read = name === 'personalNumber' && today ? readPersonalNumber(typed, today) : part.read(typed);
    if (read === undefined) return { fault: { code: part.unreadable, part: name } };
    value[name] = read;
  }
  return Object.keys(value).length === 0 ? {} : { value };
}

/** Whether a value is made of such parts, as texts. */
export function isParts(value: unknown, names: readonly PartName[]): value is Record<string, string> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.entries(value).every(([key, text]) => (names as readonly string[]).includes(key) && typeof text === 'string')
  );
}

/** Parts that are needed and missing, or not as they should be. */
export function partFaults(
  value: Readonly<Record<string, string>>,
  needed: readonly PartName[],
  optional: readonly PartName[] = [],
): readonly AnswerFault[] {
  return [...needed, ...optional].flatMap((name): AnswerFault[] => {
    const part: Part = parts[name];
    const given = value[name];
    if (given === undefined || given === '') {
      return optional.includes(name) ? [] : [{ code: `missing.${part.missing}`, part: name }];
    }
    return part.read(given) === given ? [] : [{ code: part.unreadable, part: name }];
  });
}

export function partShapes(names: readonly PartName[]): Readonly<Record<string, Shape>> {
  return Object.fromEntries(names.map((name) => [name, parts[name].shape]));
}

/** A part to be read by people. */
export function showPart(name: PartName, value: string, words: Words): string {
  const part: Part = parts[name];
  return part.show ? part.show(value, words) : value;
}
