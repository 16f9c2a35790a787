import { createHash } from 'node:crypto';
import { demands } from '../../../classification/index.ts';
import { listUnits, type Unit } from '../../../organisation/index.ts';
import { Refused, isUuid, notFound, stepUp, subject, swedishDay, type Language, type RequestContext, type Resident, type Tx, type Uuid } from '../../../platform/index.ts';
import { inLanguage, versionById, type ServiceVersion } from '../../../services/index.ts';
import { otherRule, type OtherRule } from '../../actions/parties/other-rule.ts';
import { findCase, type CaseFile } from '../../store/case/case-file.ts';
import { decisionsOf, type Decision } from '../../store/decision/decisions.ts';
import { notificationsOf, type Notification } from '../../store/notification/notifications.ts';
import { findOther, markOtherOpened, otherAnswer, otherFacts, otherShown, type OtherAnswer, type OtherFacts, type OtherParty, type OtherShown } from '../../store/parties/other-parties.ts';

/** What another party sees of a case: the question to them, what they may read, what they answered, and a decision that is theirs to appeal. Nothing else. */
export interface OtherDoor {
  tx: Tx;
  how: 'myPages' | 'code';
  /** where its pages stand: `/mina-sidor/delaktig/:id` or `/svar/oppet` */
  base: string;
  /** who is signed in */
  by?: Uuid;
  file: CaseFile;
  version: ServiceVersion;
  serviceName: string;
  unit: Unit | undefined;
  other: OtherParty;
  rule: OtherRule;
  facts: OtherFacts;
  shown: OtherShown | undefined;
  answer: OtherAnswer | undefined;
  decisions: readonly { decision: Decision; notification: Notification }[];
  today: string;
}

/** Opens it in a transaction that row level security has let as far as this party: by sign-in or by code. */
export async function openOther(tx: Tx, otherId: Uuid, at: Pick<OtherDoor, 'how' | 'base' | 'by'> & { language: Language }): Promise<OtherDoor | undefined> {
  const other = await findOther(tx, otherId);
  const file = other && await findCase(tx, other.caseId);
  if (!other || !file || !other.invitedAt || other.withdrawnAt) return undefined;
  const version = await versionById(tx, file.versionId);
  const rule = otherRule(version, other.kind, at.language);
  if (!rule) return undefined;
  await tx.enter(file.id);
  await markOtherOpened(tx, other.id);
  const notifications = (await notificationsOf(tx, file.id)).filter(({ partyId }) => partyId === other.id);
  const decisions = notifications.length ? await decisionsOf(tx, file.id) : [];
  const { language: _language, ...way } = at;
  const frozen = await otherShown(tx, other.id);
  return {
    ...way, tx, file, version, serviceName: inLanguage(version, at.language).definition.name, other, rule, today: swedishDay(tx.now),
    unit: (await listUnits(tx)).find(({ id }) => id === file.unitId), facts: await otherFacts(tx, other.id),
    // Somebody who has got a protected identity since they were asked: nothing of the application is put before them any more.
    shown: frozen && file.protected ? { ...frozen, sections: [] } : frozen,
    answer: await otherAnswer(tx, other.id),
    decisions: notifications.flatMap((notification) => {
      const decision = decisions.find(({ id }) => id === notification.decisionId);
      return decision ? [{ decision, notification }] : [];
    }),
  };
}

/**
 * The same for somebody signed in: theirs by row level security, at the level that the class demands.
 * @throws Refused: not found, or a step up
 */
export async function openMyOther(context: Pick<RequestContext<Resident>, 'tx' | 'who' | 'language' | 'about'>, id: string): Promise<OtherDoor> {
  const { tx, who, language } = context;
  const door = isUuid(id) ? await openOther(tx, id, { how: 'myPages', base: `/mina-sidor/delaktig/${id}`, by: who.personId, language }) : undefined;
  // Who acts for somebody by a proxy of theirs answers as themselves, not for the one they act for.
  if (!door || door.other.personId !== subject(who) || who.actingFor) throw new Refused(notFound());
  const { file } = door;
  context.about({ dossierId: file.id, subjectId: who.personId, authorityId: file.authorityId, unitId: file.unitId });
  const { level } = demands({ confidentiality: file.confidentiality });
  if (who.level < level) throw new Refused(stepUp(level));
  return door;
}

/** Whether they may still answer. */
export function mayAnswer({ other, file }: Pick<OtherDoor, 'other' | 'file'>): boolean {
  return other.answeredAt === null && file.closedAt === null;
}

/** Ids of the files they may open: those of the pages they see, those they sent, and letters of decisions they have been told of. */
export function theirFiles({ shown, answer, decisions }: Pick<OtherDoor, 'shown' | 'answer' | 'decisions'>): ReadonlySet<string> {
  return new Set([
    ...(shown?.sections ?? []).flatMap(({ rows }) => rows.flatMap(({ answer: one }) => filesIn(one))), ...(answer?.files ?? []).map(({ id }) => id),
    ...decisions.flatMap(({ decision }) => decision.documentId ?? []),
  ]);
}

interface WithFiles { files?: readonly { id: string }[]; rows?: readonly { cells: readonly { text: WithFiles }[] }[] }

function filesIn(answer: WithFiles): string[] {
  return [...(answer.files ?? []).map(({ id }) => id), ...(answer.rows ?? []).flatMap(({ cells }) => cells.flatMap(({ text }) => filesIn(text)))];
}

/** What a signature of theirs is over: what they were shown, what they promise and what they answer. SHA-256, hexadecimal. */
export function answerHash({ other, shown }: Pick<OtherDoor, 'other' | 'shown'>, answer: OtherAnswer): string {
  const { stance, text, undertaking = '', files } = answer;
  return createHash('sha256').update(JSON.stringify([other.id, shown ?? null, stance, text, undertaking, files.map(({ id }) => id)])).digest('hex');
}
