import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { parse } from 'yaml';
import { compileForm } from '../../forms/index.ts';
import { readAs } from './read.ts';
import { serviceSchema } from './schema/service.ts';

const paper = join(import.meta.dirname, '../../../docs/paper');

/** What each service on paper needs besides the format, as told in docs/paper/README.md. */
const lacking: Readonly<Record<string, readonly string[]>> = {
  'vaccination.yaml': ['booking', 'case', 'deadlines', 'declaration', 'facts', 'register.in', 'result'],
};

describe('a service on paper', () => {
  for (const [file, additions] of Object.entries(lacking)) {
    test(`${file} needs these additions and no others`, async () => {
      const { problems } = readAs(serviceSchema, file, await readFile(join(paper, file), 'utf8'));
      assert.deepEqual(problems.map(({ path }) => path).sort(), additions);
    });

    test(`${file} has pages and a calculation that the engine takes`, async () => {
      const { pages, calculate } = parse(await readFile(join(paper, file), 'utf8')) as {
        pages: unknown;
        calculate?: unknown;
      };
      const compiled = compileForm({ pages, ...(calculate !== undefined && { calculate }) });
      assert.deepEqual(compiled.ok ? [] : compiled.problems, []);
    });

    test(`${file}: the notes tell of each addition`, async () => {
      const notes = await readFile(join(paper, 'README.md'), 'utf8');
      for (const addition of additions)
        assert.ok(notes.includes(addition.split('.').at(/\d$/.test(addition) ? -2 : -1) ?? ''), addition);
    });
  }
});
