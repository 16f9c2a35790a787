import { answerText, journey, type Answer, type Row } from '../../../forms/index.ts';
import type { InquiryBasis } from '../inquiry/inquiry-context.ts';
import type { OpenedCase } from '../case/open-case.ts';

/** The rows of a table of the application with what they are about in words, and the money they ask for. */
export function rowsIn(opened: Pick<OpenedCase, 'version'>, { application, within }: InquiryBasis, table: string): { row: Row; name: string; soughtOre: number | undefined }[] {
  const { form } = opened.version.compiled;
  const asked = journey(form, application, within).pages.flatMap(({ questions }) => questions).find(({ question }) => question.id === table);
  const words = asked && answerText(form, asked, 'sv').rows;
  const money = new Set(asked?.rows?.flatMap(({ cells }) => cells.flatMap(({ question }) => (question.type === 'money' ? [question.id] : []))));
  return rowsOfAnswer(application[table]).map((row) => {
    const cells = words?.find(({ id }) => id === row.id)?.cells ?? [];
    const told = cells.filter(({ id, text }) => !money.has(id) && text.state === 'answered' && !text.files && !text.rows);
    const amounts = [...money].flatMap((id) => (typeof row.answers[id] === 'number' ? [row.answers[id]] : []));
    return { row, name: told.slice(0, 2).flatMap(({ text }) => text.lines).join(', ').slice(0, 120), soughtOre: amounts[0] };
  });
}

function rowsOfAnswer(answer: Answer | undefined): readonly Row[] {
  return Array.isArray(answer) ? answer.filter((one): one is Row => typeof one === 'object' && one !== null && 'id' in one && 'answers' in one) : [];
}
