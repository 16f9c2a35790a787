import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadService, versionHash } from '../definition/index.ts';
import { filesOf } from './files.ts';
import { readSent } from './proposals.ts';

const loaded = await loadService(join(import.meta.dirname, '../../../catalogue/fardtjanst'));
if (!loaded.ok) throw new Error(loaded.problems[0]?.message);
const folder = loaded.service;

test('a version that is written out as files and read again is the same version', () => {
  const again = readSent(filesOf(folder), folder, {});
  assert.ok(again.ok);
  assert.equal(versionHash(again.folder), versionHash(folder));
});

test('files sent without their folders find their places, and those not sent stay', () => {
  const english = filesOf(folder)['texts/en.yaml']!;
  const again = readSent({ 'en.yaml': english.replace(/Transport/, 'Travel') }, folder, filesOf(folder));
  assert.ok(again.ok);
  assert.notEqual(versionHash(again.folder), versionHash(folder));
});

test('a file that is wrong is told with its line', () => {
  const again = readSent({ 'service.yaml': filesOf(folder)['service.yaml']!.replace('need: getAround', 'need: flyAway') }, folder, filesOf(folder));
  assert.ok(!again.ok);
  assert.equal(again.problems[0]?.file, 'service.yaml');
  assert.ok(again.problems[0]!.line > 1);
});
