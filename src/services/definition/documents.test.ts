import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { generatedDocuments } from './documents.ts';
import { jsonSchema } from './json-schema.ts';
import { serviceSchema } from './schema/service.ts';

const repository = join(import.meta.dirname, '../../..');

describe('documents made from the schema', () => {
  for (const [path, content] of Object.entries(generatedDocuments())) {
    test(`${path} is fresh`, async () => {
      assert.equal(
        await readFile(join(repository, path), 'utf8'),
        content,
        'run: node --import tsx src/services/definition/generate.ts',
      );
    });
  }

  test('the reference page tells of every field of service.yaml', () => {
    const page = generatedDocuments()['docs/service-format.md'] ?? '';
    for (const name of Object.keys(serviceSchema.shape)) assert.match(page, new RegExp(`^##+ ${name}$`, 'm'));
  });

  test('the reference page tells of every type of question', () => {
    const page = generatedDocuments()['docs/service-format.md'] ?? '';
    const types = (jsonSchema().$defs?.['question']?.oneOf ?? []).length;
    assert.equal(types, 25);
    assert.equal([...page.matchAll(/^### `\w+`$/gm)].length, types);
  });
});
