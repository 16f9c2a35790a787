import { addDays, formatDate, swedishDay, type Staff, type Tx, type Uuid } from '../../../platform/index.ts';
import { versionById } from '../../../services/index.ts';
import { agendaOf, recordItem, tieDecision, type AgendaItem } from '../../store/authority/agenda.ts';
import type { AgendaOutcome } from '../../store/authority/authority-tables.ts';
import { findCase, updateCase, type CaseFile } from '../../store/case/case-file.ts';
import { addEntry } from '../../store/case/entries.ts';
import { findMeeting, type Meeting } from '../../store/authority/meetings.ts';
import { register } from '../../store/register/records.ts';
import { addTask, endTask } from '../../store/clocks/tasks.ts';
import { carryOut } from '../decision/decide.ts';
import { findTargets } from '../application/find-targets.ts';
import { keepLetter, letterHead, renderLetter } from '../decision/letter.ts';
import type { OpenedCase } from '../case/open-case.ts';
import { planDecision, type DecisionPlan } from '../decision/propose-decision.ts';
import { paragraphs } from './write-statement.ts';

export interface ParagraphWish {
  caseId: Uuid;
  itemId: Uuid;
  /** the number alone: `45` */
  paragraph: string;
  outcome: AgendaOutcome;
  /** what was decided in words, when not as proposed; and reservations */
  text: string;
}

export type Recorded = { ok: true } | { ok: false; why: string };

/**
 * Records what the authority decided at a meeting: the extract of the minutes goes back into the case and its register. As proposed: the
 * decision is made at once, in the authority's name, with letter and notifications. Changed: the officer writes it as it was decided, and
 * sends it out. Sent back: the officer inquires further. Whoever keeps the minutes records; the case need not be theirs.
 */
export async function recordParagraph(tx: Tx, who: Staff, meeting: Meeting, wish: ParagraphWish): Promise<Recorded> {
  const file = await findCase(tx, wish.caseId, { lock: true });
  const item = file && (await agendaOf(tx, file.id)).find(({ id }) => id === wish.itemId);
  if (!file || item?.meetingId !== meeting.id || item.recordedAt || item.withdrawnAt) return { ok: false, why: 'Paragrafen är redan införd, eller så har ärendet tagits tillbaka.' };
  if (meeting.day > swedishDay(tx.now)) return { ok: false, why: 'Sammanträdet har inte varit än.' };
  if (!/^\d{1,4}$/.test(wish.paragraph)) return { ok: false, why: 'Skriv paragrafens nummer, till exempel 45.' };
  if (wish.outcome !== 'asProposed' && !wish.text.trim()) return { ok: false, why: 'Skriv vad nämnden beslutade.' };
  const opened: OpenedCase = { file, version: await versionById(tx, file.versionId), today: swedishDay(tx.now), ground: 'unit', own: false, unmasked: true };
  const plan = wish.outcome === 'asProposed' ? await planOf(tx, opened, item) : undefined;
  if (wish.outcome === 'asProposed' && !plan) return { ok: false, why: 'Det finns inget kvar att besluta i ärendet.' };
  if (plan && plan.inquiry.revision !== item.inquiryRevision) {
    return { ok: false, why: 'Handläggaren har ändrat i utredningen eller beslutet efter att ärendet lades fram. Hen behöver lägga fram det på nytt, eller så för du in beslutet som ändrat.' };
  }
  const paragraph = `§ ${wish.paragraph}`;
  const words = wish.outcome === 'asProposed' ? [item.statement.proposal, wish.text].filter(Boolean).join('\n\n') : wish.text;
  const extract = await renderExtract(tx, who, opened, { item, meeting, paragraph, words, outcome: wish.outcome });
  if (!extract.ok) return { ok: false, why: `Protokollsutdraget kunde inte göras: ${extract.message}` };
  const extractId = await keepLetter(tx, file, { name: `Protokollsutdrag ${paragraph}`, bytes: extract.bytes, by: who.staffId });
  if (!await recordItem(tx, file, item.id, { paragraph, outcome: wish.outcome, minutes: words, by: who.staffId, extractId })) return { ok: false, why: 'Paragrafen är redan införd.' };
  await register(tx, file, { direction: 'drawnUp', title: `Protokollsutdrag ${paragraph}, ${meeting.day}`, documentId: extractId, refId: item.id });
  await addEntry(tx, file, { kind: wish.outcome === 'sentBack' ? 'agendaSentBack' : 'agendaDecided', part: wish.outcome === 'sentBack' ? 'all' : 'staff', authorKind: 'staff', authorId: who.staffId, refId: item.id });
  tx.audit({ event: 'cases.paragraphRecorded', dossierId: file.id, authorityId: file.authorityId, unitId: file.unitId, detail: { outcome: wish.outcome, paragraph } });
  if (plan) return make(tx, who, opened, plan, item, { paragraph, day: meeting.day });
  await updateCase(tx, file.id, { last_event_at: tx.now, outside_event_at: tx.now });
  await askOfficer(tx, file, item, { paragraph, outcome: wish.outcome, day: meeting.day });
  return { ok: true };
}

/** The officer sends out what the authority decided otherwise than proposed, once the draft says it. */
export async function sendOut(tx: Tx, who: Staff, opened: OpenedCase, item: AgendaItem, plan: DecisionPlan, pinned: { inquiryRevision: number }): Promise<Recorded> {
  if (item.outcome !== 'changed' || item.decisionId || !item.paragraph || !item.meetingId) return { ok: false, why: 'Det finns inget nämndbeslut att skicka ut.' };
  if (plan.inquiry.revision !== pinned.inquiryRevision) return { ok: false, why: 'Beslutet ändrades efter att du läste det. Läs det nya och skicka ut det igen.' };
  const meeting = await findMeeting(tx, opened.file.authorityId, item.meetingId);
  if (!meeting) return { ok: false, why: 'Sammanträdet finns inte.' };
  const made = await make(tx, who, opened, plan, item, { paragraph: item.paragraph, day: meeting.day });
  if (made.ok) await endTask(tx, opened.file.id, `agenda:${item.id}`, who.staffId);
  return made;
}

async function make(tx: Tx, who: Staff, opened: OpenedCase, plan: DecisionPlan, item: AgendaItem, at: { paragraph: string; day: string }): Promise<Recorded> {
  const made = await carryOut(tx, opened, plan, { decider: 'authority', staffId: who.staffId, ...at }, { hearingUnnecessary: item.hearingUnnecessary });
  if (!made.ok) throw new Error(`the letter of a decision by the authority could not be made: ${made.message}`);
  await tieDecision(tx, item.id, made.id);
  return { ok: true };
}

/** The plan of what the item proposes; undefined when it has been decided meanwhile. */
export async function planOf(tx: Tx, opened: OpenedCase, item: Pick<AgendaItem, 'rule'>): Promise<DecisionPlan | undefined> {
  const known = await findTargets(tx, opened);
  return known.targets.some(({ key }) => key === item.rule) ? planDecision(tx, opened, item.rule, known) : undefined;
}

async function askOfficer(tx: Tx, file: CaseFile, item: AgendaItem, said: { paragraph: string; outcome: AgendaOutcome; day: string }): Promise<void> {
  const from = `Nämnden ${formatDate(said.day, 'sv')}, ${said.paragraph}:`;
  await addTask(tx, file, {
    key: `agenda:${item.id}`, role: 'officer', dueDay: addDays(swedishDay(tx.now), 7),
    what: said.outcome === 'sentBack' ? `${from} ärendet är återremitterat. Läs protokollsutdraget, utred det som nämnden vill veta och lägg fram ärendet på nytt.`
      : `${from} nämnden beslutade något annat än förslaget. Skriv beslutet så som det står i protokollet och skicka ut det.`,
  });
}

const outcomeWords: Record<AgendaOutcome, string> = {
  asProposed: 'Nämnden beslutar enligt förslaget.', changed: 'Nämnden beslutar på ett annat sätt än förslaget.', sentBack: 'Nämnden återremitterar ärendet.',
};

/** The extract of the minutes, for the case. */
async function renderExtract(
  tx: Tx, who: Staff, opened: OpenedCase, said: { item: AgendaItem; meeting: Meeting; paragraph: string; words: string; outcome: AgendaOutcome },
) {
  const { file, version } = opened;
  const { head, officer, authority } = await letterHead(tx, file, who.staffId, 'sv');
  const title = `Protokollsutdrag ${said.paragraph}`;
  return renderLetter(version, { title, language: 'sv', at: tx.now, data: {
    ...head, recipient: [authority.name, `Sammanträde ${formatDate(said.meeting.day, 'sv')}`, ...(said.meeting.place ? [said.meeting.place] : [])], officer: officer.name,
    heading: `${said.paragraph} ${file.title}`,
    sections: [
      { heading: 'Beslut', paragraphs: [outcomeWords[said.outcome], ...paragraphs(said.words)] },
      { heading: 'Ärendet i korthet', paragraphs: paragraphs(said.item.statement.background) },
      { heading: 'Underlag för beslutet', paragraphs: [`- Tjänsteskrivelse ${formatDate(said.item.placedAt ?? said.item.writtenAt, 'sv')}`] },
    ].filter((section) => section.paragraphs.length > 0),
    signatures: [{ name: officer.name, title: 'För in protokollet', authority: authority.name }],
  } });
}
