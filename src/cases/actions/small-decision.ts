import { listDelegations } from '../../organisation/index.ts';
import type { Staff, Tx, Uuid } from '../../platform/index.ts';
import { mayDecide, type MayDecide } from '../model/delegation.ts';
import { addDecision, decisionsOf } from '../store/decisions.ts';
import { addEntry } from '../store/entries.ts';
import { addNotification } from '../store/notifications.ts';
import { register } from '../store/records.ts';
import { submissionsOf } from '../store/submissions.ts';
import { keepLetter, letterHead, renderLetter } from './letter.ts';
import { letterWords } from './letter-words.ts';
import type { OpenedCase } from './open-case.ts';

export interface SmallDecision {
  type: 'appealDismissal' | 'dismissal' | 'writingOff';
  /** which of the definition's points it is made by */
  point: 'dismissal' | 'writingOff';
  outcome: 'dismissed' | 'writtenOff';
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
  const letter = await renderLetter(version, { title: wish.heading, language, at: tx.now, data: {
    ...head, officer: officer.name, heading: wish.heading, answer: { summary: wish.summary }, sections: [{ paragraphs: [...wish.reasons] }],
    signatures: [{ ...officer, unit: unit.name, authority: authority.name }],
    appeal: { paragraphs: words.appeal(authority.name), to: authority.court, send: authority.address.join(', '), by: words.appealBy(appeal.within) },
  } });
  if (!letter.ok) return { ok: false, why: [`Brevet kunde inte göras: ${letter.message}`] };
  const documentId = await keepLetter(tx, file, { name: wish.heading, bytes: letter.bytes, by: who.staffId });
  const id = await addDecision(tx, file, {
    unitId: file.unitId, type: wish.type, outcome: wish.outcome, number: (await decisionsOf(tx, file.id)).length + 1, decidedBy: who.staffId,
    delegationId: delegation.id, delegationPoint: delegation.point, reported: delegation.reported, documentId, items: [],
    content: { text: wish.summary, reasons: [{ title: wish.heading, paragraphs: wish.reasons }], laws: [] },
  });
  for (const partyId of wish.parties) {
    await addNotification(tx, file, { decisionId: id, partyId, how: file.channel === 'web' ? 'myPages' : 'letter', appealable: appeal.to !== 'notAppealable' });
    await addEntry(tx, file, { kind: 'notified', part: partyId, authorKind: 'staff', authorId: who.staffId, refId: id });
  }
  await register(tx, file, { direction: 'out', title: wish.outcome === 'dismissed' ? 'Beslut om avvisning' : 'Beslut om avskrivning', documentId, refId: id });
  tx.audit({ event: 'cases.decided', dossierId: file.id, unitId: file.unitId, detail: { outcome: wish.outcome, point: delegation.point } });
  tx.emit('cases.decided', { case: file.id, decision: id });
  return { ok: true, id };
}

/** Whether someone may dismiss, or write a case off. */
export async function mayEnd(tx: Tx, who: Staff, { file, version }: OpenedCase, decision: 'dismissal' | 'writingOff'): Promise<MayDecide> {
  return mayDecide({
    rules: version.compiled.folder.definition.delegation, order: await listDelegations(tx, file.authorityId), decision, outcomes: [], amountOre: 0,
    caseUnit: file.unitId, who,
  });
}
