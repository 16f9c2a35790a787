import { closuresFrom } from '../../../organisation/index.ts';
import { decisionId, type ServiceVersion } from '../../../services/index.ts';
import { swedishDay, type Tx, type Uuid } from '../../../platform/index.ts';
import type { Startable } from '../../model/application/targets.ts';
import { addTime } from '../../model/clocks/deadlines.ts';
import { followingDecision, mainDecisions } from '../../model/decision/decision-rule.ts';
import type { CaseFile } from '../../store/case/case-file.ts';
import { addTask, endTask } from '../../store/clocks/tasks.ts';

/** The day by which a matter that is begun today is to be decided (`YYYY-MM-DD`), by its decision's `within`; undefined when the definition gives none. */
export async function matterDue(tx: Tx, { compiled }: ServiceVersion, { decision }: Pick<Startable, 'decision'>): Promise<string | undefined> {
  const { definition } = compiled.folder;
  const main = mainDecisions(definition).find((one) => decisionId(one) === decision.main);
  const { follows } = decision;
  const rule = follows === undefined ? main : main && follows !== 'reconsideration' && follows !== 'enforcement' ? followingDecision(definition, main, follows) : undefined;
  if (!rule?.within) return undefined;
  const today = swedishDay(tx.now);
  return addTime(today, rule.within, rule.within.endsWith('WD') ? await closuresFrom(tx, today) : new Map());
}

const keyOf = (matterId: Uuid) => `matter:${matterId}`;

/** Its day is a task for whoever has the case, as the clocks of the case are. */
export async function addMatterTask(tx: Tx, file: Pick<CaseFile, 'id' | 'authorityId' | 'keyId'>, matterId: Uuid, due: { day: string; what: string }): Promise<void> {
  await addTask(tx, file, { key: keyOf(matterId), role: 'officer', dueDay: due.day, what: `Avgör det som togs upp i ärendet: ${due.what}.` });
}

/** The matter has ended, and its task with it. */
export async function endMatterTask(tx: Tx, caseId: Uuid, matterId: Uuid, by?: Uuid): Promise<void> {
  await endTask(tx, caseId, keyOf(matterId), by);
}
