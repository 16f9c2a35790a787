import type { PlanLine } from '../../cases/index.ts';
import type { DocumentType } from '../../services/index.ts';

export const typeWords: Record<DocumentType, string> = {
  application: 'Ansökan', attachment: 'Bilagor', certificate: 'Intyg', message: 'Meddelanden och begäran om komplettering', note: 'Tjänsteanteckningar', inquiry: 'Utredning',
  calculation: 'Beräkning', decision: 'Beslut', permit: 'Tillstånd', payment: 'Utbetalningar', fee: 'Avgifter', statement: 'Yttranden från andra', consent: 'Medgivanden',
  appeal: 'Överklaganden', readLog: 'Läslogg', booking: 'Tidsbokning', outcome: 'Resultat av besök',
};

export const fromWords: Record<NonNullable<PlanLine['from']>, string> = {
  closed: 'ärendet avslutades', permitEnded: 'tillståndet upphörde', decided: 'beslutet fattades', lastEntry: 'sista anteckningen', made: 'handlingen upprättades',
};

/** A length of time as people say it: `P2Y` is "2 år". */
export function keepWords(keep: string): string {
  if (keep === 'forever') return 'Bevaras';
  const [, count = '', unit = ''] = /^P(\d+)([YMWD])$/.exec(keep) ?? [];
  const words = ({ Y: ['år', 'år'], M: ['månad', 'månader'], W: ['vecka', 'veckor'], D: ['dag', 'dagar'] } as const)[unit as 'Y' | 'M' | 'W' | 'D'];
  return words ? `${count} ${words[count === '1' ? 0 : 1]}` : keep;
}

/** A line of a plan in words. */
export function lineWords({ keep, from, archive }: PlanLine): string {
  const time = keep === 'forever' ? 'Bevaras' : `Gallras ${keepWords(keep)} efter att ${fromWords[from ?? 'closed']}`.replace('efter att sista', 'efter sista');
  return archive ? `${time}, när arkivet har tagit emot` : time;
}

export const keptWords = { held: 'Gallringsstopp', undecided: 'Väntar på nämndens beslut', research: 'Bevaras för forskning' } as const;
