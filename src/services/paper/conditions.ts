import { readCondition, type Compared, type Condition, type Form, type Question } from '../../forms/index.ts';
import { formatDate, formatMoney, type Language } from '../../platform/index.ts';
import { texts } from '../texts.ts';

/** What a condition may speak of on paper: questions with their numbers, and in a table's row its columns. */
export interface OnPaper {
  form: Form;
  language: Language;
  numbers: ReadonlyMap<string, number>;
  /** the table whose row is meant by `%row` */
  table?: string;
  organisation: string;
}

/**
 * A condition in words, to follow "Svara bara om": "du svarade Ja på fråga 4". One that cannot be said plainly names the questions that it
 * depends on; undefined when there is nothing on the paper to go by.
 */
export function conditionWords(source: string, paper: OnPaper): string | undefined {
  const condition = readCondition(source);
  return said(condition, paper) ?? fallback(condition, paper);
}

const t = (paper: OnPaper, key: string, params = {}) => texts(paper.language, `paper.if.${key}`, params);

function said(condition: Condition, paper: OnPaper): string | undefined {
  switch (condition.kind) {
    case 'and': return all(condition.parts, 'and', paper);
    case 'or': return anyOf(condition.parts, paper) ?? all(condition.parts, 'or', paper);
    case 'not': return negated(condition.part, paper);
    case 'answered': return answered(condition.of, condition.negated, paper);
    case 'compare': return compared(condition, paper);
    case 'same': return same(condition, paper);
    case 'unknown': return undefined;
  }
}

function all(parts: readonly Condition[], how: 'and' | 'or', paper: OnPaper): string | undefined {
  const words = parts.map((part) => said(part, paper));
  if (words.some((one) => one === undefined)) return undefined;
  return [...new Set(words)].join(` ${t(paper, how)} `);
}

/** Several answers to one question: "du kryssade i något av …". */
function anyOf(parts: readonly Condition[], paper: OnPaper): string | undefined {
  const first = parts[0];
  if (first?.kind !== 'compare') return undefined;
  const { of, operator } = first;
  const alike = parts.every((part) => part.kind === 'compare' && part.operator === operator && nameOf(part.of) === nameOf(of));
  const question = questionOf(of, paper);
  if (!alike || !question || !(operator === '=' || operator === 'contains')) return undefined;
  const options = parts.map((part) => (part.kind === 'compare' ? optionOf(question, part.value, paper) : undefined));
  if (options.some((one) => one === undefined)) return undefined;
  return t(paper, 'anyOf', { answers: options.map((one) => `”${one}”`).join(', '), where: whereOf(of, paper) });
}

function negated(part: Condition, paper: OnPaper): string | undefined {
  if (part.kind === 'answered') return answered(part.of, !part.negated, paper);
  if (part.kind !== 'compare') return undefined;
  const question = questionOf(part.of, paper);
  const answer = question && optionOf(question, part.value, paper);
  return answer === undefined ? undefined : t(paper, 'isNot', { answer, where: whereOf(part.of, paper) });
}

function answered(of: Compared, negative: boolean, paper: OnPaper): string | undefined {
  return questionOf(of, paper) && t(paper, negative ? 'unanswered' : 'answered', { where: whereOf(of, paper) });
}

function compared({ of, operator, value }: Extract<Condition, { kind: 'compare' }>, paper: OnPaper): string | undefined {
  if (of.variable === 'applicant' && of.path[0] === 'age' && typeof value === 'number') return age(operator, value, paper);
  const question = questionOf(of, paper);
  if (!question) return undefined;
  const where = whereOf(of, paper);
  const option = optionOf(question, value, paper);
  if (option !== undefined) return t(paper, operator === '!=' ? 'isNot' : operator === 'contains' ? 'ticked' : 'is', { answer: option, where });
  if (typeof value === 'boolean' || operator === 'contains') return undefined;
  const shown = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? formatDate(value, paper.language)
    : question.type === 'money' && typeof value === 'number' ? formatMoney(value, paper.language) : String(value);
  const sign = { '=': 'equals', '!=': 'differs', '<': 'less', '<=': 'atMost', '>': 'more', '>=': 'atLeast' } as const;
  return t(paper, sign[operator], { value: shown, where });
}

function age(operator: string, value: number, paper: OnPaper): string | undefined {
  if (operator === '<') return t(paper, 'younger', { age: value });
  if (operator === '>=') return t(paper, 'olderOr', { age: value });
  return operator === '>' ? t(paper, 'olderOr', { age: value + 1 }) : operator === '<=' ? t(paper, 'younger', { age: value + 1 }) : undefined;
}

function same({ of, with: other, negated: no }: Extract<Condition, { kind: 'same' }>, paper: OnPaper): string | undefined {
  const names = [nameOf(of), nameOf(other)];
  if (!names.includes('applicant.municipality') || !names.includes('organisation')) return undefined;
  return t(paper, no ? 'livesElsewhere' : 'livesHere', { organisation: paper.organisation });
}

/** What it depends on, for who must judge for themselves. */
function fallback(condition: Condition, paper: OnPaper): string | undefined {
  const numbers = [...new Set(readsOf(condition).flatMap(({ variable }) => paper.numbers.get(variable === 'row' ? paper.table ?? '' : variable) ?? []))].sort((a, b) => a - b);
  if (!numbers.length) return undefined;
  const list = numbers.length === 1 ? String(numbers[0]) : `${numbers.slice(0, -1).join(', ')} ${t(paper, 'and')} ${numbers.at(-1)}`;
  return t(paper, 'fits', { numbers: list });
}

function readsOf(condition: Condition): readonly Compared[] {
  switch (condition.kind) {
    case 'and': case 'or': return condition.parts.flatMap(readsOf);
    case 'not': return readsOf(condition.part);
    case 'same': return [condition.of, condition.with];
    case 'unknown': return condition.reads;
    case 'compare': case 'answered': return [condition.of];
  }
}

const nameOf = ({ variable, path }: Compared) => [variable, ...path].join('.');

/** The question on the paper that is compared: one of the application's, or a column of the row. */
function questionOf({ variable, path }: Compared, { form, numbers, table }: OnPaper): Question | undefined {
  if (variable === 'row') {
    const holder = table === undefined ? undefined : form.questions.get(table)?.question;
    return path.length === 1 && holder?.type === 'table' ? holder.columns.find(({ id }) => id === path[0]) : undefined;
  }
  return path.length === 0 && numbers.has(variable) ? form.questions.get(variable)?.question : undefined;
}

function whereOf({ variable, path }: Compared, paper: OnPaper): string {
  if (variable !== 'row') return t(paper, 'question', { number: paper.numbers.get(variable)! });
  return t(paper, 'column', { name: paper.form.text(`questions.${paper.table}.columns.${path[0]}.ask`, paper.language) });
}

/** An answer in the words of its box. */
function optionOf(question: Question, value: string | number | boolean, { form, language, table }: OnPaper): string | undefined {
  if (question.type === 'yesNo' && typeof value === 'boolean') return texts(language, `paper.${value ? 'yes' : 'no'}`);
  if (!('options' in question) || !question.options.some(({ id }) => id === value)) return undefined;
  const holder = table === undefined ? undefined : form.questions.get(table)?.question;
  const inRow = holder?.type === 'table' && holder.columns.some(({ id }) => id === question.id) && !form.questions.has(question.id);
  return form.text(`${inRow ? `questions.${table}.columns.` : 'questions.'}${question.id}.options.${value}`, language);
}
