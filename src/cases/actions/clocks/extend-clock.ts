import { formatDate, sameOrNextWorkday, type Staff, type Tx } from '../../../platform/index.ts';
import { closuresFrom } from '../../../organisation/index.ts';
import { addTime } from '../../model/clocks/deadlines.ts';
import { clocksOf, keepClocks, markExtended } from '../../store/clocks/clocks.ts';
import { updateCase } from '../../store/case/case-file.ts';
import { addEntry } from '../../store/case/entries.ts';
import { presentParties } from '../../store/parties/parties.ts';
import { smallDecision } from '../decision/small-decision.ts';
import type { OpenedCase } from '../case/open-case.ts';

/**
 * Gives a clock more time: once, by a decision whose reasons the parties are told before the first time has run out.
 * @returns why not, in words to the officer
 */
export async function extendClock(tx: Tx, who: Staff, opened: OpenedCase, deadline: string, reasons: string): Promise<{ ok: true } | { ok: false; why: string[] }> {
  const { file, version, today } = opened;
  const { deadlines } = version.compiled.folder.definition;
  const clock = (await clocksOf(tx, file.id, deadlines)).find(({ id }) => id === deadline);
  if (!clock?.extendable || clock.endedAt) return { ok: false, why: ['Tiden kan inte förlängas, eller så är den redan förlängd.'] };
  if (clock.due === null) return { ok: false, why: ['Tiden har inte börjat räknas än.'] };
  if (clock.due < today) return { ok: false, why: [`Tiden gick ut ${formatDate(clock.due, 'sv')}. Den kan bara förlängas innan den har gått ut.`] };
  if (!reasons.trim()) return { ok: false, why: ['Skriv varför tiden förlängs. Parten har rätt att få veta det.'] };
  const until = sameOrNextWorkday(addTime(clock.due, clock.extendable, await closuresFrom(tx, today)));
  const done = await smallDecision(tx, who, opened, {
    type: 'extension', point: 'extension', outcome: 'granted', appealable: false, parties: (await presentParties(tx, file.id)).map(({ id }) => id),
    record: 'Beslut om att förlänga handläggningstiden', heading: 'Vi behöver mer tid för ditt ärende',
    summary: `Vi förlänger tiden för att besluta i ditt ärende. Du får beslut senast ${formatDate(until, 'sv')}, om tiden inte står stilla medan vi väntar på något.`,
    reasons: reasons.split(/\r?\n\s*\r?\n/).filter((one) => one.trim()),
  });
  if (!done.ok) return done;
  await markExtended(tx, file.id, deadline, done.id);
  await addEntry(tx, file, { kind: 'extended', part: 'all', authorKind: 'staff', authorId: who.staffId, refId: done.id });
  await updateCase(tx, file.id, { last_event_at: tx.now });
  await keepClocks(tx, file.id);
  return { ok: true };
}
