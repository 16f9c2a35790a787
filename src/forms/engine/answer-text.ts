import type { Answer, FileReference } from '../answers.ts';
import type { CompiledAnswered } from './compiled.ts';
import { held, rowsOf } from './held.ts';
import type { Form, JourneyQuestion, JourneyRow, Language } from './types.ts';
import { questionAt, rowName, texts, wordsFor } from './words.ts';

/** An answer to be read: for check-answers, staff, PDF and paper. */
export interface AnswerText {
  readonly state: 'answered' | 'unanswered' | 'dontKnow' | 'confirmed';
  /** At least one line, also when unanswered ("Inget svar"); none for a table with rows. */
  readonly lines: readonly string[];
  readonly files?: readonly FileReference[];
  readonly rows?: readonly AnswerRow[];
}

export interface AnswerRow {
  readonly id: string;
  /** "Inkomst 2" */
  readonly heading: string;
  readonly cells: readonly { readonly id: string; readonly ask: string; readonly text: AnswerText }[];
}

/** The answer to a question of a journey, in words. The words are the definition's, so they are what was seen. */
export function answerText(form: Form, at: JourneyQuestion, language: Language): AnswerText {
  const table = at.field.includes('.') ? at.field.slice(0, at.field.indexOf('.')) : undefined;
  const compiled = questionAt(form, at.question.id, table);
  if (!compiled || compiled.kind === 'info') return { state: 'unanswered', lines: [] };
  return compiled.kind === 'answered' ? textOf(form, compiled, at.answer, language) : tableText(form, at, language);
}

/**
 * The answer to a question that is not a table, as it stands in the middle of a sentence of the authority's own: of an option its words for letters,
 * otherwise its own with a small first letter. Undefined when there is no answer to tell.
 */
export function answerInSentence(form: Form, at: JourneyQuestion, language: Language): string | undefined {
  const compiled = questionAt(form, at.question.id, undefined);
  if (compiled?.kind !== 'answered') return undefined;
  const options = 'options' in compiled.question ? compiled.question.options : [];
  const words = wordsFor(form, compiled, language);
  const inLetter = (key: string) => {
    const option = options.find(({ id }) => key === `options.${id}`);
    return words.text(option?.letter === undefined ? key : `optionLetters.${option.id}`);
  };
  const { state, lines } = textOf(form, compiled, at.answer, language, { ...words, text: inLetter });
  if (state !== 'answered' && state !== 'confirmed') return undefined;
  return options.length ? lines.map((line) => small(line, language)).join(', ') : lines.join('\n');
}

/** Options are written with a capital, as they stand by their boxes; in the middle of a sentence they have none. */
const small = (line: string, language: Language) => (language === 'en' && /^I\b/.test(line) ? line : line.charAt(0).toLowerCase() + line.slice(1));

/** The fact that is asked about ("Stämmer det?"), in words; `undefined` when there is none. */
export function factText(form: Form, { fact, ...at }: JourneyQuestion, language: Language): AnswerText | undefined {
  if (fact === undefined) return undefined;
  const compiled = questionAt(form, at.question.id, undefined);
  if (compiled?.kind !== 'table') return answerText(form, { ...at, answer: { confirmed: fact } }, language);
  const rows = (rowsOf({ confirmed: fact }) ?? []).map((row, index): JourneyRow => ({
    id: row.id,
    number: index + 1,
    cells: compiled.columns.flatMap((column) => {
      const answer = Object.hasOwn(row.answers, column.question.id) ? row.answers[column.question.id] : undefined;
      return answer === undefined
        ? []
        : [{ question: column.question, field: `${at.field}.${row.id}`, complete: true, answer }];
    }),
  }));
  return answerText(form, { ...at, rows, answer: { confirmed: fact } }, language);
}

function textOf(form: Form, compiled: CompiledAnswered, answer: Answer | undefined, language: Language, words = wordsFor(form, compiled, language)): AnswerText {
  const found = held(compiled, answer);
  if (found.state === 'dontKnow') return { state: 'dontKnow', lines: [texts(language, 'dontKnow')] };
  if (!('value' in found)) return { state: 'unanswered', lines: [texts(language, 'unanswered')] };
  return {
    state: found.state === 'confirmed' ? 'confirmed' : 'answered',
    ...compiled.type.show(compiled.question, found.value, words),
  };
}

function tableText(
  form: Form,
  { question: { id }, answer, rows = [] }: JourneyQuestion,
  language: Language,
): AnswerText {
  if (rowsOf(answer) === undefined) return { state: 'unanswered', lines: [texts(language, 'unanswered')] };
  if (typeof answer === 'object' && 'dontKnow' in answer)
    return { state: 'dontKnow', lines: [texts(language, 'dontKnow')] };
  const state = typeof answer === 'object' && 'confirmed' in answer ? 'confirmed' : 'answered';
  if (rows.length === 0) return { state, lines: [texts(language, 'table.none')] };
  return {
    state,
    lines: [],
    rows: rows.map((row) => ({
      id: row.id,
      heading: rowName(form, id, row.number, language),
      cells: row.cells.flatMap((cell) => {
        const column = questionAt(form, cell.question.id, id);
        return column?.kind !== 'answered'
          ? []
          : [
              {
                id: cell.question.id,
                ask: form.text(`${column.key}.ask`, language),
                text: textOf(form, column, cell.answer, language),
              },
            ];
      }),
    })),
  };
}
