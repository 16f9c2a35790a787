/** What the manager's log says for the codes of the audit. The log is read by people: a code without words here never shows as a code. */
import { readReasons } from '../../actions/case/open-case.ts';
import type { LogLine } from '../../store/case/unit-log.ts';
import { uncoverReasons } from '../case/case-frame.tsx';

/** What the log lists when it was done: reading, and what changed whose case it is or what was said in it. All that was refused is listed. */
export const listed = [
  'cases.read', 'cases.documentRead', 'cases.wholeFileRead', 'cases.protectedUncovered', 'cases.reasonStated', 'cases.take', 'cases.handOver', 'cases.reassign', 'cases.deputy', 'cases.biasDeclared',
  'cases.noted', 'cases.completionAsked', 'cases.hearingAsked', 'cases.inquirySaved', 'cases.decisionDrafted', 'cases.decided', 'cases.closed', 'cases.appealTried', 'cases.searched',
] as const;

/** What happened, for every event that the routes and actions of staff cause (tried against the source). */
export const eventWords: Readonly<Record<string, string>> = {
  'cases.read': 'Läste ärendet', 'cases.documentRead': 'Öppnade en fil', 'cases.wholeFileRead': 'Läste hela akten', 'cases.protectedUncovered': 'Visade skyddade uppgifter',
  'cases.reasonStated': 'Angav skäl för att läsa', 'cases.searched': 'Sökte', 'cases.listRead': 'Läste ärendelistan', 'cases.followUpRead': 'Läste uppföljningen', 'cases.logRead': 'Läste loggen',
  'cases.take': 'Tog ärendet', 'cases.takeAsked': 'Ta ärendet', 'cases.handOver': 'Lämnade över', 'cases.reassign': 'Fördelade', 'cases.deputy': 'Angav ersättare', 'cases.giveAsked': 'Lämna över ärendet',
  'cases.biasDeclared': 'Anmälde möjligt jäv', 'cases.distributionRead': 'Läste fördelningen', 'cases.distributionAsked': 'Fördela ärenden', 'cases.severalAsked': 'Göra något med flera ärenden',
  'cases.absencesRead': 'Läste frånvaro', 'cases.absenceEntered': 'Lägga in frånvaro', 'cases.absenceEnded': 'Avsluta frånvaro', 'cases.listSaved': 'Spara en lista', 'cases.listRemoved': 'Ta bort en lista',
  'cases.noted': 'Skrev en anteckning', 'cases.noteAsked': 'Skriva en anteckning', 'cases.messageAsked': 'Skriva till parten', 'cases.answerWritten': 'Besvara ärendet', 'cases.handled': 'Besvarade ärendet',
  'cases.receiptAsked': 'Skicka en bekräftelse', 'cases.receiptSent': 'Skickade en bekräftelse', 'cases.replacementAsked': 'Markera en handling som ersatt', 'cases.documentReplaced': 'Markerade en handling som ersatt',
  'cases.documentRestored': 'Tog bort markeringen att en handling är ersatt', 'cases.partyLeaveAsked': 'Låta en part lämna ärendet', 'cases.partyLeft': 'Lät en part lämna ärendet',
  'cases.completionAsked': 'Begärde komplettering', 'cases.completionWritten': 'Begära komplettering', 'cases.hearingAsked': 'Kommunicerade underlaget', 'cases.hearingWritten': 'Kommunicera underlaget',
  'cases.requestEnded': 'Avsluta en begäran', 'cases.requestWithdrawn': 'Tog tillbaka en begäran', 'cases.completionAnswered': 'Förde in en komplettering', 'cases.hearingAnswered': 'Förde in synpunkter',
  'cases.inquirySaved': 'Skrev i utredningen', 'cases.otherWritten': 'Lägga till en part', 'cases.otherAdded': 'Lade till en part', 'cases.otherAskWritten': 'Fråga en part', 'cases.otherAsked': 'Frågade en part',
  'cases.otherRemindAsked': 'Påminna en part', 'cases.otherReminded': 'Påminde en part', 'cases.otherWithdrawAsked': 'Ta tillbaka en fråga', 'cases.otherWithdrawn': 'Tog tillbaka en fråga', 'cases.otherTold': 'Upplyste en part',
  'cases.otherAnswerRegistered': 'Föra in ett svar', 'cases.otherAnswered': 'Förde in ett svar', 'cases.codeIssued': 'Gjorde en kod', 'cases.codeRedeemed': 'En kod användes',
  'cases.decisionDrafted': 'Skrev på beslutet', 'cases.decisionAsked': 'Fatta beslut', 'cases.decided': 'Beslutade', 'cases.decisionOpened': 'Öppnade beslutet', 'cases.correctionAsked': 'Rätta ett beslut',
  'cases.managerAsked': 'Lämna beslutet till en chef', 'cases.confirmationAsked': 'Lämnade beslutet för granskning', 'cases.confirmationAnswered': 'Svara på en granskning',
  'cases.confirmationSentBack': 'Skickade tillbaka beslutet', 'cases.confirmationTaken': 'Granskade beslutet', 'cases.matterAsked': 'Ta upp en ny fråga', 'cases.matterBegun': 'Tog upp en ny fråga',
  'cases.matterDropAsked': 'Lägga ned en fråga', 'cases.matterDropped': 'Lade ned en fråga', 'cases.reopenAsked': 'Öppna ärendet igen', 'cases.reopened': 'Öppnade ärendet igen', 'cases.phraseSaved': 'Spara en fras',
  'cases.phraseRemoved': 'Ta bort en fras', 'cases.delegatedRead': 'Läste delegationsbeslut', 'cases.delegatedPrinted': 'Skrev ut delegationsbeslut', 'cases.delegatedReported': 'Anmäla delegationsbeslut',
  'cases.servingNoted': 'Anteckna att parten har fått beslutet', 'cases.decisionServed': 'Antecknade att parten har fått beslutet', 'cases.receiptAskWritten': 'Skicka beslutet med mottagningsbevis',
  'cases.controlWritten': 'Skicka kontrollmeddelande', 'cases.controlSent': 'Skickade kontrollmeddelande', 'cases.simplifiedWritten': 'Upplysa om förenklad delgivning',
  'cases.simplifiedTold': 'Upplyste om förenklad delgivning', 'cases.noticesRead': 'Läste anslagstavlan', 'cases.noticeWritten': 'Sätta upp ett anslag', 'cases.noticePosted': 'Satte upp ett anslag',
  'cases.noticeDownAsked': 'Ta ned ett anslag', 'cases.noticeTakenDown': 'Tog ned ett anslag', 'cases.appealWritten': 'Föra in ett överklagande', 'cases.appealEntered': 'Förde in ett överklagande',
  'cases.appealed': 'Tog emot ett överklagande', 'cases.appealTryAsked': 'Pröva ett överklagande', 'cases.appealTried': 'Prövade ett överklagande', 'cases.appealPassAsked': 'Lämna över ett överklagande',
  'cases.appealPassedOn': 'Lämnade över ett överklagande', 'cases.appealDismissAsked': 'Avvisa ett överklagande', 'cases.outcomeEntered': 'Föra in ett avgörande', 'cases.outcomeSettled': 'Följde ett avgörande',
  'cases.courtDecided': 'Förde in ett avgörande', 'cases.finalDayAsked': 'Föra in dagen för laga kraft', 'cases.final': 'Beslutet fick laga kraft', 'cases.endAsked': 'Avsluta ärendet', 'cases.closed': 'Avslutade',
  'cases.withdrawn': 'Tog tillbaka ansökan', 'cases.submitted': 'Registrerade ett ärende', 'cases.ownPartSubmitted': 'Förde in en medsökandes del', 'cases.permitReturned': 'Förde in att ett tillstånd lämnades tillbaka',
  'cases.permitReminded': 'Påminde om ett tillstånd', 'cases.taskAsked': 'Lägga till en uppgift', 'cases.taskMade': 'Lade till en uppgift', 'cases.taskDone': 'Bocka av en uppgift',
  'cases.extensionAsked': 'Förlänga handläggningstiden', 'cases.promisedStepTaken': 'Anteckna att ett steg är gjort', 'cases.promisePassed': 'Löftesdagen passerade', 'cases.urgencyChanged': 'Ändrade om ärendet är brådskande',
  'cases.settlementEntered': 'Föra in en begäran om avgörande', 'cases.settlementAsked': 'Förde in en begäran om avgörande', 'cases.settlementRefusalAsked': 'Avslå en begäran om avgörande',
  'cases.statementWritten': 'Skriva en tjänsteskrivelse', 'cases.statementSaved': 'Skrev en tjänsteskrivelse', 'cases.placementAsked': 'Placera ärendet på ett sammanträde', 'cases.placedOnMeeting': 'Placerade ärendet på ett sammanträde',
  'cases.takeBackAsked': 'Ta tillbaka ärendet från nämnden', 'cases.takenFromMeeting': 'Tog tillbaka ärendet från nämnden', 'cases.sendOutAsked': 'Skicka ut handlingar inför sammanträdet',
  'cases.meetingsRead': 'Läste sammanträden', 'cases.meetingRead': 'Läste ett sammanträde', 'cases.meetingPaperRead': 'Läste en handling till ett sammanträde', 'cases.meetingPlanned': 'Lägga in ett sammanträde',
  'cases.meetingHeld': 'Avsluta ett sammanträde', 'cases.minutesAdjusted': 'Justera protokollet', 'cases.paragraphAsked': 'Föra in nämndens beslut', 'cases.paragraphRecorded': 'Förde in nämndens beslut',
  'cases.automationChanged': 'Ändra automatiska beslut', 'cases.automationOn': 'Satte på automatiska beslut', 'cases.automationOff': 'Stängde av automatiska beslut', 'cases.drawsRead': 'Läste urvalet för kontroll',
  'cases.drawn': 'Lottade ut för kontroll', 'cases.drawSeedCommitted': 'Låste lottningen', 'cases.drawSeedRevealed': 'Visade hur lottningen gjordes', 'cases.grantedAutomatically': 'Beviljades automatiskt',
  'cases.clockNears': 'En frist närmade sig', 'cases.clockRanOut': 'En frist gick ut', 'cases.answerNoted': 'Förde in ett svar',
  'cases.notAutomatic': 'Gick till handläggare', 'cases.personChanged': 'Uppgifter om en person ändrades', 'cases.personCovered': 'En person fick skyddade uppgifter', 'cases.destroyed': 'Gallrade ärendet',
};

/** Rooms above and beside: what they do in a unit is seen here only when it was refused. */
const roomWords: Readonly<Record<string, string>> = {
  payments: 'Utbetalningar', records: 'Registret', exchange: 'Överlämningar', booking: 'Bokade tider', queue: 'Köer', portal: 'Webbplatsen', services: 'Tjänster', forms: 'Blanketter',
  identity: 'Behörigheter', knowledge: 'Frågor och svar', messages: 'Meddelanden', continuity: 'Reservrutiner', organisation: 'Organisationen', platform: 'Inloggningen',
};

const pageWords: Readonly<Record<string, string>> = {
  arenden: 'ett ärende', administration: 'administrationen', anslag: 'anslagstavlan', franvaro: 'frånvaro', fraser: 'fraser', granskning: 'granskningar', koer: 'köer', listor: 'en lista', ombud: 'ombud',
  overlamningar: 'en överlämning', register: 'registret', registrera: 'registreringen', registrering: 'registreringen', sammantraden: 'ett sammanträde', tillstand: 'tillstånd', uppfoljning: 'uppföljningen',
  uppgifter: 'uppgifter', urval: 'urvalet', utbetalningar: 'utbetalningar', fordelning: 'fördelningen',
};

/** What somebody did, or tried to do and why it came to nothing. @param elsewhere words of rooms above */
export function whatHappened({ event, refused, why, times }: Pick<LogLine, 'event' | 'refused' | 'why' | 'times'>, elsewhere: Readonly<Record<string, string>> = {}): string {
  const what = eventWords[event] ?? elsewhere[event] ?? pageEvent(event) ?? roomWords[event.split('.')[0]!] ?? 'Något annat';
  if (refused) return `${what} – ${refusalWords(why)}`;
  return times > 1 ? `${what}, ${times} gånger` : what;
}

/** Somebody reached for what was not theirs: worth the manager's eye, which a slip in a form is not. */
export function isAttempt({ refused, why }: Pick<LogLine, 'refused' | 'why'>): boolean {
  return refused && !why?.startsWith('answered') && !['gone', 'stepUp', 'signIn'].includes(why ?? '');
}

/** A page without an event of its own stands in the audit as its method and path. */
function pageEvent(event: string): string | undefined {
  const [, method, place] = /^(GET|POST) (?:\/handlaggning)?\/?([a-z-]*)/.exec(event) ?? [];
  if (!method) return undefined;
  return `${method === 'GET' ? 'Öppna' : 'Ändra i'} ${pageWords[place ?? ''] ?? 'en sida'}`;
}

function refusalWords(why: string | null): string {
  switch (why) {
    case 'answered409': case 'answered412': return 'inget gjordes: någon annan hann före';
    case 'answered422': return 'inget gjordes: något fattades i formuläret';
    case 'notFound': return 'fanns inte, eller var inte deras';
    case 'gone': return 'fanns inte längre';
    case 'signIn': case 'stepUp': return 'behövde logga in igen';
    default: return why?.startsWith('answered') ? 'inget gjordes' : 'saknade rätt';
  }
}

/** Why a case was opened, to the person who asks who has read it. */
export function groundWords(ground: string): string {
  if (ground === 'own') return 'Eget ärende';
  if (ground === 'unit') return 'Enhetens ärende';
  return ({ ...uncoverReasons, ...readReasons } as Readonly<Record<string, string>>)[ground] ?? 'Annat skäl';
}
