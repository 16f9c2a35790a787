import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadService } from './load.ts';
import { readStored } from './read-stored.ts';

test('a version that was stored before the format had a field is read with its default', async () => {
  const loaded = await loadService(join(import.meta.dirname, '../../../catalogue/fardtjanst'));
  assert.ok(loaded.ok);
  const now = JSON.parse(JSON.stringify(loaded.service)) as typeof loaded.service;
  const { others: _, ...parties } = now.definition.parties;
  const before = { ...now, definition: { ...now.definition, parties } } as typeof now;
  assert.deepEqual(readStored(before).definition.parties.others, now.definition.parties.others);
  assert.deepEqual(readStored(now), loaded.service, 'what is of today\'s format is read as it is');
});

test('a version that no longer fits is given back as it was', async () => {
  const loaded = await loadService(join(import.meta.dirname, '../../../catalogue/fardtjanst'));
  assert.ok(loaded.ok);
  const odd = { ...loaded.service, definition: { ...loaded.service.definition, gone: true } } as typeof loaded.service;
  assert.equal(readStored(odd).definition, odd.definition);
});
