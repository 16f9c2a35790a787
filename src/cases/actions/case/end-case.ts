import type { Staff, Tx } from '../../../platform/index.ts';
import { updateCase, type CaseFile } from '../../store/case/case-file.ts';
import { addEntry } from '../../store/case/entries.ts';
import { presentParties } from '../../store/parties/parties.ts';
import type { ClosedWhy } from '../../store/tables.ts';
import { smallDecision } from '../decision/small-decision.ts';
import { mattersOf } from '../../store/decision/matters.ts';
import type { OpenedCase } from './open-case.ts';

export type EndWish =
  /** withdrawn, or without a matter left: written off; cannot be tried at all: dismissed. Both are decisions. */
  | { how: 'writeOff' | 'dismiss'; withdrawn: boolean; why: string }
  /** decided, and nothing more is to be done */
  | { how: 'close' };

/** Ends a case. @returns why it cannot be done, in words to the officer */
export async function endCase(tx: Tx, who: Staff, opened: OpenedCase, wish: EndWish): Promise<{ ok: true } | { ok: false; why: string[] }> {
  const { file } = opened;
  if (file.closedAt) return { ok: false, why: ['Ärendet är redan avslutat.'] };
  if (wish.how === 'close') {
    if (!file.decidedAt) return { ok: false, why: ['Ärendet är inte beslutat. Skriv av det i stället, eller besluta.'] };
    if ((await mattersOf(tx, file.id)).some(({ endedAt }) => endedAt === null)) return { ok: false, why: ['Det finns en öppen fråga i ärendet. Avgör den, eller lägg ned den, först.'] };
    await close(tx, file, 'decided');
    await addEntry(tx, file, { kind: 'closed', part: 'all', authorKind: 'staff', authorId: who.staffId });
    return { ok: true };
  }
  if (file.decidedAt) return { ok: false, why: ['Ärendet är redan beslutat.'] };
  const dismissed = wish.how === 'dismiss';
  const parties = (await presentParties(tx, file.id)).map(({ id }) => id);
  const done = await smallDecision(tx, who, opened, {
    type: dismissed ? 'dismissal' : 'writingOff', point: dismissed ? 'dismissal' : 'writingOff', outcome: dismissed ? 'dismissed' : 'writtenOff', parties,
    heading: dismissed ? 'Din ansökan avvisas' : 'Ditt ärende avslutas',
    summary: dismissed ? 'Vi kan inte pröva din ansökan.' : wish.withdrawn ? 'Du har tagit tillbaka din ansökan. Därför avslutar vi ärendet utan att pröva den.' : 'Vi avslutar ärendet utan att pröva din ansökan.',
    reasons: [wish.why],
  });
  if (!done.ok) return done;
  await addEntry(tx, file, { kind: 'writtenOff', part: 'all', authorKind: 'staff', authorId: who.staffId, refId: done.id });
  await close(tx, file, dismissed ? 'dismissed' : wish.withdrawn ? 'withdrawn' : 'other');
  return { ok: true };
}

async function close(tx: Tx, file: CaseFile, why: ClosedWhy): Promise<void> {
  await updateCase(tx, file.id, { state: 'closed', closed_at: tx.now, closed_why: why, last_event_at: tx.now, waiting_for: null, waiting_until: null, next_due: null, ...(file.decidedAt === null && { decided_at: tx.now }) });
  tx.audit({ event: 'cases.closed', dossierId: file.id, unitId: file.unitId, detail: { why } });
  tx.emit('cases.closed', { case: file.id });
}
