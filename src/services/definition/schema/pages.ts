/** The engine's own parts of the format, gathered here so that the rest of the schema has one door to `forms`. */
import { pageSchema as page, questionSchema as question } from '../../../forms/index.ts';

/** A page and a question, named so that the JSON Schema has each only once. */
export const pageSchema = page.meta({ id: 'page' });
export const questionSchema = question.meta({ id: 'question' });
export { calculateSchema, pagesSchema } from '../../../forms/index.ts';
