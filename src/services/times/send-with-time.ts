import { confirmTime, timeHeldFor, type Confirmed } from '../../booking/index.ts';
import { faultText } from '../../forms/index.ts';
import type { Tx, Uuid } from '../../platform/index.ts';
import type { Seen, SeenRow } from '../seen.ts';
import type { OpenedDraft } from '../work-on-draft.ts';

/**
 * Books the time that was held for a draft, with what was filled in, in the transaction that sends it in.
 * @returns undefined when no time is held for it
 */
export async function sendWithTime(tx: Tx, { draft, version, journey }: OpenedDraft, seen: Seen): Promise<Confirmed | undefined> {
  const held = await timeHeldFor(tx, draft.id);
  if (!held) return undefined;
  const { form } = version.compiled;
  return confirmTime(tx, held, {
    declared: seen.sections.map(({ title, rows }) => ({ title, rows: rows.map((row) => ({ question: row.question, answer: linesOf(row) })) })),
    warnings: journey.pages.flatMap(({ staffWarnings }) => staffWarnings.map((fault) => faultText(form, fault, 'sv'))),
  });
}

/** An answer in lines; a table's rows each under their heading. */
function linesOf({ answer }: SeenRow): string[] {
  return [...answer.lines, ...(answer.rows ?? []).flatMap(({ heading, cells }) => [heading, ...cells.map(({ ask, text }) => `${ask} ${text.lines.join(', ')}`)])];
}

/** Why the time could not be booked: somebody else has it, or a rule says no. */
export type TimeRefused = 'timeGone' | 'timeStopped' | 'timeHas';

export function refusalOf(made: Exclude<Confirmed, { ok: true }> | undefined): TimeRefused {
  if (made?.reason === 'stopped') return 'timeStopped';
  return made?.reason === 'has' ? 'timeHas' : 'timeGone';
}

/** Where one chooses another time, and is told why. */
export const chooseAgain = (path: string, draftId: Uuid, why: TimeRefused): string => `/boka/${path}?utkast=${draftId}&varfor=${why}`;
