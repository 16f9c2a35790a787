import type { Answer, Answers, Typed } from '../answers.ts';
import { worldOf } from './calculate.ts';
import type { CompiledQuestion } from './compiled.ts';
import { rowsOf } from './held.ts';
import { journey } from './journey.ts';
import { answerAt, fieldOf, pagesInTheWay, questionsOn, type PagePlace } from './place.ts';
import { pressed, type Pressed } from './pressed.ts';
import { readAnswer, type Reading } from './read-answer.ts';
import { readTable } from './read-table.ts';
import { fieldsOf, without, type RawFields } from './typed.ts';
import type { Form, FormContext, PagePost, PageRead } from './types.ts';

/**
 * The draft after a page was posted. What could be read is an answer, what could not is kept as typed: nothing is lost.
 * Fields that do not belong to the page are ignored. A page that is no longer in the way is refused with `page.gone`.
 */
export function readPage(form: Form, post: PagePost, context: FormContext): PageRead {
  const world = worldOf(form, post.answers, context);
  const place = pagesInTheWay(world).find(({ key }) => key === post.page);
  const before = post.typed ?? {};
  if (!place) {
    return {
      answers: post.answers,
      typed: before,
      errors: [{ code: 'page.gone', page: post.page }],
      stay: false,
      removedFiles: [],
    };
  }
  const asked = askedOn(place, questionsOn(place, world), post.fields);
  const fields = asked.map((question) => fieldOf(question, place.row?.id));
  const reading: Reading = {
    raw: post.fields,
    context,
    uploaded: post.files ?? {},
    pressed: pressed(post.fields),
    removedFiles: [],
    typed: { ...without(before, fields) },
  };
  let answers = post.answers;
  for (const question of asked) answers = readQuestion(question, answers, place, reading);
  return outcome(form, place.key, answers, reading, new Set(fields));
}

/**
 * The questions that stood on the page. The page names them itself (`asked`), since a box that is not ticked sends nothing;
 * a client that does not is taken to have seen what is asked now.
 */
function askedOn(place: PagePlace, visible: readonly CompiledQuestion[], raw: RawFields): readonly CompiledQuestion[] {
  const named = fieldsOf(raw, 'asked').all();
  if (named.length === 0) return visible.filter(({ kind }) => kind !== 'info');
  return place.page.questions.filter(
    (question) => question.kind !== 'info' && named.includes(fieldOf(question, place.row?.id)),
  );
}

function readQuestion(question: CompiledQuestion, answers: Answers, place: PagePlace, reading: Reading): Answers {
  if (question.kind === 'info') return answers;
  const rowId = place.row?.id;
  const before = answerAt(question, answers, rowId);
  const answer =
    question.kind === 'table'
      ? readTable(question, before, reading)
      : readAnswer(question, fieldOf(question, rowId), before, reading);
  return question.table === undefined
    ? put(answers, question.question.id, answer)
    : putInRow(answers, question.table, rowId, question.question.id, answer);
}

function outcome(form: Form, key: string, answers: Answers, reading: Reading, asked: ReadonlySet<string>): PageRead {
  const { typed, removedFiles, pressed: button } = reading;
  const kept = { answers, typed: typed as Typed, removedFiles };
  if (button) return { ...kept, errors: [], stay: true, focus: focusOf(button, answers) };
  if (reading.correcting !== undefined) return { ...kept, errors: [], stay: true, focus: reading.correcting };
  const page = journey(form, answers, reading.context, typed).pages.find((one) => one.key === key);
  if (!page) return { ...kept, errors: [], stay: false };
  // A question that an answer on this page has just brought up has not been seen, so there is nothing to reproach.
  const unseen = page.questions.filter(
    ({ question, field, answer }) => question.type !== 'info' && !asked.has(field) && answer === undefined,
  );
  const errors = page.errors.filter((fault) => !unseen.some(({ question }) => question.id === fault.question));
  const [first] = unseen;
  return first && errors.length === 0
    ? { ...kept, errors, stay: true, focus: first.field }
    : { ...kept, errors, stay: false };
}

function focusOf(button: Pressed, answers: Answers): string {
  if (button.action === 'removeFile' || button.action === 'upload') return button.field;
  if (button.action === 'map') return `${button.field}.map`;
  const last = button.action === 'add' ? rowsOf(answers[button.table])?.at(-1) : undefined;
  return last ? `${button.table}.${last.id}` : button.table;
}

function put(answers: Answers, id: string, answer: Answer | undefined): Answers {
  const { [id]: _before, ...others } = answers;
  return answer === undefined ? others : { ...others, [id]: answer };
}

function putInRow(
  answers: Answers,
  table: string,
  rowId: string | undefined,
  id: string,
  answer: Answer | undefined,
): Answers {
  const rows = rowsOf(answers[table]) ?? [];
  return put(
    answers,
    table,
    rows.map((row) => (row.id === rowId ? { id: row.id, answers: put(row.answers, id, answer) } : row)),
  );
}
