import { formatDate, type Language } from '../../platform/index.ts';
import { statusOf, type StatusFacts } from '../model/case/status.ts';
import { texts } from './texts.ts';

/** How it stands, in a sentence or two. */
export function statusSentence(language: Language, facts: StatusFacts, today: string, unit: string): string {
  const { key, days } = statusOf(facts, today);
  const words = Object.fromEntries(Object.entries(days).map(([name, day]) => [name, formatDate(day, language)]));
  const own = facts.handling && ['received', 'reading', 'receivedNoDate', 'late', 'waitsCompletion', 'withdrawn', 'closedWithdrawn'].includes(key);
  return texts(language, `${own ? 'statusHandling' : 'status'}.${key}`, { ...words, unit });
}

/** "1 april 2027" or "tills vidare". */
export function validWords(language: Language, item: { validFrom: string | null; validUntil: string | null; further: boolean }): string {
  const { validFrom, validUntil, further } = item;
  if (!validFrom && !validUntil && !further) return '';
  const params = { from: validFrom ? formatDate(validFrom, language) : '', until: validUntil ? formatDate(validUntil, language) : '' };
  if (!validFrom) return validUntil ? texts(language, 'valid.until', params) : texts(language, 'valid.further', params);
  return texts(language, validUntil ? 'valid.fromUntil' : further ? 'valid.fromFurther' : 'valid.from', params);
}
