import { formatDate } from '../../platform/index.ts';
import type { CaseFile } from '../store/case/case-file.ts';
import type { Entry, EntryKind } from '../store/case/entries.ts';
import type { DecisionOutcome, PartyRole, Way } from '../store/tables.ts';

/** What staff read for the codes of this room. */
export const wayWords: Record<Way, string> = { web: 'Mina sidor', phone: 'Telefon', counter: 'Besök', paper: 'Papper' };
/** The same in the middle of a sentence: My pages is a name. */
export function wayIn(way: Way): string {
  return way === 'web' ? wayWords.web : wayWords[way].toLowerCase();
}
export const roleWords: Record<PartyRole, string> = { applicant: 'Sökande', coApplicant: 'Medsökande', guardian: 'Vårdnadshavare' };
export const waitingWords = {
  completion: 'Väntar på komplettering', hearing: 'Väntar på svar i kommunicering', coApplicant: 'Väntar på medsökande', others: 'Väntar på svar från andra',
} as const;
export const outcomeWords: Record<DecisionOutcome, string> = {
  granted: 'Bifall', partly: 'Delvis bifall', refused: 'Avslag', dismissed: 'Avvisning', writtenOff: 'Avskrivning',
};

/** What a decision is called in a heading: its kind where that says more than its outcome. */
export function decisionName({ type, outcome }: { type: string; outcome: DecisionOutcome }): string {
  switch (type) {
    case 'revocation': return outcome === 'granted' ? 'Återkallelse' : 'Tillståndet behålls';
    case 'recovery': return outcome === 'refused' ? 'Inget återkrav' : 'Återkrav';
    case 'correction': return 'Rättat beslut';
    case 'reconsideration': return `Ändrat beslut: ${outcomeWords[outcome].toLowerCase()}`;
    case 'enforcement': return `Efter avgörande i högre instans: ${outcomeWords[outcome].toLowerCase()}`;
    case 'change': return `Ändring: ${outcomeWords[outcome].toLowerCase()}`;
    case 'renewal': return `Förlängning: ${outcomeWords[outcome].toLowerCase()}`;
    case 'extension': return 'Förlängd handläggningstid';
    case 'delayRefusal': return 'Avslag på begäran om att ärendet ska avgöras';
    case 'appealDismissal': return 'Överklagandet avvisat';
    default: return outcomeWords[outcome];
  }
}

/** An outcome of an item, in the words of its kind of decision. */
export function outcomeOf({ type }: { type: string }, outcome: DecisionOutcome): string {
  return type === 'revocation' || type === 'recovery' ? decisionName({ type, outcome }) : outcomeWords[outcome];
}

export function stateWords(file: Pick<CaseFile, 'state' | 'waitingFor' | 'assigneeId'>): string {
  if (file.waitingFor && file.state !== 'decided' && file.state !== 'closed') return waitingWords[file.waitingFor];
  switch (file.state) {
    case 'received': return file.assigneeId ? 'Tilldelat' : 'Nytt, inte fördelat';
    case 'inquiry': return 'Utreds';
    case 'decided': return 'Beslutat';
    case 'closed': return 'Avslutat';
  }
}

/** What an entry says in the timeline of staff: with the court's own name where it knows it. */
export function entryText({ kind, content }: Pick<Entry, 'kind' | 'content'>): string {
  const court = content.params?.['court'];
  const words = court && kind === 'appealPassedOn' ? `Överklagandet lämnades över till ${court}.` : court && kind === 'courtDecided' ? `Avgörandet från ${court} fördes in.` : entryWords[kind];
  const day = kind === 'permitReturned' && content.params?.['day'];
  if (day) return `${words} Sista dag är ${formatDate(day, 'sv')}.`;
  const { earlier, later } = content.params ?? {};
  if (earlier) return later ? `${words} ${earlier} ersattes av ${later}.` : `${words} ${earlier}.`;
  return content.text ? `${words} ${content.text}` : words;
}

export const entryWords: Record<EntryKind, string> = {
  received: 'Ansökan kom in.', ownPartReceived: 'Den medsökande lämnade sin del och skrev under.', taken: 'Ärendet togs.',
  handedOver: 'Ärendet lämnades över.', deputySet: 'Ersättare utsågs.', note: 'Anteckning.', completionAsked: 'Begäran om komplettering skickades.',
  completionAnswered: 'Komplettering kom in.', hearingAsked: 'Underlaget skickades för synpunkter (kommunicering).',
  hearingAnswered: 'Synpunkter kom in.', requestWithdrawn: 'Begäran togs tillbaka.', documentAdded: 'En handling lades till.',
  documentReplaced: 'En handling markerades som ersatt.', documentRestored: 'Markeringen att en handling är ersatt togs bort.',
  inquirySaved: 'Utredningen sparades.', decided: 'Beslut fattades.', notified: 'Beslutet skickades.', served: 'Parten har fått beslutet.',
  appealReceived: 'Ett överklagande kom in.', appealTried: 'Det prövades om överklagandet kom in i rätt tid.',
  appealPassedOn: 'Överklagandet lämnades över till den som prövar det.', appealDismissed: 'Överklagandet avvisades.', withdrawn: 'Ansökan togs tillbaka.',
  writtenOff: 'Ärendet skrevs av.', answered: 'Ärendet besvarades.', receiptSent: 'En bekräftelse med kod skickades.', closed: 'Ärendet avslutades.', final: 'Beslutet fick laga kraft.',
  permitReminder: 'Påminnelse om att tillståndet snart tar slut skickades.', permitReturned: 'Innehavaren lämnade tillbaka tillståndet.', phoneNote: 'Telefonsamtal.', message: 'Meddelande.',
  otherAdded: 'En part lades till.', otherAsked: 'En part fick frågan.', otherAnswered: 'Svar från en part kom in.', otherReminded: 'En part påmindes om att svara.',
  otherWithdrawn: 'Frågan till en part togs tillbaka.', partyLeft: 'En av dem som sökte lämnade ärendet.', receiptAsked: 'Beslutet skickades igen med mottagningsbevis.',
  controlSent: 'Kontrollmeddelande skickades.', simplifiedTold: 'Parten upplystes om förenklad delgivning.', announced: 'Beslutet sattes upp på anslagstavlan.',
  sentOn: 'Uppgifter lämnades till ett annat system.', systemAnswered: 'Ett annat system svarade.', benefitsFetched: 'Uppgifter om förmåner hämtades.',
  takenDown: 'Anslaget togs ned.', paymentReturned: 'En utbetalning kom tillbaka från banken.',
  notAutomatic: 'Prövades för automatiskt beslut och gick till handläggare.', drawnForCheck: 'Lottades ut för kontroll. Underlag begärdes.',
  personAsked: 'Parten bad att en människa ser över det automatiska beslutet.',
  delayAsked: 'En part begärde att ärendet ska avgöras (12 § förvaltningslagen).', delayRefused: 'Begäran om att ärendet ska avgöras avslogs.',
  extended: 'Handläggningstiden förlängdes.', agendaWritten: 'En tjänsteskrivelse till nämnden skrevs.', agendaPlaced: 'Ärendet placerades på ett sammanträde.',
  agendaDecided: 'Nämnden beslutade.', agendaSentBack: 'Nämnden återremitterade ärendet.', agendaTakenBack: 'Ärendet togs tillbaka från nämnden.', courtDecided: 'Ett avgörande av överklagandet fördes in.',
  matterBegun: 'En ny fråga togs upp i ärendet.', matterAsked: 'Parten bad om ett nytt beslut.', matterDropped: 'Frågan lades ned.', reopened: 'Ärendet öppnades igen.',
  corrected: 'Ett beslut rättades.', confirmationAsked: 'Beslutet lämnades till en kollega för granskning.', confirmationSentBack: 'Beslutet skickades tillbaka efter granskning.',
  confirmed: 'En kollega granskade och stod bakom beslutet.',
  urgencySet: 'Ärendet markerades som brådskande.', urgencyLifted: 'Markeringen brådskande togs bort.',
};
