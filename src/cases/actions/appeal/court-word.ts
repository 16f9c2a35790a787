import type { Tx, Uuid } from '../../../platform/index.ts';
import { outcomesOf } from '../../store/appeal/appeal-outcomes.ts';
import { appealsOf } from '../../store/appeal/appeals.ts';

/** What a court, or a county board, has said of a decision so that it no longer holds as it was. */
export interface CourtWord {
  outcomeId: Uuid;
  instance: string;
  /** `YYYY-MM-DD` */
  day: string;
  text: string;
  recordedAt: Date;
}

/** The last word that changed a decision or set it aside; undefined when none has, or this transaction may not see it. */
export async function courtWord(tx: Tx, caseId: Uuid, decisionId: Uuid): Promise<CourtWord | undefined> {
  const appeals = (await appealsOf(tx, caseId)).filter((one) => one.decisionId === decisionId).map(({ id }) => id);
  const word = (await outcomesOf(tx, caseId)).findLast(({ appealId, outcome }) => appeals.includes(appealId) && (outcome === 'changed' || outcome === 'sentBack'));
  return word && { outcomeId: word.id, instance: word.instance, day: word.decidedDay, text: word.content.text, recordedAt: word.recordedAt };
}
