import type { Staff, Tx } from '../../../platform/index.ts';
import type { CaseFile } from '../../store/case/case-file.ts';
import { addEntry } from '../../store/case/entries.ts';

/** Shorter than this is no reason. */
const least = 10;

/** Why nobody needs to be heard, as the officer has written it; empty when nothing is written that says why. */
export function unheardWhyIn(fields: Readonly<Record<string, unknown>>): string {
  const why = String(fields['unnecessary'] ?? '').trim().slice(0, 2_000);
  return why.length < least ? '' : why;
}

/** Notes in the case why a party was not heard before a decision that goes against them: it must be possible to see afterwards (25 and 31 §§ förvaltningslagen). */
export async function noteUnheard(tx: Tx, who: Staff, file: CaseFile, why: string): Promise<void> {
  await addEntry(tx, file, { kind: 'note', part: 'staff', authorKind: 'staff', authorId: who.staffId, content: { text: `Kommunicering före beslut är uppenbart obehövlig (25 § förvaltningslagen): ${why}` } });
}
