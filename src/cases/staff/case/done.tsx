import type { VNode } from 'preact';
import { Alert, redirect, type Answer } from '../../../platform/index.ts';
import { caseHref } from './in-case.tsx';

/** What has just been done, said on the page one comes back to: a press that is not answered is pressed again. */
const words = {
  taget: 'Du har tagit ärendet.', komplettering: 'Begäran om komplettering är skickad.', kommunicering: 'Underlaget är skickat. Nu har parten tid att svara.',
  svar: 'Det är antecknat att svaret har kommit.', tillbaka: 'Begäran är tillbakatagen.', samtal: 'Samtalet är antecknat.', anteckning: 'Anteckningen är sparad.',
  meddelande: 'Meddelandet är skickat.', utkast: 'Beslutet är sparat som utkast.', sparat: 'Utredningen är sparad.', beslut: 'Beslutet är fattat.', granskning: 'Beslutet är lämnat till en kollega som ska granska det.',
  rattelse: 'Beslutet är rättat.', part: 'Parten är tillagd.', fraga: 'Frågan är skickad.', paminnelse: 'Påminnelsen är skickad.', infort: 'Svaret är infört.', ersatt: 'Handlingen är markerad som ersatt.', ater: 'Handlingen gäller igen.', delgivning: 'Delgivningen är uppdaterad.',
} as const;
export type Done = keyof typeof words;

/** Back to a page of the case, which says what was done. */
export function backDone(caseId: string, rest: string, done: Done): Answer {
  const to = caseHref(caseId, rest);
  return redirect(`${to}${to.includes('?') ? '&' : '?'}klart=${done}`);
}

/** What the address says was just done, if it does. */
export function DoneNotice({ path }: { path: string }): VNode | null {
  const done = new URLSearchParams(path.split('?')[1]).get('klart');
  return done !== null && Object.hasOwn(words, done) ? <Alert kind="success" live><p>{words[done as Done]}</p></Alert> : null;
}
