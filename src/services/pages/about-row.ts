import { answerText, type Form, type Journey, type JourneyPage, type Language } from '../../forms/index.ts';

/**
 * What a page that comes once for each row is about: "Åtgärd 2: Badrum eller toalett, Byta badkar mot dusch". Without it nobody knows which
 * of the rows is asked about. The first two answers of the row are enough to know it again.
 * @returns nothing for other pages
 */
export function aboutRow(form: Form, { pages }: Pick<Journey, 'pages'>, { row }: JourneyPage, language: Language): string | undefined {
  if (!row) return undefined;
  const table = pages.flatMap(({ questions }) => questions).find(({ question }) => question.id === row.table);
  const found = table && answerText(form, table, language).rows?.find(({ id }) => id === row.id);
  if (!found) return undefined;
  const told = found.cells.filter(({ text }) => text.state === 'answered' && !text.files).slice(0, 2).flatMap(({ text }) => text.lines);
  return told.length ? `${found.heading}: ${told.join(', ')}` : found.heading;
}
