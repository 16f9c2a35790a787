import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { notYet, scenarios } from '../bench/scenarios/incidents.ts';

const rows = readFileSync(join(import.meta.dirname, '../docs/scenarios.md'), 'utf8').split('\n').filter((line) => line.startsWith('| ')).slice(1).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));

test('every incident in the table can be played again, or says why not; and none is played that the table does not tell of', () => {
  const named = rows.map((cells) => /^`([^`]+)`$/.exec(cells[3]!)?.[1] ?? '');
  assert.equal(named.length, 10);
  assert.deepEqual(named.toSorted(), [...Object.keys(scenarios), ...Object.keys(notYet)].toSorted());
  for (const name of Object.keys(notYet)) assert.match(rows[named.indexOf(name)]![4]!, /^not yet: /);
});
