import type { Tx, Uuid } from '../../../platform/index.ts';
import type { ServiceVersion } from '../../../services/index.ts';
import { decisionMade } from '../../slots.ts';
import type { CaseFile } from '../../store/case/case-file.ts';
import { addDecision, decisionsOf, type DecisionContent, type NewItem } from '../../store/decision/decisions.ts';
import { addEntry, type EntryKind } from '../../store/case/entries.ts';
import { addNotification } from '../../store/notification/notifications.ts';
import { register } from '../../store/register/records.ts';
import type { DecisionOutcome } from '../../store/tables.ts';
import { keepLetter } from './letter.ts';

/** Who decides: an officer by a point of the delegation order (two, where it asks for four eyes), the authority at a meeting, or a rule. */
export type DecidedBy =
  | { decider: 'delegation'; staffId: Uuid; delegationId: Uuid; point: string; reported: boolean; confirmedBy?: Uuid }
  /** `staffId`: who writes the decision down; `day`: of the meeting, `YYYY-MM-DD` */
  | { decider: 'authority'; staffId: Uuid; paragraph: string; day: string }
  /** `previousNumber`: the case it is the same as; `resolution`: by which the authority lets a rule decide */
  | { decider: 'automation'; delegationId: Uuid | null; point: string; reported: boolean; previousNumber: string; resolution: string };

/** A decision that is to be made: settled, worded, its letter ready. */
export interface DecisionToMake {
  /** permit, grant, renewal, revocation, correction, dismissal … */
  type: string;
  /** the decision of the definition that it is; absent for those of the law */
  rule?: string;
  outcome: DecisionOutcome;
  by: DecidedBy;
  content: DecisionContent;
  items: readonly NewItem[];
  letter: { name: string; bytes: Buffer };
  /** the parties who are told, each with a clock of appeal of their own */
  parties: readonly Uuid[];
  /** whether it can be appealed; as the definition says when left out */
  appealable?: boolean;
  /** the title in the register: says nothing about the person */
  record: string;
  /** the line in everybody's timeline; null when the action writes its own */
  entry?: EntryKind | null;
  /** the decision that it corrects, changes or follows */
  aboutId?: Uuid;
  permitId?: Uuid;
  matterId?: Uuid;
  /** what belongs to the decision and must stand before others are told: permits, the matter that ends */
  also?: (decisionId: Uuid) => Promise<void>;
  /** more for the audit: never anything about a person */
  detail?: Readonly<Record<string, string | number | boolean>>;
}

interface Author { authorKind: 'staff' | 'system'; authorId?: Uuid }

/**
 * The one way in which a decision is made: decision and items, letter, notifications, register, timeline, audit, event, and what rooms
 * above do in the same transaction (slot `decisionMade`). The caller has locked the case; a decision of the same number breaks on its key.
 * @returns the id of the decision
 */
export async function makeDecision(tx: Tx, file: CaseFile, version: ServiceVersion, wish: DecisionToMake): Promise<Uuid> {
  const { by } = wish;
  const staffId = by.decider === 'automation' ? undefined : by.staffId;
  const author: Author = staffId ? { authorKind: 'staff', authorId: staffId } : { authorKind: 'system' };
  const documentId = await keepLetter(tx, file, { ...wish.letter, ...(staffId && { by: staffId }) });
  const id = await addDecision(tx, file, {
    unitId: file.unitId, type: wish.type, outcome: wish.outcome, number: (await decisionsOf(tx, file.id)).length + 1, decider: by.decider,
    decidedBy: staffId ?? null, ...(wish.rule && { rule: wish.rule }), ...(wish.aboutId && { aboutId: wish.aboutId }),
    ...(wish.permitId && { permitId: wish.permitId }), ...(wish.matterId && { matterId: wish.matterId }),
    ...(by.decider === 'authority' && { paragraph: by.paragraph, meetingDay: by.day }),
    ...(by.decider === 'delegation' && by.confirmedBy && { confirmedBy: by.confirmedBy }),
    delegationId: by.decider === 'authority' ? null : by.delegationId, delegationPoint: by.decider === 'authority' ? '' : by.point,
    reported: by.decider !== 'authority' && by.reported, documentId, content: wish.content, items: wish.items,
  });
  await wish.also?.(id);
  const entry = wish.entry === undefined ? 'decided' : wish.entry;
  if (entry) await addEntry(tx, file, { kind: entry, part: 'all', ...author, refId: id });
  await tellParties(tx, file, version, { decisionId: id, parties: wish.parties, author, ...(wish.appealable !== undefined && { appealable: wish.appealable }) });
  await register(tx, file, { direction: 'out', title: wish.record, documentId, refId: id });
  tx.audit({
    event: 'cases.decided', dossierId: file.id, authorityId: file.authorityId, unitId: file.unitId,
    detail: { type: wish.type, outcome: wish.outcome, by: by.decider, point: by.decider === 'authority' ? by.paragraph : by.point, ...wish.detail },
  });
  tx.emit('cases.decided', { case: file.id, decision: id });
  for (const act of tx.slots.all(decisionMade)) await act(tx, { caseId: file.id, decisionId: id });
  return id;
}

/** Each party is told by the first way of the definition that reaches them: on My pages if they came that way, otherwise by letter. */
async function tellParties(
  tx: Tx, file: CaseFile, version: ServiceVersion,
  told: { decisionId: Uuid; parties: readonly Uuid[]; author: Author; appealable?: boolean },
): Promise<void> {
  const { notify, appeal } = version.compiled.folder.definition;
  const how = file.channel === 'web' && notify.how.includes('myPages') ? 'myPages' : 'letter';
  const appealable = told.appealable ?? (notify.clock === 'appeal' && appeal.to !== 'notAppealable');
  for (const partyId of told.parties) {
    await addNotification(tx, file, { decisionId: told.decisionId, partyId, how, appealable });
    await addEntry(tx, file, { kind: 'notified', part: partyId, ...told.author, refId: told.decisionId });
  }
}
