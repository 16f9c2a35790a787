import { unreadCount } from '../../../messages/index.ts';
import { swedishDay, type Tx, type Uuid } from '../../../platform/index.ts';
import { versionById } from '../../../services/index.ts';
import type { StatusFacts } from '../../model/case/status.ts';
import { outcomesOf, type AppealOutcome } from '../../store/appeal/appeal-outcomes.ts';
import { clocksOf } from '../../store/clocks/clocks.ts';
import { appealsOf, type Appeal } from '../../store/appeal/appeals.ts';
import type { CaseFile } from '../../store/case/case-file.ts';
import { decisionsOf, type Decision } from '../../store/decision/decisions.ts';
import { entriesOf, type Entry } from '../../store/case/entries.ts';
import { notificationsOf, type Notification } from '../../store/notification/notifications.ts';
import type { Party } from '../../store/parties/parties.ts';
import { mattersOf, type Matter } from '../../store/decision/matters.ts';
import { permitsOf, type Permit } from '../../store/permit/permits.ts';
import { requestsOf, type CaseRequest } from '../../store/inquiry/requests.ts';

/** A decision the party has been told of. One that is made but not sent is not theirs to see yet. */
export interface ToldDecision {
  decision: Decision;
  notification: Notification;
}

/** What has happened in a case, as one party may see it. */
export interface MyFacts {
  entries: readonly Entry[];
  /** asked and neither answered nor withdrawn */
  pending: readonly CaseRequest[];
  requests: readonly CaseRequest[];
  decisions: readonly ToldDecision[];
  appeals: readonly Appeal[];
  /** what courts have said of them */
  outcomes: readonly AppealOutcome[];
  permits: readonly Permit[];
  /** something more to decide that the person has asked for, or been heard about */
  matters: readonly Matter[];
  /** messages from the authority that are new */
  unread: number;
  withdrawn: boolean;
  /** what is promised on the way to the decision or the answer, and is still to come */
  promisedSteps: readonly { id: string; after: string; due: string }[];
  /** what is promised of the decision or the answer waits for somebody else: its day is not known */
  standsStill: boolean;
  status: StatusFacts;
}

/** Decisions on the way to the one that is sought: the case goes on after them. */
const beside: ReadonlySet<string> = new Set(['extension', 'delayRefusal']);

/** Gathers it. The transaction must have entered the case. */
export async function myFacts(tx: Tx, file: CaseFile, party: Party): Promise<MyFacts> {
  const entries = (await entriesOf(tx, file.id)).filter(({ part }) => part === 'all' || part === party.id);
  const requests = await requestsOf(tx, file.id);
  const notifications = (await notificationsOf(tx, file.id)).filter(({ partyId }) => partyId === party.id);
  const decisions = (await decisionsOf(tx, file.id)).flatMap((decision): ToldDecision[] => {
    const notification = notifications.findLast(({ decisionId }) => decisionId === decision.id);
    return notification ? [{ decision, notification }] : [];
  });
  const appeals = (await appealsOf(tx, file.id)).filter(({ partyId }) => partyId === party.id);
  const outcomes = (await outcomesOf(tx, file.id)).filter(({ partyId }) => partyId === party.id);
  const pending = requests.filter(({ answeredAt, withdrawnAt }) => !answeredAt && !withdrawnAt);
  const withdrawn = entries.some(({ kind }) => kind === 'withdrawn');
  const newest = decisions.findLast(({ decision }) => !beside.has(decision.type));
  const open = (await mattersOf(tx, file.id)).filter(({ endedAt }) => endedAt === null);
  // What the authority has taken up by itself is told when the person is heard, in words that say what it is about.
  const matters = open.filter(({ begunByKind, begunAt }) => begunByKind === 'resident' || requests.some(({ kind, askedAt }) => kind === 'hearing' && askedAt >= begunAt));
  const partly = !file.decidedAt && decisions.some(({ decision }) => decision.items.length > 0);
  const { definition } = (await versionById(tx, file.versionId)).compiled.folder;
  const clocks = file.decidedAt || file.closedAt ? [] : await clocksOf(tx, file.id, definition.deadlines);
  const asked = [...pending].sort((a, b) => a.dueDay.localeCompare(b.dueDay))[0];
  return {
    entries, pending, requests, decisions, appeals, outcomes, withdrawn, matters,
    promisedSteps: definition.deadlines.flatMap(({ id, step }) => clocks.filter((clock) => clock.id === id && step && clock.due && !clock.endedAt && clock.due >= swedishDay(tx.now))
      .map(({ due }) => ({ id, after: step!, due: due! }))),
    standsStill: clocks.some(({ clock, step, standingSince }) => clock === 'promise' && !step && standingSince !== null),
    permits: (await permitsOf(tx, file.id)).filter(({ partyId }) => partyId === party.id),
    unread: await unreadCount(tx, file.id, { kind: 'resident', id: party.personId }),
    status: {
      handling: definition.case === 'handling',
      arrivedDay: file.arrivedDay, promiseDue: file.promiseDue, assigned: file.assigneeId !== null, withdrawn, closedWhy: file.closedWhy,
      appealed: appeals.some(({ id, decisionId, dismissedDecisionId }) => decisionId === newest?.decision.id && !dismissedDecisionId && !outcomes.some(({ appealId }) => appealId === id)),
      ...(asked && file.state !== 'closed' && { asked: { kind: asked.kind, dueDay: asked.dueDay } }),
      ...(party.invitedAt && !party.signedAt ? { unsigned: 'mine' as const } : file.waitingFor === 'coApplicant' ? { unsigned: 'other' as const } : {}),
      ...(partly ? { atWork: 'part' as const } : matters.length ? { atWork: 'matter' as const } : {}),
      ...(newest && {
        decision: {
          outcome: newest.decision.outcome, day: swedishDay(newest.decision.decidedAt), opened: newest.notification.openedAt !== null || newest.notification.servedAt !== null,
          appealUntil: newest.notification.appealable ? newest.notification.appealUntil : null,
        },
      }),
    },
  };
}

/** A decision of the case that the party has been told of. */
export function toldDecision(facts: MyFacts, id: string): ToldDecision | undefined {
  return facts.decisions.find(({ decision }) => decision.id === (id as Uuid));
}
