import { formatNumber, type TagColour } from '../../platform/index.ts';
import type { State } from '../model/state.ts';
import type { Channel } from '../store/tables.ts';

/** How a booking stands, as staff say it. */
export const stateWords: Readonly<Record<State, string>> = {
  booked: 'Bokad', arrived: 'Har kommit', done: 'Klar', released: 'Släppt', moved: 'Flyttad', cancelled: 'Avbokad', revoked: 'Återtagen',
  closed: 'Inställd', noShow: 'Uteblev', declined: 'Tackade nej',
};

export const stateColours: Readonly<Record<State, TagColour>> = {
  booked: 'info', arrived: 'warning', done: 'success', released: 'neutral', moved: 'neutral', cancelled: 'neutral', revoked: 'danger',
  closed: 'danger', noShow: 'danger', declined: 'neutral',
};

export const channelWords: Readonly<Record<Channel, string>> = { web: 'webben', phone: 'telefon', counter: 'besök', walkIn: 'utan tid' };

/** What happened, in the history of a booking. */
export const stepWords: Readonly<Record<string, string>> = {
  booked: 'Bokad', moved: 'Flyttad', cancelled: 'Avbokad', revoked: 'Återtagen: det som behövdes räckte inte', closed: 'Inställd: stängt', noShow: 'Uteblev', arrived: 'Anmäld på plats',
  notArrived: 'Anmälan på plats togs tillbaka', outcome: 'Resultat infört', corrected: 'Resultat rättat', withdrawn: 'Resultat taget tillbaka', recalled: 'Batchen är indragen', assessed: 'Hälsodeklarationen är genomgången och bedömd', elsewhere: 'Dos på annat håll införd, enligt intyg', elsewhereWithdrawn: 'Dos på annat håll borttagen', identified: 'Kopplad till en person', notIdentified: 'Koppling till en person borttagen', sample: 'Prov taget', told: 'Resultat lämnat på telefon efter kontroll av identitet',
  letter: 'Resultat lämnat i brev', reminderLetter: 'Påminnelse skickad i brev',
};

export const weekdayNames = ['Måndag', 'Tisdag', 'Onsdag', 'Torsdag', 'Fredag', 'Lördag', 'Söndag'] as const;

/** "en tid", "12 tider". */
export const timesOf = (count: number): string => (count === 1 ? 'en tid' : `${formatNumber(count, 'sv')} tider`);
/** "en person", "12 personer". */
export const peopleOf = (count: number): string => (count === 1 ? 'en person' : `${formatNumber(count, 'sv')} personer`);
/** A sentence begins with it. */
export const first = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

export const kindWords = { person: 'Person', room: 'Rum', equipment: 'Utrustning' } as const;

/** What was just done with a booking, as the address says it. */
export const dones = ['bokad', 'kom', 'ater', 'uteblev', 'avbokad', 'flyttad', 'prov', 'resultat', 'lamnat', 'kopplad', 'bortkopplad', 'aterkallat', 'annanstans', 'mote'] as const;
export type Done = (typeof dones)[number];

const doneWords: Readonly<Record<Exclude<Done, keyof typeof toldWords>, string>> = {
  bokad: 'Tiden är bokad.', kom: 'Personen är anmäld.', ater: 'Anmälan är borttagen.', uteblev: 'Bokningen är avslutad: personen kom inte.', prov: 'Provet är registrerat.', lamnat: 'Det är antecknat.',
  bortkopplad: 'Kopplingen är borttagen. Besöket står på den som det stod på före.', annanstans: 'Dosen är införd, och räknas.', mote: 'Länken är sparad. Personen ser den på Mina sidor när det är dags.',
};

/** What the person gets a notice of. */
const toldWords = { avbokad: 'Tiden är avbokad', flyttad: 'Tiden är flyttad', resultat: 'Det är infört', kopplad: 'Besöket är kopplat till personen', aterkallat: 'Det är taget tillbaka' } as const;

const isTold = (done: Done): done is keyof typeof toldWords => done in toldWords;

/** What has been done, and of what the person gets a notice of whether any reaches them: otherwise staff have to say it. @param reached a notice has a way to go */
export function doneSaid(done: Done, reached: boolean): string {
  if (!isTold(done)) return doneWords[done];
  if (reached) return `${toldWords[done]}, och personen har fått ett meddelande.`;
  return `${toldWords[done]}. Personen kan inte nås här: ${done === 'resultat' ? 'ge brevet eller säg det på plats' : 'säg det på plats, ring eller skicka ett brev'}.`;
}
