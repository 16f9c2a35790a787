import { fullName, staffNames } from '../../../identity/index.ts';
import { readConversation } from '../../../messages/index.ts';
import { findOrganisation, listAuthorities, listUnits } from '../../../organisation/index.ts';
import { caseFilePdf, formatDate, formatDateTime, listDocuments, readDocument, type CaseFileAttachment, type CaseFileData, type PdfResult, type Staff, type Tx,
  type Uuid } from '../../../platform/index.ts';
import { seenOf, type SeenSection } from '../../../services/index.ts';
import { agendaOf } from '../../store/authority/agenda.ts';
import { outcomesOf } from '../../store/appeal/appeal-outcomes.ts';
import { appealsOf } from '../../store/appeal/appeals.ts';
import { isSignedCopy } from '../../model/case/documents.ts';
import type { CaseFile } from '../../store/case/case-file.ts';
import { replacementsOf } from '../../store/case/replacements.ts';
import { decisionsOf, type Decision } from '../../store/decision/decisions.ts';
import { delayRequestsOf } from '../../store/clocks/delay-requests.ts';
import { inTurn } from '../../store/in-turn.ts';
import { inquiryOf } from '../../store/inquiry/inquiries.ts';
import { otherAnswer, otherFacts, othersOf } from '../../store/parties/other-parties.ts';
import { partiesOf, partyFacts } from '../../store/parties/parties.ts';
import { recordsOf, type RegisterRecord } from '../../store/register/records.ts';
import { requestsOf } from '../../store/inquiry/requests.ts';
import { submissionsOf } from '../../store/application/submissions.ts';
import { inquiryContext } from '../inquiry/inquiry-context.ts';
import { notesOf } from './note.ts';
import type { OpenedCase } from './open-case.ts';
import { linedQuestions } from '../../model/application/printed-answer.ts';
import { answerKey, extractKey, partsOfFile, type FileContents } from './whole-file-parts.ts';

/** Files of more bytes than this together are listed with their checksums, not shown. */
const mostBytes = 150_000_000;

/**
 * The whole file of a case as one PDF/A: every record as text with an index, what was attached as pictures of its pages. For the
 * officer, and for the court with an appeal; the caller has found that the reader may see all of it.
 */
export async function wholeFile(tx: Tx, who: Staff, opened: OpenedCase): Promise<PdfResult> {
  const { file } = opened;
  const documents = await listDocuments(tx, file.id);
  const messages = await readConversation(tx, file.id, { kind: 'staff', id: who.staffId });
  const decisions = await decisionsOf(tx, file.id);
  const staff = await staffNames(tx, [...decisions.flatMap(({ decidedBy }) => decidedBy ?? []), ...messages.flatMap(({ authorKind, authorId }) => (authorKind === 'staff' && authorId ? [authorId] : []))]);
  const parties = await inTurn(await partiesOf(tx, file.id), async (party) => ({ ...party, facts: await partyFacts(tx, party.id) }));
  const authority = (await listAuthorities(tx)).find(({ id }) => id === file.authorityId)?.name ?? '';
  const contents: FileContents = {
    title: file.title, submissions: await submissionsOf(tx, file.id), requests: await requestsOf(tx, file.id), decisions, appeals: await appealsOf(tx, file.id),
    delays: await delayRequestsOf(tx, file.id), outcomes: await outcomesOf(tx, file.id), messages, documents, inquiry: await inquirySections(tx, opened),
    lined: linedQuestions(opened.version.compiled.folder.definition), notes: await notesOf(tx, file.id), agenda: await agendaOf(tx, file.id), others: await othersParts(tx, opened),
    nameOf: ({ authorKind, authorId, personId }) => (authorKind === 'staff' ? staff.get(authorId) ?? authority : nameOfParty(parties, personId ?? authorId)),
    deciderOf: (decision) => decider(decision, authority, staff),
  };
  return fileOf(tx, file, contents, {
    heading: `Akt ${file.number}`, records: await recordsOf(tx, file.id),
    about: [file.title, ...parties.map(({ facts }) => (facts ? fullName(facts) : '')).filter(Boolean), `Hela akten, framställd ${formatDateTime(tx.now, 'sv')}.`],
  });
}

/** Makes the document of what a reader may see. `records`: the register's lines, when the reader has them; otherwise the index is of the parts. */
export async function fileOf(
  tx: Tx, file: CaseFile, contents: FileContents, of: { heading: string; about: string[]; records?: readonly RegisterRecord[] },
): Promise<PdfResult> {
  const organisation = await findOrganisation(tx);
  const unit = (await listUnits(tx)).find(({ id }) => id === file.unitId);
  const parts = partsOfFile(contents);
  const attachments = await attachmentsOf(tx, file.id, contents);
  const keys = new Set([...parts.map(({ key }) => key), ...attachments.map(({ key }) => key)]);
  const index = of.records ? of.records.map((record) => indexRow(record, keys)) : parts.map((part, place) => (
    { number: String(place + 1), day: '', kind: '', title: part.heading, key: part.key }));
  const data: Omit<CaseFileData, 'attachments'> = {
    organisation: { name: organisation?.name ?? '', ...(unit && { unit: unit.name }), ...(organisation && { color: organisation.facts.theme.primary }) },
    case: file.number, heading: of.heading, about: of.about,
    words: { index: of.records ? 'Diarieförda handlingar' : 'Innehåll', columns: ['Nr', 'Dag', 'Slag', 'Handling', 'Sida'], attachments: 'Bilagor' }, index, parts,
  };
  return caseFilePdf(data, attachments, tx.now);
}

const directionWords = { in: 'Inkommen', out: 'Utgående', drawnUp: 'Upprättad' } as const;

/** A line of the register with the part it stands as: what came in to a request is its answer, an extract is not the statement. */
function indexRow({ number, day, direction, title, refId, documentId }: RegisterRecord, keys: ReadonlySet<string>): CaseFileData['index'][number] {
  const wanted = [
    ...(refId ? [direction === 'in' ? answerKey(refId) : '', title.startsWith('Protokollsutdrag') ? extractKey(refId) : '', refId] : []), ...(documentId ? [documentId] : []),
    ...(title.startsWith('Tjänsteanteckning') ? ['notes'] : []), ...(title.startsWith('Meddelande') ? ['messages'] : []),
  ];
  const key = wanted.find((one) => keys.has(one));
  return { number: String(number), day: formatDate(day, 'sv'), kind: directionWords[direction], title, ...(key && { key }) };
}

/** Files that came in or were added. Letters whose words stand in a part, and signed copies, would be the same again. */
async function attachmentsOf(tx: Tx, caseId: Uuid, { documents, decisions, requests, agenda }: FileContents): Promise<CaseFileAttachment[]> {
  const told = new Set<string>([
    ...decisions.flatMap(({ documentId }) => documentId ?? []), ...requests.flatMap(({ documentId }) => documentId ?? []),
    ...agenda.flatMap(({ statementId, extractId }) => [statementId, extractId].filter((id) => id !== null)),
  ]);
  const wanted = documents.filter(({ id, name }) => !told.has(id) && !isSignedCopy(name) && !name.startsWith(wholeFileName));
  const replaced = await replacementsOf(tx, caseId);
  const nameOf = (id: Uuid) => documents.find((one) => one.id === id)?.name ?? '–';
  let bytes = 0;
  return inTurn(wanted, async ({ id, name, mediaType, sha256, size }): Promise<CaseFileAttachment> => {
    bytes += size;
    const read = bytes <= mostBytes ? await readDocument(tx, id) : undefined;
    const later = replaced.get(id);
    const shown = later ? `${name} (ersatt av ${later.laterIds.map(nameOf).join(', ')} den ${formatDate(later.at, 'sv')})` : name;
    return { key: id, name: shown, mediaType, sha256, size, ...(read && { bytes: read.bytes }) };
  });
}

/** What a whole file that is kept in the case is called: it is not put into the next one. */
export const wholeFileName = 'Akt';

async function inquirySections(tx: Tx, { file, version }: OpenedCase): Promise<readonly SeenSection[]> {
  const form = version.compiled.inquiry;
  if (!form || !(await submissionsOf(tx, file.id)).some(({ kind }) => kind === 'application')) return [];
  const { answers } = await inquiryOf(tx, file.id);
  const { context } = await inquiryContext(tx, file, version);
  const seen = seenOf(form, answers, context, { service: file.service, version: version.hash, language: 'sv' });
  // Pages of which nothing is written say nothing.
  return seen.sections.filter(({ rows }) => rows.some(({ answer }) => answer.state !== 'unanswered'));
}

/** Whoever is asked and has a protected identity is not named: in a case of somebody else nobody has said that they need to see it. */
async function othersParts(tx: Tx, { file, unmasked }: OpenedCase): Promise<FileContents['others']> {
  const found = await inTurn((await othersOf(tx, file.id)).filter(({ answeredAt }) => answeredAt), async (other) => {
    const [facts, answer] = [await otherFacts(tx, other.id), await otherAnswer(tx, other.id)];
    return { id: other.id, heading: `Svar från ${other.protected && !unmasked ? 'en part med skyddade uppgifter' : facts.name}`, day: other.answeredDay ?? '', paragraphs: answer ? [answer.text].filter(Boolean) : [] };
  });
  return found;
}

function nameOfParty(parties: readonly { personId: Uuid | null; facts: Awaited<ReturnType<typeof partyFacts>> }[], personId: Uuid | null): string {
  const facts = parties.find((party) => party.personId === personId)?.facts;
  return facts ? fullName(facts) : 'Parten';
}

/** Who has decided, in words: an officer by a point, the authority by its paragraph, or a rule. */
export function decider(decision: Decision, authority: string, staff: ReadonlyMap<Uuid, string>): string {
  switch (decision.decider) {
    case 'authority': return `${authority}, ${decision.paragraph ?? ''}${decision.meetingDay ? `, ${formatDate(decision.meetingDay, 'sv')}` : ''}`;
    case 'automation': return `Automatiserat beslut, punkt ${decision.delegationPoint} i delegationsordningen`;
    case 'delegation': return `Beslutat av ${(decision.decidedBy && staff.get(decision.decidedBy)) ?? 'en handläggare'}, punkt ${decision.delegationPoint} i delegationsordningen`;
  }
}
