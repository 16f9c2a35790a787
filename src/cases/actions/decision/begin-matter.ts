import type { Staff, Tx, Uuid } from '../../../platform/index.ts';
import { updateCase, type CaseFile } from '../../store/case/case-file.ts';
import { addEntry } from '../../store/case/entries.ts';
import { addMatter, endMatter, type MatterContent } from '../../store/decision/matters.ts';
import { register } from '../../store/register/records.ts';
import { findTargets } from '../application/find-targets.ts';
import { matterName } from '../../model/decision/matter-name.ts';
import { addMatterTask, endMatterTask, matterDue } from './matter-due.ts';
import type { OpenedCase } from '../case/open-case.ts';

export interface MatterWish {
  /** as `Startable.kind` */
  kind: string;
  aboutId?: string;
  permitId?: string;
  content: MatterContent;
}

/**
 * An officer takes something up in a case: what follows on a decision, or a decision tried anew. A closed case is opened again, so that one
 * file holds the whole. @returns the id of the matter; undefined when it cannot be begun now
 */
export async function beginMatter(tx: Tx, who: Staff, opened: OpenedCase, wish: MatterWish): Promise<Uuid | undefined> {
  const { file } = opened;
  const found = (await findTargets(tx, opened)).startable
    .find(({ kind, aboutId, permitId }) => kind === wish.kind && (aboutId ?? '') === (wish.aboutId ?? '') && (permitId ?? '') === (wish.permitId ?? ''));
  if (!found) return undefined;
  const dueDay = await matterDue(tx, opened.version, found);
  const id = await addMatter(tx, file, {
    kind: found.kind, begunByKind: 'staff', begunBy: who.staffId, content: wish.content, ...(dueDay && { dueDay }),
    ...(found.aboutId && { aboutId: found.aboutId }), ...(found.permitId && { permitId: found.permitId }),
  });
  await openAgain(tx, file);
  if (dueDay) await addMatterTask(tx, file, id, { day: dueDay, what: matterName(found.kind, opened.version) });
  await addEntry(tx, file, { kind: 'matterBegun', part: 'staff', authorKind: 'staff', authorId: who.staffId, refId: id, content: { text: wish.content.text } });
  await register(tx, file, { direction: 'drawnUp', title: recordTitle(found.kind), refId: id });
  tx.audit({ event: 'cases.matterBegun', dossierId: file.id, unitId: file.unitId, detail: { kind: found.kind } });
  return id;
}

/** Nothing is to be decided after all: said why, and the case goes back to how it stood. @returns false when it was ended already */
export async function dropMatter(tx: Tx, who: Staff, opened: OpenedCase, id: Uuid, why: string): Promise<boolean> {
  const { file } = opened;
  if (!await endMatter(tx, id, { why: 'dropped' })) return false;
  await endMatterTask(tx, file.id, id, who.staffId);
  await addEntry(tx, file, { kind: 'matterDropped', part: 'staff', authorKind: 'staff', authorId: who.staffId, refId: id, content: { text: why } });
  const left = (await findTargets(tx, opened)).targets.length > 0;
  if (!left && file.decidedAt) await updateCase(tx, file.id, { state: 'decided', last_event_at: tx.now });
  tx.audit({ event: 'cases.matterDropped', dossierId: file.id, unitId: file.unitId });
  return true;
}

/** A case is worked on again. Retention, which counts from closing, waits for it to be closed anew. */
export async function openAgain(tx: Tx, file: CaseFile): Promise<void> {
  await updateCase(tx, file.id, { state: 'inquiry', closed_at: null, closed_why: null, retention_day: null, last_event_at: tx.now });
  if (!file.closedAt) return;
  await addEntry(tx, file, { kind: 'reopened', part: 'all', authorKind: 'system' });
  tx.audit({ event: 'cases.reopened', dossierId: file.id, authorityId: file.authorityId, unitId: file.unitId });
}

function recordTitle(kind: string): string {
  switch (kind) {
    case 'change': return 'Fråga om ändring av tillstånd';
    case 'revocation': return 'Fråga om återkallelse';
    case 'recovery': return 'Fråga om återkrav';
    case 'reconsideration': return 'Fråga om omprövning';
    case 'enforcement': return 'Avgörande att genomföra';
    default: return 'Fråga om nytt beslut';
  }
}
