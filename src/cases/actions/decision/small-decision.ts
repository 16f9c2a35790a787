import { listDelegations } from '../../../organisation/index.ts';
import type { Staff, Tx, Uuid } from '../../../platform/index.ts';
import { mayDecide, type MayDecide } from '../../model/decision/delegation.ts';
import { submissionsOf } from '../../store/application/submissions.ts';
import { letterHead, renderLetter } from './letter.ts';
import { letterWords } from './letter-words.ts';
import { makeDecision } from './make-decision.ts';
import type { OpenedCase } from '../case/open-case.ts';

/** What may be decided in a case beside what is sought, by the words of the definition's delegation. */
export type SmallPoint = 'dismissal' | 'writingOff' | 'extension' | 'delay' | 'appeal';

export interface SmallDecision {
  type: 'appealDismissal' | 'dismissal' | 'writingOff' | 'extension' | 'delayRefusal';
  /** which of the definition's points it is made by */
  point: SmallPoint;
  outcome: 'dismissed' | 'writtenOff' | 'granted' | 'refused';
  /** false: it cannot be appealed by itself; otherwise as the definition says */
  appealable?: boolean;
  /** its title in the register, when not that of a dismissal or a writing off */
  record?: string;
  /** ids of the parties it is told to */
  parties: readonly Uuid[];
  heading: string;
  summary: string;
  reasons: readonly string[];
}

/** A decision without items – dismissal, writing off – with letter, notifications that can be appealed, register and audit. */
export async function smallDecision(
  tx: Tx, who: Staff, opened: OpenedCase, wish: SmallDecision,
): Promise<{ ok: true; id: Uuid } | { ok: false; why: string[] }> {
  const { file, version } = opened;
  const delegation = await mayEnd(tx, who, opened, wish.point);
  if (!delegation.ok) return delegation;
  const language = (await submissionsOf(tx, file.id)).find(({ kind }) => kind === 'application')?.language ?? 'sv';
  const { head, officer, unit, authority } = await letterHead(tx, file, who.staffId, language);
  const { appeal } = version.compiled.folder.definition;
  const words = letterWords(language);
  const appealable = wish.appealable ?? appeal.to !== 'notAppealable';
  const letter = await renderLetter(version, { title: wish.heading, language, at: tx.now, data: {
    ...head, officer: officer.name, heading: wish.heading, answer: { summary: wish.summary }, sections: [{ paragraphs: [...wish.reasons] }],
    signatures: [{ ...officer, unit: unit.name, authority: authority.name }],
    ...(appealable && { appeal: { paragraphs: words.appeal(authority.name, authority.court), to: authority.court, send: authority.address.join(', '), by: words.appealBy(appeal.within) } }),
  } });
  if (!letter.ok) return { ok: false, why: [`Brevet kunde inte göras: ${letter.message}`] };
  const id = await makeDecision(tx, file, version, {
    type: wish.type, outcome: wish.outcome, items: [], parties: wish.parties, entry: null, appealable,
    by: { decider: 'delegation', staffId: who.staffId, delegationId: delegation.id, point: delegation.point, reported: delegation.reported },
    content: { text: wish.summary, reasons: [{ title: wish.heading, paragraphs: wish.reasons }], laws: [] },
    letter: { name: wish.heading, bytes: letter.bytes }, record: wish.record ?? (wish.outcome === 'dismissed' ? 'Beslut om avvisning' : 'Beslut om avskrivning'),
  });
  return { ok: true, id };
}

/** Whether someone may try appeals and pass them on: by the definition's point for it; where it has none, whoever handles the case does. */
export async function mayTry(tx: Tx, who: Staff, opened: OpenedCase): Promise<{ ok: true; point: string | null } | { ok: false; why: string[] }> {
  if (!opened.version.compiled.folder.definition.delegation.some(({ decisions }) => decisions.includes('appeal'))) return { ok: true, point: null };
  return mayEnd(tx, who, opened, 'appeal');
}

/** Whether someone may dismiss, write a case off, extend a time, refuse to settle now. */
export async function mayEnd(tx: Tx, who: Staff, { file, version }: OpenedCase, decision: SmallPoint): Promise<MayDecide> {
  return mayDecide({
    rules: version.compiled.folder.definition.delegation, order: await listDelegations(tx, file.authorityId), decision, outcomes: [], amountOre: 0,
    caseUnit: file.unitId, who,
  });
}
