import { listAuthorities } from '../../../organisation/index.ts';
import { formatDate, type Staff, type Tx, type Uuid } from '../../../platform/index.ts';
import { agendaOf, placeItem, saveStatement, withdrawItem, type AgendaItem, type Statement } from '../../store/authority/agenda.ts';
import { updateCase } from '../../store/case/case-file.ts';
import { addEntry } from '../../store/case/entries.ts';
import { findMeeting } from '../../store/authority/meetings.ts';
import { register } from '../../store/register/records.ts';
import { noteUnheard } from '../decision/note-unheard.ts';
import { wordDecision, drafter } from '../decision/decision-letter.ts';
import { keepLetter, letterHead, renderLetter, type Rendered } from '../decision/letter.ts';
import type { OpenedCase } from '../case/open-case.ts';
import type { DecisionPlan } from '../decision/propose-decision.ts';

/** What a statement begins from: the decision that is proposed, and the reasons that the inquiry has found. */
export async function proposedStatement(tx: Tx, who: Staff, opened: OpenedCase, plan: DecisionPlan): Promise<Statement> {
  const { content, items } = await wordDecision(tx, opened, plan, drafter(who));
  const authority = (await listAuthorities(tx)).find(({ id }) => id === opened.file.authorityId);
  const words = { granted: 'bifaller', partly: 'bifaller delvis', refused: 'avslår' } as const;
  const what = (name: string) => (plan.target.matter ? `det som gäller ${small(name)}` : items.length === 1 ? 'ansökan' : `ansökan i den del som gäller ${small(name)}`);
  const proposals = items.map((item) => `- ${authority?.name ?? 'Nämnden'} ${words[item.outcome]} ${what(item.content.name)}.`);
  return {
    proposal: proposals.join('\n\n'),
    background: `Ansökan kom in ${formatDate(opened.file.arrivedDay, 'sv')}.`,
    assessment: content.reasons.map(({ title, paragraphs }) => [title, ...paragraphs].join('\n\n')).join('\n\n'),
  };
}

/** The statement as a document: the proposal first, then why. */
export async function renderStatement(tx: Tx, who: Staff, opened: OpenedCase, statement: Statement, laws: readonly string[] = []): Promise<Rendered> {
  const { file, version } = opened;
  const { head, officer, unit, authority } = await letterHead(tx, file, who.staffId, 'sv');
  const title = `Tjänsteskrivelse: ${small(file.title)}`;
  return renderLetter(version, { title, language: 'sv', at: tx.now, data: {
    ...head, recipient: [authority.name], officer: officer.name, heading: title,
    sections: [
      { heading: 'Förslag till beslut', paragraphs: paragraphs(statement.proposal) }, { heading: 'Ärendet i korthet', paragraphs: paragraphs(statement.background) },
      { heading: 'Bedömning', paragraphs: paragraphs(statement.assessment) },
    ].filter((section) => section.paragraphs.length > 0),
    laws: laws.map((reference) => ({ reference })), signatures: [{ ...officer, unit: unit.name, authority: authority.name }],
  } });
}

/** Saves the statement; why nobody was heard is noted when it is first said (`unheardWhy`). @returns false when it lies with the authority already */
export async function keepStatement(tx: Tx, who: Staff, opened: OpenedCase, plan: DecisionPlan, wish: { statement: Statement; hearingUnnecessary: boolean; unheardWhy?: string }): Promise<boolean> {
  const id = await saveStatement(tx, opened.file, {
    rule: plan.target.key, statement: wish.statement, writtenBy: who.staffId, inquiryRevision: plan.inquiry.revision, hearingUnnecessary: wish.hearingUnnecessary,
  });
  if (!id) return false;
  if (wish.unheardWhy) await noteUnheard(tx, who, opened.file, wish.unheardWhy);
  await addEntry(tx, opened.file, { kind: 'agendaWritten', part: 'staff', authorKind: 'staff', authorId: who.staffId, refId: id });
  await updateCase(tx, opened.file.id, { last_event_at: tx.now });
  tx.audit({ event: 'cases.statementSaved', dossierId: opened.file.id, unitId: opened.file.unitId });
  return true;
}

/** Places the statement on a meeting: it becomes a record, and the draft of the decision is pinned as it is now. @returns why not, in words to the officer */
export async function placeOnMeeting(tx: Tx, who: Staff, opened: OpenedCase, plan: DecisionPlan, wish: { item: AgendaItem; meetingId: Uuid }): Promise<{ ok: true } | { ok: false; why: string }> {
  const { file } = opened;
  const meeting = await findMeeting(tx, file.authorityId, wish.meetingId);
  if (!meeting || meeting.heldAt || meeting.day < opened.today) return { ok: false, why: 'Välj ett sammanträde som inte har varit.' };
  const { content } = await wordDecision(tx, opened, plan, drafter(who));
  const made = await renderStatement(tx, who, opened, wish.item.statement, content.laws);
  if (!made.ok) return { ok: false, why: made.message };
  const statementId = await keepLetter(tx, file, { name: 'Tjänsteskrivelse', bytes: made.bytes, by: who.staffId });
  if (!await placeItem(tx, wish.item.id, { meetingId: meeting.id, statementId, inquiryRevision: plan.inquiry.revision })) return { ok: false, why: 'Nämnden har redan beslutat.' };
  await register(tx, file, { direction: 'drawnUp', title: 'Tjänsteskrivelse', documentId: statementId, refId: wish.item.id });
  await addEntry(tx, file, { kind: 'agendaPlaced', part: 'all', authorKind: 'staff', authorId: who.staffId, refId: wish.item.id });
  await updateCase(tx, file.id, { last_event_at: tx.now, state: 'inquiry' });
  tx.audit({ event: 'cases.placedOnMeeting', dossierId: file.id, unitId: file.unitId, detail: { meeting: meeting.day } });
  return { ok: true };
}

/** Takes the case back from the authority before it has decided. @returns false when it has */
export async function takeBack(tx: Tx, who: Staff, { file }: OpenedCase, item: AgendaItem): Promise<boolean> {
  if (!await withdrawItem(tx, item.id)) return false;
  await addEntry(tx, file, { kind: 'agendaTakenBack', part: 'staff', authorKind: 'staff', authorId: who.staffId, refId: item.id });
  await updateCase(tx, file.id, { last_event_at: tx.now });
  tx.audit({ event: 'cases.takenFromMeeting', dossierId: file.id, unitId: file.unitId });
  return true;
}

function small(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}

/** The item that is open, or that the authority decided differently and whose decision is still to be written. */
export async function currentItem(tx: Tx, caseId: Uuid): Promise<AgendaItem | undefined> {
  return (await agendaOf(tx, caseId)).findLast(({ withdrawnAt, recordedAt, outcome, decisionId }) => !withdrawnAt && (!recordedAt || (outcome === 'changed' && !decisionId)));
}

/** Text as people write it, in paragraphs. */
export function paragraphs(text: string): string[] {
  return text.split(/\r?\n\s*\r?\n/).map((one) => one.trim()).filter(Boolean);
}
