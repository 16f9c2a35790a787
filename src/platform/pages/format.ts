import type { Language } from '../language.ts';

/** All dates people see are Swedish dates. */
const timeZone = 'Europe/Stockholm';

/**
 * A calendar date (`2026-05-03`) or an instant as a date in Sweden: "3 maj 2026", "3 May 2026".
 * @throws RangeError for what is neither.
 */
export function formatDate(date: string | Date, language: Language): string {
  return formatter(language, { day: 'numeric', month: 'long', year: 'numeric' }, date);
}

/** With the weekday: "söndag 3 maj 2026". */
export function formatDateWithWeekday(date: string | Date, language: Language): string {
  return formatter(language, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }, date).replace(',', '');
}

/** For tables: "2026-05-03" in every language, so that columns line up. */
export function formatDateShort(date: string | Date): string {
  return formatter('sv', { day: '2-digit', month: '2-digit', year: 'numeric' }, date);
}

/** A time of day: "13.30" in Swedish (Myndigheternas skrivregler), "13:30" in English. */
export function formatTime(instant: Date, language: Language): string {
  const time = formatter('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, instant);
  return language === 'en' ? time : time.replace(':', '.');
}

/** "3 maj 2026 kl. 13.30", "3 May 2026 at 13:30". */
export function formatDateTime(instant: Date, language: Language): string {
  return `${formatDate(instant, language)} ${language === 'en' ? 'at' : 'kl.'} ${formatTime(instant, language)}`;
}

/** Öre as an amount: "1 234,50 kr" (whole kronor without decimals), "SEK 1,234.50". Spaces do not break. */
export function formatMoney(öre: number, language: Language = 'sv'): string {
  if (!Number.isSafeInteger(öre)) throw new RangeError(`Money is whole öre, not ${öre}`);
  const decimals = öre % 100 === 0 ? 0 : 2;
  const amount = formatNumber(öre / 100, language, decimals);
  return language === 'en' ? `SEK\u00a0${amount}` : `${amount}\u00a0kr`;
}

/** A number with the language's separators: "1 234,5". `decimals` are always shown when given. */
export function formatNumber(value: number, language: Language, decimals?: number): string {
  const key = `${language} ${decimals}`;
  let format = numberFormats.get(key);
  if (format === undefined) {
    const digits = decimals === undefined ? {} : { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
    format = new Intl.NumberFormat(locale(language), digits);
    numberFormats.set(key, format);
  }
  return format.format(value);
}

/** Bytes as people say them: "340 kB", "2,4 MB". */
export function formatFileSize(bytes: number, language: Language): string {
  if (bytes < 1_000_000) return `${formatNumber(Math.max(1, Math.round(bytes / 1000)), language)}\u00a0kB`;
  return `${formatNumber(Math.round(bytes / 100_000) / 10, language)}\u00a0MB`;
}

const dateFormats = new Map<string, Intl.DateTimeFormat>();
const numberFormats = new Map<string, Intl.NumberFormat>();

/** Making an Intl formatter costs some 50 µs and using it about one, so they are kept. */
function formatter(language: Language, options: Intl.DateTimeFormatOptions, date: string | Date): string {
  const key = `${language} ${JSON.stringify(options)}`;
  let format = dateFormats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(locale(language), { ...options, timeZone });
    dateFormats.set(key, format);
  }
  return format.format(instantOf(date));
}

/** Noon, so that a calendar date is the same day in Sweden all year. */
function instantOf(date: string | Date): Date {
  if (date instanceof Date) return date;
  return /^\d{4}-\d\d-\d\d$/.test(date) ? new Date(`${date}T12:00:00Z`) : new Date(date);
}

function locale(language: Language): string {
  return language === 'en' ? 'en-GB' : 'sv-SE';
}

/** A Swedish telephone number as it is read aloud, roughly: `070-174 06 05`; others as they are. */
export function formatPhone(phone: string): string {
  if (!phone.startsWith('+46')) return phone;
  const national = `0${phone.slice(3)}`;
  const area = /^0(7\d|8|[1-6]\d{1,2}|9\d{1,2})/.exec(national)?.[0] ?? national.slice(0, 3);
  return `${area}-${grouped(national.slice(area.length))}`;
}

/** Groups as in Swedish directories: 3 2, 2 2 2, 3 2 2, 3 3 2. */
function grouped(digits: string): string {
  const sizes: Readonly<Record<number, string>> = { 5: '32', 6: '222', 7: '322', 8: '332' };
  let from = 0;
  return [...(sizes[digits.length] ?? String(digits.length))]
    .map((size) => digits.slice(from, (from += Number(size))))
    .join(' ');
}
