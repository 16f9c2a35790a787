import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fewest, hideSmall } from './small-cells.ts';

test('counts of five and more, and none, are shown with their sums', () => {
  assert.deepEqual(hideSmall([[10, 0], [5, 7]]), { cells: [[10, 0], [5, 7]], rowSums: [10, 12], columnSums: [15, 7], sum: 22 });
});

test('a small count is hidden, and others so that it cannot be counted out', () => {
  const { cells } = hideSmall([[20, 3, 9], [30, 8, 12]]);
  assert.equal(cells[0]![1], null);
  assert.ok(cells[0]!.filter((cell) => cell === null).length > 1, 'in its row');
  assert.ok(cells.map((row) => row[1]).filter((cell) => cell === null).length > 1, 'in its column');
});

test('two small counts of which the sum tells both are not the only ones hidden in their row', () => {
  const { cells, rowSums } = hideSmall([[1, 1, 40], [30, 20, 50]]);
  assert.ok([...cells[0]!, rowSums[0]].filter((cell) => cell === null).length > 2);
});

test('a whole unit with few decisions is hidden with its sum', () => {
  const { rowSums, cells } = hideSmall([[2, 1], [30, 20], [40, 10]]);
  assert.equal(rowSums[0], null);
  assert.deepEqual(cells[0], [null, null]);
});

test('nothing hidden follows from one row or column of any table', () => {
  // Every table of two rows and three columns with counts of 0, 1, 4, 5 and 9.
  const some = [0, 1, 4, 5, 9];
  for (let n = 0; n < some.length ** 6; n++) {
    const digit = (place: number) => some[Math.floor(n / some.length ** place) % some.length]!;
    const counts = [[digit(0), digit(1), digit(2)], [digit(3), digit(4), digit(5)]];
    const { cells, rowSums, columnSums, sum } = hideSmall(counts);
    assert.ok(cells.every((row, r) => row.every((cell, c) => cell === null ? counts[r]![c]! > 0 : cell === 0 || cell >= fewest)));
    const lines = [...cells.map((row, r) => [...row, rowSums[r]!]), ...columnSums.map((total, c) => [...cells.map((row) => row[c]!), total]), [...columnSums, sum], [...rowSums, sum]];
    for (const line of lines) {
      assert.notEqual(line.filter((cell) => cell === null).length, 1, JSON.stringify(counts));
    }
  }
});
