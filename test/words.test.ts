import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '..');
const read = (pattern: string) => globSync(pattern, { cwd: root }).map((file) => readFileSync(join(root, file), 'utf8')).join('\n');

const rows = readFileSync(join(root, 'docs/words.md'), 'utf8').split('\n').filter((line) => line.startsWith('| `'));
const terms = rows.flatMap((row) => [...row.split('|')[1]!.matchAll(/`([^`]+)`/g)].map(([, term]) => term!));

test('every word on the page stands in the code', () => {
  const code = read('src/**/*.{ts,tsx,sql}');
  const words = new Set(code.match(/[A-Za-z_][\w]*/g));
  const tables = new Set([...code.matchAll(/create (?:unlogged )?table (\w+\.\w+)/g)].map(([, table]) => table!));
  assert.ok(terms.length > 80, `${terms.length} words`);
  assert.deepEqual(terms.filter((term) => !(term.includes('.') ? tables.has(term) : words.has(term))), []);
});

test('every table of the database is on the page', () => {
  const tables = [...read('src/*/migrations/*.sql').matchAll(/create (?:unlogged )?table (\w+\.\w+)/g)].map(([, table]) => table!);
  assert.ok(tables.length > 40, `${tables.length} tables`);
  assert.deepEqual(tables.filter((table) => !terms.includes(table)), []);
});

test('every word has a Swedish one, or says that nobody sees it', () => {
  assert.deepEqual(rows.filter((row) => !row.split('|')[2]?.trim()), []);
});
