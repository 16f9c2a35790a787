import { decisionId } from '../../../services/index.ts';
import type { Tx } from '../../../platform/index.ts';
import { mainDecisions } from '../../model/decision/decision-rule.ts';
import { lawReference } from '../../model/decision/law-reference.ts';
import { feeWhenLate, type DecidedFee } from '../../model/application/fee.ts';
import { decisionsOf } from '../../store/decision/decisions.ts';
import { clocksOf } from '../../store/clocks/clocks.ts';
import type { OpenedCase } from '../case/open-case.ts';
import type { DecisionPlan } from '../decision/propose-decision.ts';

/** The fee that is decided together with a decision, less what the law takes off when the authority is late; undefined when there is none. */
export async function workOutFee(tx: Tx, { file, version, today }: OpenedCase, plan: DecisionPlan): Promise<DecidedFee | undefined> {
  const { definition } = version.compiled.folder;
  const { fee } = definition;
  if (!fee || plan.target.matter?.aboutId || plan.target.kind.follows) return undefined;
  const main = mainDecisions(definition).find((one) => decisionId(one) === plan.target.kind.main);
  if (!main || ![fee.decidedWith].flat().includes(decisionId(main))) return undefined;
  const fullOre = plan.basis.calculation?.find(({ id }) => id === fee.amount)?.amount;
  if (!fullOre) return undefined;
  // Of a decision that a court has set aside the fee is what it was: the time for the first decision has been over since long.
  const earlier = (await decisionsOf(tx, file.id)).findLast(({ setAsideAt, content }) => setAsideAt !== null && content.fee);
  if (earlier?.content.fee) return earlier.content.fee;
  const clock = fee.late && (await clocksOf(tx, file.id, definition.deadlines)).find(({ id }) => id === fee.late!.deadline);
  const law = fee.late?.law && definition.law.sections[fee.late.law];
  return {
    fullOre, ...feeWhenLate(fullOre, clock?.due ?? null, today, fee.late), ...(fee.payer && { payer: fee.payer }), ...(law && { law: lawReference(law, definition.law.act) }),
  };
}
