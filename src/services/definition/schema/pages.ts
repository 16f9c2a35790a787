import { z } from 'zod';
import { expressionSchema, idSchema, pageSchema, questionSchema, wordsSchema } from '../../../forms/index.ts';

// The engine's own parts of the format, gathered so that the rest of the schema has one door to `forms`; named here so
// that the JSON Schema has each only once.
z.globalRegistry.add(pageSchema, { id: 'page' });
z.globalRegistry.add(questionSchema, { id: 'question' });
z.globalRegistry.add(idSchema, { id: 'questionId' });
z.globalRegistry.add(wordsSchema, { id: 'words', words: true });
z.globalRegistry.add(expressionSchema, { id: 'condition', expression: true });

export { pageSchema, questionSchema };
export { calculateSchema, pagesSchema } from '../../../forms/index.ts';
