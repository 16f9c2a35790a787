import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { laboratoryMessage } from './laboratory-message.ts';
import { outcomeReportSchema } from './outcome-report.ts';
import { packageSchema } from './package.ts';

const folder = join(import.meta.dirname, '../../../docs/exchange');
const jsonSchema = (schema: z.ZodType, io: 'input' | 'output') => `${JSON.stringify(z.toJSONSchema(schema, { io }), null, 2)}\n`;

/** What passes between systems, as JSON Schema (2020-12): where it stands for those who build the other end, and its text. */
export const publishedSchemas: readonly { file: string; text: string }[] = [
  { file: join(folder, 'package.schema.json'), text: jsonSchema(packageSchema, 'output') },
  { file: join(folder, 'laboratory.schema.json'), text: jsonSchema(laboratoryMessage, 'input') },
  { file: join(folder, 'outcome-report.schema.json'), text: jsonSchema(outcomeReportSchema, 'output') },
];

if (import.meta.filename === process.argv[1]) for (const { file, text } of publishedSchemas) await writeFile(file, text);
