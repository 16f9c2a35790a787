/** Writes the documents that are made from the schema: `node --import tsx src/services/definition/generate.ts`. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { generatedDocuments } from './documents.ts';

const repository = join(import.meta.dirname, '../../..');
for (const [path, content] of Object.entries(generatedDocuments())) {
  await mkdir(dirname(join(repository, path)), { recursive: true });
  await writeFile(join(repository, path), content);
}
