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

export const doneWords: Readonly<Record<Done, string>> = {
  bokad: 'Tiden är bokad.', kom: 'Personen är anmäld.', ater: 'Anmälan är borttagen.', uteblev: 'Bokningen är avslutad: personen kom inte.', avbokad: 'Tiden är avbokad, och personen har fått ett meddelande.',
  flyttad: 'Tiden är flyttad, och personen har fått ett meddelande.', prov: 'Provet är registrerat.', resultat: 'Det är infört, och personen har fått ett meddelande.', lamnat: 'Det är antecknat.', kopplad: 'Besöket är kopplat till personen, som har fått ett meddelande.', bortkopplad: 'Kopplingen är borttagen. Besöket står på den som det stod på före.',
  aterkallat: 'Det är taget tillbaka, och personen har fått ett meddelande.', annanstans: 'Dosen är införd, och räknas.', mote: 'Länken är sparad. Personen ser den på Mina sidor när det är dags.',
};
