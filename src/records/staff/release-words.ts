import type { TestFault } from '../model/secrecy-test.ts';
import type { StepKind } from '../store/tables.ts';
import type { Unread } from './in-request.tsx';

export const stepWords: Record<StepKind, string> = {
  received: 'Begäran kom in', taken: 'Togs om hand', documentsAdded: 'Handlingar togs fram', tested: 'Prövad', masked: 'Maskering lades till', unmasked: 'Maskering togs bort',
  toldNo: 'Nej, med besked om att ett beslut går att få', decisionAsked: 'Den som begär vill ha ett beslut', decided: 'Beslut', handedOut: 'Utlämnat',
  fetched: 'Hämtat med länken', appealed: 'Ett överklagande kom in', passedOn: 'Överlämnat till kammarrätten', note: 'Anteckning', closed: 'Begäran avslutad',
  feeTold: 'Avgiften berättad', feeAnswered: 'Svar om avgiften', feePaid: 'Avgiften betald', feeWaived: 'Ingen avgift tas ut', feeCharged: 'Avgiften fakturerad',
};

const unreadWords: Record<Unread, string> = {
  notHere: 'Ärendet finns inte hos nämnden.', otherUnit: 'Ärendet ligger hos en annan enhet. Be någon där att pröva handlingen.',
  reason: 'Ärendet kräver ett skäl för att öppnas. Öppna det först, ange skälet och kom tillbaka hit.',
  covered: 'Personen har skyddade uppgifter. Visa dem i ärendet först, om du behöver dem för prövningen.',
};

/** Why the documents of a case cannot be read here, and what to do, to somebody who opens cases or to one who never does. */
export function unreadText(why: Unread, opensCases: boolean): string {
  if (opensCases || why === 'notHere') return unreadWords[why];
  return 'Ärendet öppnas bara av dem som handlägger det. Be handläggaren att pröva handlingarna: då blir det en uppgift för hen.';
}

export const faultWords: Record<TestFault | 'gone' | 'notPdf' | 'tooLong' | 'notMade', { field: string; message: string }> = {
  sectionMissing: { field: 'section', message: 'Skriv den paragraf som hindrar utlämnandet, till exempel 26 kap. 1 § OSL.' },
  harmMissing: { field: 'note', message: 'Skriv vilken skada ett utlämnande skulle ge. Uppgiften är offentlig om ingen skada kan antas.' },
  clearMissing: { field: 'note', message: 'Skriv varför det står klart att uppgifterna kan lämnas ut utan men. Huvudregeln är sekretess.' },
  groundMissing: { field: 'note', message: 'Skriv vilken regel eller vilket samtycke som gör att uppgifterna ändå kan lämnas ut. Sekretessen är absolut.' },
  reservationMissing: { field: 'reservation', message: 'Skriv vad den som får handlingen inte får göra med uppgifterna.' },
  nothingMasked: { field: 'outcome', message: 'Inget är maskerat än. Maskera det som är hemligt först.' },
  masksLeft: { field: 'outcome', message: 'Handlingen har maskeringar. Ta bort dem, eller lämna ut den maskerad.' },
  gone: { field: 'outcome', message: 'Handlingen finns inte längre i ärendet.' },
  notPdf: { field: 'outcome', message: 'Den här sortens fil går inte att maskera. Lämna ut den hel eller inte alls, eller skriv ut och maskera på papper.' },
  tooLong: { field: 'outcome', message: 'Handlingen har fler än 100 sidor. Maskera den på papper, eller be om hjälp att dela den.' },
  notMade: { field: 'outcome', message: 'Kopian gick inte att göra. Försök igen om en stund.' },
};
