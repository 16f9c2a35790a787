import { addDays, type Tx, type Uuid } from '../../../platform/index.ts';
import { before } from '../../model/clocks/days.ts';
import type { Decision } from '../../store/decision/decisions.ts';
import { endPermit, findPermit, permitsOf, revivePermit, type Permit } from '../../store/permit/permits.ts';
import type { OpenedCase } from '../case/open-case.ts';

/**
 * What a decision did to permits is undone, because an instance above has said so: what it gave, and what followed on that, has ended the
 * day before; what it ended is valid as it said. Whoever is told of permits hears of each (`cases.permitSettled`).
 */
export async function undoPermits(tx: Tx, opened: OpenedCase, decision: Pick<Decision, 'id' | 'type' | 'permitId'>, day: string): Promise<void> {
  const lastDay = addDays(day, -1);
  const given = await givenBy(tx, opened.file.id, decision.id);
  for (const permit of given) {
    if (permit.endedWhy !== 'revoked' && permit.endedWhy !== 'returned') {
      await endPermit(tx, permit.id, permit.validUntil !== null && permit.validUntil < lastDay ? permit.validUntil : lastDay, 'setAside');
      tell(tx, permit);
    }
  }
  const earlier = given[0]?.followsId ?? (decision.type === 'revocation' ? decision.permitId : null);
  const ended = earlier && await findPermit(tx, earlier);
  if (ended && (ended.endedWhy === 'followed' || ended.endedWhy === 'revoked')) await revive(tx, opened, ended);
}

/** The decision stands after all: what it gave is valid again, and what it followed on has ended. */
export async function restorePermits(tx: Tx, opened: OpenedCase, decision: Pick<Decision, 'id'>): Promise<void> {
  for (const permit of await givenBy(tx, opened.file.id, decision.id)) {
    if (permit.endedWhy !== 'setAside') continue;
    await revive(tx, opened, permit);
    if (permit.followsId) await endPermit(tx, permit.followsId, addDays(permit.validFrom, -1), 'followed');
  }
}

/** The permit that a decision gave, then those that followed on it. */
async function givenBy(tx: Tx, caseId: Uuid, decisionId: Uuid): Promise<Permit[]> {
  const all = await permitsOf(tx, caseId);
  const chain = all.filter((permit) => permit.decisionId === decisionId);
  for (const permit of chain) chain.push(...all.filter(({ followsId, id }) => followsId === permit.id && !chain.some((known) => known.id === id)));
  return chain;
}

function revive(tx: Tx, { version }: OpenedCase, permit: Permit): Promise<void> {
  const remind = version.compiled.folder.definition.after?.remindRenewal;
  tell(tx, permit);
  return revivePermit(tx, permit, permit.saidUntil && remind ? before(permit.saidUntil, remind) : null);
}

function tell(tx: Tx, { id, caseId }: Permit): void {
  tx.emit('cases.permitSettled', { case: caseId, permit: id });
}
