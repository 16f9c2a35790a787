import { formatDateWithWeekday, formatNumber, formatTime, href, type Href, type Language } from '../../platform/index.ts';
import { honestTime, waitOf, type HonestTime } from '../model/estimate.ts';
import type { Lane } from '../model/lane.ts';
import { texts } from '../texts.ts';

export function laneHref(lane: Pick<Lane, 'slug'>, part = ''): Href {
  return href(`/ko/${lane.slug}${part}`);
}

/** "tisdag 3 mars 2026 kl. 8.00". */
export function moment(at: Date, language: Language): string {
  return `${formatDateWithWeekday(at, language)} ${language === 'en' ? 'at' : 'kl.'} ${formatTime(at, language)}`;
}

/** The wait behind some who wait, as an amount: "20 till 35 minuter". */
export function span(waiting: number, perSecond: number, language: Language): string {
  const time = honestTime(waitOf(waiting, perSecond));
  if (time && waiting === 0) return texts(language, 'time.none');
  return time ? texts(language, `time.${time.unit}`, inWords(time, language)) : texts(language, 'time.unknown');
}

/** A wait as a sentence about one's turn. */
export function turnIn(time: HonestTime | undefined, language: Language): string {
  if (!time) return texts(language, 'place.waitUnknown');
  return texts(language, { within: 'place.waitSoon', minutes: 'place.wait', hours: 'place.waitHours' }[time.unit], inWords(time, language));
}

function inWords({ from, to }: HonestTime, language: Language): { from: string; to: string } {
  return { from: formatNumber(from, language), to: formatNumber(to, language) };
}
