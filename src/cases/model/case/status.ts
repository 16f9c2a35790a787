import type { DecisionOutcome } from '../../store/tables.ts';

/** What the sentence about a case rests on. Days are `YYYY-MM-DD`. */
export interface StatusFacts {
  arrivedDay: string;
  promiseDue: string | null;
  assigned: boolean;
  /** taken care of and answered, without a decision */
  handling?: boolean;
  withdrawn: boolean;
  closedWhy: 'decided' | 'withdrawn' | 'dismissed' | 'other' | 'handled' | null;
  /** what we have asked the person for, and that is not answered */
  asked?: { kind: 'completion' | 'hearing'; dueDay: string };
  /** whose part of a joint application is missing */
  unsigned?: 'mine' | 'other';
  /** the newest decision the person has been told of */
  decision?: { outcome: DecisionOutcome; day: string; opened: boolean; appealUntil: string | null };
  appealed: boolean;
  /** work goes on after a decision: a part is left, or something more is tried that the person knows of */
  atWork?: 'part' | 'matter';
}

export type StatusKey =
  'closedWithdrawn' | 'closed' | 'appealed' | 'decisionNew' | 'decidedAppealable' | 'decided' | 'withdrawn' | 'waitsCompletion' | 'waitsHearing' |
  'handled' | 'waitsMine' | 'waitsOther' | 'late' | 'reading' | 'received' | 'receivedNoDate' | 'partDecided' | 'newMatter';

/** Which sentence says how it stands, and its days. The first thing that the person must know comes first. */
export function statusOf(facts: StatusFacts, today: string): { key: StatusKey; days: Record<string, string>; done: boolean } {
  const { arrivedDay, decision, asked, unsigned, promiseDue } = facts;
  const days = { arrived: arrivedDay };
  if (decision && !decision.opened) return { key: 'decisionNew', days: { ...days, decided: decision.day }, done: false };
  if (facts.appealed) return { key: 'appealed', days, done: false };
  if (facts.closedWhy === 'withdrawn') return { key: 'closedWithdrawn', days, done: true };
  if (decision && facts.atWork) {
    if (asked) return { key: asked.kind === 'completion' ? 'waitsCompletion' : 'waitsHearing', days: { ...days, due: asked.dueDay }, done: false };
    return { key: facts.atWork === 'part' ? 'partDecided' : 'newMatter', days: { ...days, decided: decision.day }, done: false };
  }
  if (decision) {
    const { appealUntil } = decision;
    const open = appealUntil !== null && appealUntil >= today;
    return {
      key: open ? 'decidedAppealable' : 'decided', done: true,
      days: { ...days, decided: decision.day, ...(appealUntil && { until: appealUntil }) },
    };
  }
  if (facts.closedWhy === 'handled') return { key: 'handled', days, done: true };
  if (facts.closedWhy) return { key: 'closed', days, done: true };
  if (facts.withdrawn) return { key: 'withdrawn', days, done: false };
  if (unsigned === 'mine') return { key: 'waitsMine', days, done: false };
  if (asked) return { key: asked.kind === 'completion' ? 'waitsCompletion' : 'waitsHearing', days: { ...days, due: asked.dueDay }, done: false };
  if (unsigned === 'other') return { key: 'waitsOther', days, done: false };
  if (!promiseDue) return { key: 'receivedNoDate', days, done: false };
  if (promiseDue < today) return { key: 'late', days: { ...days, promised: promiseDue }, done: false };
  return { key: facts.assigned ? 'reading' : 'received', days: { ...days, promised: promiseDue }, done: false };
}
