import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { packageSchema } from './package.ts';

/** Where the schema stands for those who receive packages. */
export const schemaFile = join(import.meta.dirname, '../../../docs/exchange/package.schema.json');

/** `data/arende.json` as JSON Schema (2020-12). */
export function packageJsonSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(packageSchema), null, 2)}\n`;
}

if (import.meta.filename === process.argv[1]) await writeFile(schemaFile, packageJsonSchema());
