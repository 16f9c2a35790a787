import type { TagColour } from '../../platform/index.ts';
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
  notArrived: 'Anmälan på plats togs tillbaka', outcome: 'Resultat infört', corrected: 'Resultat rättat', sample: 'Prov taget', told: 'Resultat lämnat på telefon efter kontroll av identitet',
  letter: 'Resultat lämnat i brev',
};

export const kindWords = { person: 'Person', room: 'Rum', equipment: 'Utrustning' } as const;
