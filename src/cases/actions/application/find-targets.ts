import { itemsSought } from '../../../services/index.ts';
import type { Tx } from '../../../platform/index.ts';
import { keyOf, openTargets, startable, type CaseSoFar, type Startable, type Target } from '../../model/application/targets.ts';
import { decisionsOf, type Decision } from '../../store/decision/decisions.ts';
import { mattersOf, type Matter } from '../../store/decision/matters.ts';
import { permitState, permitsOf, type Permit } from '../../store/permit/permits.ts';
import { inquiryContext, type InquiryBasis } from '../inquiry/inquiry-context.ts';
import type { OpenedCase } from '../case/open-case.ts';
import { rowsIn } from './rows-in.ts';

/** What there is to decide in a case, what may be begun, and what has been decided. */
export interface KnownTargets {
  targets: readonly Target[];
  startable: readonly Startable[];
  decisions: readonly Decision[];
  matters: readonly Matter[];
  permits: readonly Permit[];
  basis: InquiryBasis & { sought: readonly string[] };
}

/** Finds it. In a closed case nothing is to be decided before it is opened again; what may be begun opens it. */
export async function findTargets(tx: Tx, opened: OpenedCase): Promise<KnownTargets> {
  const { so, basis, decisions, matters, permits } = await readSoFar(tx, opened);
  return { targets: opened.file.closedAt ? [] : openTargets(so), startable: startable(so), decisions, matters, permits, basis };
}

/** How far a case has come, as the rules read it. */
export async function soFar(tx: Tx, opened: OpenedCase): Promise<CaseSoFar> {
  return (await readSoFar(tx, opened)).so;
}

async function readSoFar(tx: Tx, opened: OpenedCase) {
  const { file, version, today } = opened;
  const read = await inquiryContext(tx, file, version);
  const basis = { ...read, sought: itemsSought(version.compiled, read.application, read.within) };
  const [decisions, matters, permits] = [await decisionsOf(tx, file.id), await mattersOf(tx, file.id), await permitsOf(tx, file.id)];
  const so: CaseSoFar = {
    definition: version.compiled.folder.definition, decisions, matters: matters.filter(({ endedAt }) => endedAt === null),
    permits: permits.filter((permit) => permitState(permit, today) !== 'ended'), sought: basis.sought, renews: file.renewsPermitId !== null,
    keysOf: (main) => main.items.filter(({ id }) => basis.sought.includes(id))
      .flatMap((item) => (item.rowsOf ? rowsIn(opened, basis, item.rowsOf).map(({ row }) => keyOf(item.id, row.id)) : [item.id])),
  };
  return { so, basis, decisions, matters, permits };
}
