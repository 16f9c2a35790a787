import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { findTextProblems } from '../tools/check/texts.ts';

const root = join(import.meta.dirname, '..');

test('every text that residents see stands in Swedish, easy Swedish and English, with the same things filled in', () => {
  assert.ok(globSync('src/*/texts/sv.yaml', { cwd: root }).length >= 5, 'the rooms with texts were found');
  assert.deepEqual(findTextProblems(root), []);
});
