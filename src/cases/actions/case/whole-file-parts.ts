import type { ReadMessage } from '../../../messages/index.ts';
import { formatDate, formatDateTime, formatMoney, swedishDay, type CaseFilePart, type DocumentFacts, type Uuid } from '../../../platform/index.ts';
import type { SeenSection } from '../../../services/index.ts';
import { printedAnswer } from '../../model/application/printed-answer.ts';
import type { AgendaItem } from '../../store/authority/agenda.ts';
import type { AppealOutcome } from '../../store/appeal/appeal-outcomes.ts';
import type { Appeal } from '../../store/appeal/appeals.ts';
import type { Decision } from '../../store/decision/decisions.ts';
import type { DelayRequest } from '../../store/clocks/delay-requests.ts';
import type { CaseRequest } from '../../store/inquiry/requests.ts';
import type { StoredSubmission } from '../../store/application/submissions.ts';
import type { CourtOutcome } from '../../store/authority/authority-tables.ts';
import type { Note } from './note.ts';

/** What of a case stands in its file, for whoever reads it: the caller has left out what is not theirs. */
export interface FileContents {
  title: string;
  submissions: readonly StoredSubmission[];
  requests: readonly CaseRequest[];
  decisions: readonly Decision[];
  appeals: readonly Appeal[];
  delays: readonly DelayRequest[];
  outcomes: readonly AppealOutcome[];
  messages: readonly ReadMessage[];
  documents: readonly DocumentFacts[];
  /** questions whose answer is one thing in several lines */
  lined: ReadonlySet<string>;
  /** what only staff have */
  inquiry: readonly SeenSection[];
  notes: readonly Note[];
  agenda: readonly AgendaItem[];
  others: readonly { id: Uuid; heading: string; day: string; paragraphs: readonly string[] }[];
  /** who wrote a message, as the reader may know them */
  nameOf: (message: ReadMessage) => string;
  /** who decided, in words */
  deciderOf: (decision: Decision) => string;
}

const outcomeWords: Record<Decision['outcome'], string> = {
  granted: 'Bifall', partly: 'Delvis bifall', refused: 'Avslag', dismissed: 'Avvisning', writtenOff: 'Avskrivning',
};

export const courtWords: Record<CourtOutcome, string> = {
  upheld: 'Överklagandet avslogs: beslutet står fast', changed: 'Beslutet ändrades', sentBack: 'Beslutet upphävdes och ärendet lämnades tillbaka för ny prövning',
  dismissed: 'Överklagandet avvisades', withdrawn: 'Målet skrevs av: överklagandet togs tillbaka',
};

interface Dated { at: string; part: CaseFilePart }

/** Every record of the case in the order it came, then what has grown meanwhile: the inquiry, notes, messages. */
export function partsOfFile(of: FileContents): CaseFilePart[] {
  const dated: Dated[] = [
    ...of.submissions.filter(({ kind }) => kind !== 'shared').map((one): Dated => ({ at: one.submittedAt.toISOString(), part: submissionPart(one, of) })),
    ...of.requests.flatMap((one): Dated[] => [
      { at: one.askedAt.toISOString(), part: requestPart(one) }, ...(one.answeredAt && one.answer ? [{ at: one.answeredAt.toISOString(), part: answerPart(one) }] : []),
    ]),
    ...of.others.map((one): Dated => ({ at: one.day, part: { key: one.id, heading: one.heading, paragraphs: [...one.paragraphs] } })),
    ...of.agenda.filter(({ placedAt }) => placedAt).flatMap((one): Dated[] => [
      { at: one.placedAt!.toISOString(), part: statementPart(one) }, ...(one.recordedAt ? [{ at: one.recordedAt.toISOString(), part: minutesPart(one) }] : []),
    ]),
    ...of.decisions.map((one): Dated => ({ at: one.decidedAt.toISOString(), part: decisionPart(one, of) })),
    ...of.delays.map((one): Dated => ({ at: one.receivedDay, part: { key: one.id, heading: 'Begäran om att ärendet ska avgöras', facts: [`Kom in ${formatDate(one.receivedDay, 'sv')}.`], paragraphs: paragraphs(one.text) } })),
    ...of.appeals.map((one): Dated => ({ at: one.receivedAt.toISOString(), part: appealPart(one) })),
    ...of.outcomes.map((one): Dated => ({ at: one.recordedAt.toISOString(), part: outcomePart(one) })),
  ];
  return [
    ...dated.sort((a, b) => a.at.localeCompare(b.at)).map(({ part }) => part),
    ...(of.inquiry.length ? [{ key: 'inquiry', heading: 'Utredning', sections: of.inquiry.map((section) => sectionOf(section, of)) }] : []),
    ...(of.notes.length ? [{ key: 'notes', heading: 'Anteckningar', sections: [...of.notes].reverse().map((note) => ({
      heading: `${formatDateTime(note.at, 'sv')}, ${note.by}${note.phone ? ', telefonsamtal' : ''}`, paragraphs: paragraphs(note.text),
    })) }] : []),
    ...(of.messages.length ? [{ key: 'messages', heading: 'Meddelanden', sections: of.messages.map((message) => ({
      heading: `${formatDateTime(message.at, 'sv')}, ${of.nameOf(message)}`, paragraphs: paragraphs(message.text),
    })) }] : []),
  ];
}

/** The key of what somebody answered to a request. */
export const answerKey = (request: string): string => `${request}-svar`;
/** The key of an extract of the minutes. */
export const extractKey = (item: string): string => `${item}-utdrag`;

function submissionPart(one: StoredSubmission, of: FileContents): CaseFilePart {
  return {
    key: one.id, heading: one.kind === 'own' ? `${of.title}, medsökandes del` : of.title,
    facts: [`Kom in ${formatDate(one.submittedAt, 'sv')}.`, one.attestation ? `Underskriven digitalt av ${one.attestation.name} ${formatDateTime(new Date(one.attestation.signedAt), 'sv')}.` : 'Inte underskriven digitalt.'],
    sections: one.content.seen.sections.map((section) => sectionOf(section, of)),
  };
}

function sectionOf(section: SeenSection, { documents, lined }: FileContents) {
  return { heading: section.title, questions: section.rows.map((row) => ({ question: row.question, answer: printedAnswer(row, { documents, lined, language: 'sv' }) })) };
}

function requestPart(one: CaseRequest): CaseFilePart {
  return {
    key: one.id, heading: one.kind === 'completion' ? 'Begäran om komplettering' : 'Kommunicering inför beslut',
    facts: [`Skickades ${formatDate(one.askedAt, 'sv')}. Svar senast ${formatDate(one.dueDay, 'sv')}.`],
    paragraphs: [...paragraphs(one.content.text), ...one.content.items.map(({ text }) => `- ${text}`)],
  };
}

function answerPart({ id, kind, content, answer, answeredAt }: CaseRequest): CaseFilePart {
  const asked = new Map(content.items.map((item) => [item.id, item.text]));
  return {
    key: answerKey(id), heading: kind === 'completion' ? 'Komplettering' : 'Synpunkter före beslut', facts: [`Kom in ${formatDate(answeredAt!, 'sv')}.`],
    paragraphs: [...(answer!.stance ? [answer!.stance === 'agree' ? 'Har inget att invända.' : 'Har synpunkter.'] : []), ...paragraphs(answer!.text ?? '')],
    sections: answer!.items.map((item) => ({
      heading: asked.get(item.id) ?? 'Filer', paragraphs: [...(item.cannot ? ['Kan inte lämna det.'] : []), ...paragraphs(item.text), ...item.files.map(({ name }) => `- ${name}`)],
    })),
  };
}

function statementPart(item: AgendaItem): CaseFilePart {
  return { key: item.id, heading: 'Tjänsteskrivelse', facts: [formatDate(item.placedAt!, 'sv')], sections: [
    { heading: 'Förslag till beslut', paragraphs: paragraphs(item.statement.proposal) }, { heading: 'Ärendet i korthet', paragraphs: paragraphs(item.statement.background) },
    { heading: 'Bedömning', paragraphs: paragraphs(item.statement.assessment) },
  ] };
}

function minutesPart(item: AgendaItem): CaseFilePart {
  return { key: extractKey(item.id), heading: `Protokollsutdrag ${item.paragraph ?? ''}`, facts: [`Infört ${formatDate(item.recordedAt!, 'sv')}.`], paragraphs: paragraphs(item.minutes) };
}

function decisionPart(one: Decision, of: FileContents): CaseFilePart {
  const { content } = one;
  return {
    key: one.id, heading: `Beslut ${swedishDay(one.decidedAt)}: ${outcomeWords[one.outcome].toLowerCase()}`, facts: [`${of.deciderOf(one)}.`], paragraphs: paragraphs(content.text ?? ''),
    sections: [
      ...one.items.map((item) => ({ heading: item.content.name, paragraphs: [
        [outcomeWords[item.outcome], item.amountOre === null ? '' : formatMoney(item.amountOre), item.validFrom ? `${item.validFrom} – ${item.further ? 'tills vidare' : item.validUntil ?? ''}` : ''].filter(Boolean).join(', '),
        ...item.content.conditions.map((text) => `- ${text}`),
      ] })),
      ...content.reasons.filter((reason) => reason.paragraphs.length).map((reason) => ({ heading: `Skäl: ${reason.title}`, paragraphs: reason.paragraphs.flatMap(paragraphs) })),
      ...(content.calculation?.length ? [{ heading: 'Beräkning', questions: [{ question: 'Rader i beräkningen', answer: {
        kind: 'table' as const, columns: [{ label: 'Rad' }, { label: 'Belopp', align: 'right' as const }],
        rows: content.calculation.filter(({ amount }) => amount !== undefined).map((row) => [row.label, row.unit === 'money' ? formatMoney(row.amount!) : String(row.amount)]),
      } }] }] : []),
      ...(content.laws.length ? [{ heading: 'Lagar', paragraphs: content.laws.map((law) => `- ${law}`) }] : []),
    ],
  };
}

function appealPart(one: Appeal): CaseFilePart {
  return {
    key: one.id, heading: 'Överklagande', facts: [`Kom in ${formatDate(one.receivedDay, 'sv')}.`, ...(one.triedAt ? [one.inTime ? 'Kom in i rätt tid.' : 'Kom in för sent.'] : [])],
    paragraphs: [...paragraphs(one.content.wants), ...paragraphs(one.content.why), ...one.content.files.map(({ name }) => `- ${name}`)],
  };
}

function outcomePart(one: AppealOutcome): CaseFilePart {
  return {
    key: one.id, heading: `Avgörande från ${one.instance}`, facts: [`${one.content.number ? `Mål ${one.content.number}. ` : ''}${formatDate(one.decidedDay, 'sv')}.`],
    paragraphs: [`${courtWords[one.outcome]}.`, ...paragraphs(one.content.text)],
  };
}

function paragraphs(text: string): string[] {
  return text.split(/\r?\n\s*\r?\n/).map((one) => one.trim()).filter(Boolean);
}
