import { formatFileSize, type DocumentFacts, type Language, type SubmissionAnswer } from '../../../platform/index.ts';
import type { SeenRow, Service } from '../../../services/index.ts';

/** Kinds of questions whose answer is one thing in several lines, as an address is. Several lines of others are several things. */
const oneThing: readonly string[] = ['address', 'person', 'organisation', 'bankAccount', 'position', 'period', 'longText'];

/** The questions of a service that are answered with one thing in several lines. */
export function linedQuestions({ pages }: Pick<Service, 'pages'>): ReadonlySet<string> {
  return new Set(pages.flatMap(({ questions }) => questions.filter(({ type }) => oneThing.includes(type)).map(({ id }) => id)));
}

/** An answer as a document shows it. @param lined questions whose lines are one thing */
export function printedAnswer({ id, answer }: SeenRow, { documents, language, lined }: { documents: readonly DocumentFacts[]; language: Language; lined: ReadonlySet<string> }): SubmissionAnswer {
  if (answer.state === 'unanswered') return { kind: 'none' };
  if (answer.files?.length) {
    return { kind: 'files', files: answer.files.map(({ id: file, name, type, size }) => ({
      name, type, size: formatFileSize(size, language), sha256: documents.find((one) => one.id === file)?.sha256 ?? '–',
    })) };
  }
  if (answer.rows?.length) {
    const columns = [...new Map(answer.rows.flatMap(({ cells }) => cells).map(({ id: column, ask }) => [column, ask]))];
    return { kind: 'table', columns: columns.map(([, label]) => ({ label })), rows: answer.rows.map(({ cells }) => columns.map(([column]) => {
      const text = cells.find((cell) => cell.id === column)?.text;
      return [...(text?.files ?? []).map(({ name }) => name), ...(text?.files?.length ? [] : text?.lines ?? [])].join(', ');
    })) };
  }
  return answer.lines.length > 1 && !lined.has(id) ? { kind: 'list', items: [...answer.lines] } : { kind: 'text', text: answer.lines.join('\n') };
}
