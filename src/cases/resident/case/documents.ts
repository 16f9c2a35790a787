import { listDocuments, type DocumentFacts, type Tx } from '../../../platform/index.ts';
import type { MyCase } from './my-case.ts';
import type { MyFacts } from './my-facts.ts';
import { submissionsOf, type StoredSubmission } from '../../store/application/submissions.ts';

/** What a party sent in that they may read: their own whole; of a joint application the shared pages. */
export async function mySubmissions(tx: Tx, mine: MyCase): Promise<StoredSubmission[]> {
  const all = (await submissionsOf(tx, mine.file.id)).filter(({ part }) => part === 'all' || part === mine.party.id);
  // The one who wrote a joint application has it whole: its shared pages apart would only be the same again.
  const whole = all.some(({ kind, partyId }) => kind === 'application' && partyId === mine.party.id);
  return whole ? all.filter(({ kind }) => kind !== 'shared') : all;
}

/**
 * The documents of the case that a party may open: what they put there, what is for them or for all, and what stands in something
 * they may read. A file of the other party's own pages is not among them, whatever its address.
 */
export async function myDocuments(tx: Tx, mine: MyCase, facts: MyFacts): Promise<DocumentFacts[]> {
  const { personId, party } = mine;
  const submissions = await mySubmissions(tx, mine);
  const referred = new Set<string>([
    ...submissions.flatMap(({ content }) => content.entry?.paper?.scans.map(({ id }) => id) ?? []),
    ...submissions.flatMap(({ content }) => content.seen.sections.flatMap(({ rows }) => rows.flatMap(({ answer }) => filesIn(answer)))),
    ...facts.requests.flatMap(({ documentId }) => documentId ?? []),
    ...facts.decisions.flatMap(({ decision }) => decision.documentId ?? []),
    ...facts.entries.flatMap(({ refId }) => refId ?? []),
  ]);
  // Files of a request answered by the other party of a joint application stand in the answer, which both may read.
  for (const { answer } of facts.requests) for (const { files } of answer?.items ?? []) for (const { id } of files) referred.add(id);
  return (await listDocuments(tx, mine.file.id)).filter((one) =>
    one.part !== 'staff' && (one.ownerId === personId || one.part === party.id || (one.part !== 'own' && isFor(one.part) && referred.has(one.id))));
}

/** Files that somebody sent in: with the application, or with an answer. */
export function uploadsIn(submissions: readonly StoredSubmission[], facts: MyFacts): ReadonlySet<string> {
  return new Set([
    ...submissions.flatMap(({ content }) => content.seen.sections.flatMap(({ rows }) => rows.flatMap(({ answer }) => filesIn(answer)))),
    ...facts.requests.flatMap(({ answer }) => answer?.items.flatMap(({ files }) => files.map(({ id }) => id)) ?? []),
  ]);
}

const isFor = (part: string) => part === 'all';

interface WithFiles { files?: readonly { id: string }[]; rows?: readonly { cells: readonly { text: WithFiles }[] }[] }

function filesIn(answer: WithFiles): string[] {
  return [...(answer.files ?? []).map(({ id }) => id), ...(answer.rows ?? []).flatMap(({ cells }) => cells.flatMap(({ text }) => filesIn(text)))];
}
