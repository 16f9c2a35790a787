import { decisionId } from '../../../services/index.ts';
import { swedishDay, type Tx, type Uuid } from '../../../platform/index.ts';
import { mainDecisions } from '../../model/decision/decision-rule.ts';
import { startable, type Startable } from '../../model/application/targets.ts';
import { findCase, type CaseFile } from '../../store/case/case-file.ts';
import { decisionsOf } from '../../store/decision/decisions.ts';
import { addMatter, mattersOf, type MatterContent } from '../../store/decision/matters.ts';
import { permitState, permitsOf } from '../../store/permit/permits.ts';
import type { ServiceVersion } from '../../../services/index.ts';
import { matterName } from '../../model/decision/matter-name.ts';
import { addMatterTask, matterDue } from '../decision/matter-due.ts';
import { openAgain } from '../decision/begin-matter.ts';
import { partyEvent } from '../parties/party-event.ts';

/** What the applicant may ask for in their case: the decision that comes after the one they have, and a change of their permit. */
export async function mayAsk(tx: Tx, file: CaseFile, version: ServiceVersion): Promise<readonly Startable[]> {
  const { definition } = version.compiled.folder;
  const [decisions, matters, permits] = [await decisionsOf(tx, file.id), await mattersOf(tx, file.id), await permitsOf(tx, file.id)];
  const today = swedishDay(tx.now);
  const after = new Set(mainDecisions(definition).filter((main) => main.after !== undefined).map(decisionId));
  return startable({
    definition, decisions, matters: matters.filter(({ endedAt }) => endedAt === null), sought: [], keysOf: () => [], renews: false,
    permits: permits.filter((permit) => permitState(permit, today) !== 'ended'),
  }).filter(({ kind }) => after.has(kind) || kind === 'change');
}

/**
 * The applicant asks for the next decision, or for a change: a record that comes in, and a matter for the officer. A closed case is opened
 * again. @returns undefined when it cannot be asked for now: somebody may have done so already
 */
export async function askDecision(
  tx: Tx, at: { file: CaseFile; version: ServiceVersion; by: Uuid; personId: Uuid }, wish: { kind: string; permitId?: string; content: MatterContent },
): Promise<Uuid | undefined> {
  // Locked, so that of two presses at once the second finds what the first wrote.
  const file = await findCase(tx, at.file.id, { lock: true });
  const found = file && (await mayAsk(tx, file, at.version)).find(({ kind, permitId }) => kind === wish.kind && (!wish.permitId || permitId === wish.permitId));
  if (!file || !found) return undefined;
  const dueDay = await matterDue(tx, at.version, found);
  const id = await addMatter(tx, file, {
    kind: found.kind, begunByKind: 'resident', begunBy: at.by, content: wish.content, ...(dueDay && { dueDay }),
    ...(found.aboutId && { aboutId: found.aboutId }), ...(found.permitId && { permitId: found.permitId }),
  });
  await openAgain(tx, file);
  if (dueDay) await addMatterTask(tx, file, id, { day: dueDay, what: matterName(found.kind, at.version) });
  await partyEvent(tx, file, { kind: 'matterAsked', part: 'all', by: at.by, refId: id, record: found.kind === 'change' ? 'Ansökan om ändring' : 'Begäran om nytt beslut' });
  tx.audit({ event: 'cases.matterAsked', dossierId: file.id, subjectId: at.personId, authorityId: file.authorityId, unitId: file.unitId, detail: { kind: found.kind } });
  tx.emit('cases.matterAsked', { case: file.id, matter: id });
  return id;
}
