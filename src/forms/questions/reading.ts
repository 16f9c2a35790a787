import { luhn } from '../../platform/index.ts';
import type { Day } from '../answers.ts';
import { isDay } from '../expressions/calendar.ts';

/** Hyphens, minus signs and dashes that keyboards and pasted texts give. */
const dashes = /[\u2010-\u2015\u2212]/g;
const spaces = /[\s\u00a0\u2009\u202f]/g;

/** A number as Swedes write it: `1 234,5`, `1.234,50`, `−3`; `undefined` when it is none. */
export function readNumber(text: string): number | undefined {
  const bare = text.replace(spaces, '').replace(dashes, '-');
  const swedish = /^-?\d{1,3}(\.\d{3})+,\d+$/.test(bare) ? bare.replaceAll('.', '') : bare;
  const written = swedish.replace(',', '.');
  return /^[-+]?\d{1,15}(\.\d{1,10})?$/.test(written) ? Number(written) : undefined;
}

/** Kronor as written, in öre: `1 500`, `1500,50`, `1 500:-`, `1500 kr`, `1 500:50`; `undefined` when it is no amount. */
export function readAmount(text: string): number | undefined {
  const bare = text
    .toLowerCase()
    .replace(spaces, '')
    .replace(dashes, '-')
    .replace(/(kronor|kr|sek)\.?$/, '')
    .replace(/^(kr|sek)\.?/, '')
    .replace(/:-+$/, '')
    .replace(/:(\d{2})$/, ',$1');
  // A full stop before three digits groups thousands; "1.500" kronor is fifteen hundred, never one and a half.
  const grouped = /^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(bare) ? bare.replaceAll('.', '') : bare;
  const match = /^(-?)(\d{1,11})(?:[.,](\d{1,2}))?$/.exec(grouped);
  if (!match) return undefined;
  const öre = Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0'));
  return match[1] && öre !== 0 ? -öre : öre;
}

const months: readonly (readonly string[])[] = [
  ['januari', 'january', 'jan'],
  ['februari', 'february', 'feb', 'febr'],
  ['mars', 'march', 'mar'],
  ['april', 'apr'],
  ['maj', 'may'],
  ['juni', 'june', 'jun'],
  ['juli', 'july', 'jul'],
  ['augusti', 'august', 'aug'],
  ['september', 'sep', 'sept'],
  ['oktober', 'october', 'okt', 'oct'],
  ['november', 'nov'],
  ['december', 'dec'],
];

/**
 * A day as Swedes write it: `2026-05-03`, `20260503`, `3/5 2026`, `3.5.2026`, `3 maj 2026`, `3 may 2026`, `2026/5/3`.
 * The day comes before the month (never the American way). `260503` and a day without a year are not taken: which century
 * or year is meant must not be guessed.
 */
export function readDay(text: string): Day | undefined {
  const bare = text.trim().toLowerCase().replace(dashes, '-').replace(/\s+/g, ' ').replace(/^den /, '');
  const yearFirst = /^(\d{4})[-./ ](\d{1,2})[-./ ](\d{1,2})$/.exec(bare) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(bare);
  if (yearFirst) return day(yearFirst[1]!, yearFirst[2]!, yearFirst[3]!);
  const dayFirst = /^(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4})$/.exec(bare);
  if (dayFirst) return day(dayFirst[3]!, dayFirst[2]!, dayFirst[1]!);
  const named = /^(\d{1,2}):?(?:e|a|st|nd|rd|th)? ([a-z]+)\.? (\d{4})$/.exec(bare);
  const month = named ? months.findIndex((names) => names.includes(named[2]!)) : -1;
  return named && month >= 0 ? day(named[3]!, String(month + 1), named[1]!) : undefined;
}

function day(year: string, month: string, date: string): Day | undefined {
  const text = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return isDay(text) ? text : undefined;
}

/** A time of day: `8.30`, `08:30`, `0830`, `kl. 8`; `undefined` when it is none. */
export function readClock(text: string): string | undefined {
  const bare = text
    .trim()
    .toLowerCase()
    .replace(/^kl(ockan|\.)? ?/, '');
  const match = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(bare) ?? /^(\d{2})(\d{2})$/.exec(bare);
  if (!match) return undefined;
  const [hour, minute] = [Number(match[1]), Number(match[2] ?? 0)];
  return hour < 24 && minute < 60 ? `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` : undefined;
}

/**
 * A telephone number as E.164: `070-174 06 05`, `+46 (0)70 174 06 05`, `0046701740605`; other countries with `+`.
 * A Swedish number has 7 to 9 digits after the zero (PTS numbering plan for E.164).
 */
export function readPhone(text: string): string | undefined {
  const bare = text
    .replace(spaces, '')
    .replace(dashes, '-')
    .replace(/\(0\)/, '')
    .replace(/[-()./]/g, '')
    .replace(/^00/, '+');
  if (/^\+460?[1-9]\d{6,8}$/.test(bare)) return bare.replace(/^\+460/, '+46');
  if (/^0[1-9]\d{6,8}$/.test(bare)) return `+46${bare.slice(1)}`;
  return /^\+(?!46)[1-9]\d{6,14}$/.test(bare) ? bare : undefined;
}

/** Whether an e-mail address could reach someone: one @, a dotted domain, no spaces. */
export function isEmail(text: string): boolean {
  return text.length <= 254 && /^[^\s@<>,;:"()[\]\\]{1,64}@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)*\.\p{L}{2,}$/u.test(text);
}

/**
 * An organisation number as `556016-0680`. Twelve digits with the prefix 16 are taken too. The third digit is at least 2,
 * which tells it from a personal number (Lag 1974:174; SKV 709).
 */
export function readOrganisationNumber(text: string): string | undefined {
  const digits = text
    .replace(spaces, '')
    .replace(dashes, '-')
    .replace('-', '')
    .replace(/^16(?=\d{10}$)/, '');
  if (!/^\d{2}[2-9]\d{7}$/.test(digits) || !luhn(digits)) return undefined;
  return `${digits.slice(0, 6)}-${digits.slice(6)}`;
}

/**
 * A personal or coordination number as twelve digits: `19900101-2385`, `900101-2385`, `900101+2385` (over a hundred).
 * Without a century the latest possible one is meant (Folkbokföringslag 1991:481 18 §; a coordination number has 60 added
 * to the day, 18 a §).
 */
export function readPersonalNumber(text: string, today: Day): string | undefined {
  const bare = text.replace(spaces, '').replace(dashes, '-');
  const match = /^(18|19|20)?(\d{2})(\d{4})([-+]?)(\d{4})$/.exec(bare);
  if (!match || !luhn(`${match[2]}${match[3]}${match[5]}`)) return undefined;
  const [, century, year, monthDay, sign, last] = match as unknown as [
    string,
    string | undefined,
    string,
    string,
    string,
    string,
  ];
  for (const guess of century ? [century] : sign === '+' ? ['19', '18'] : ['20', '19']) {
    const born = bornDay(`${guess}${year}${monthDay}`);
    const hundred = `${Number(today.slice(0, 4)) - 100}${today.slice(4)}`;
    if (!born || born > today || (!century && sign === '+' && born > hundred)) continue;
    return `${guess}${year}${monthDay}${last}`;
  }
  return undefined;
}

/** The day of birth in the first eight digits of a personal or coordination number. */
export function bornDay(digits: string): Day | undefined {
  const date = Number(digits.slice(6, 8));
  const day = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${String(date > 60 ? date - 60 : date).padStart(2, '0')}`;
  return isDay(day) ? day : undefined;
}
