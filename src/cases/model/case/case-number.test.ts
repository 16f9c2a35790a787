import assert from 'node:assert/strict';
import { test } from 'node:test';
import { caseNumber, checkDigit, readCaseNumber } from './case-number.ts';

test('the check digit is that of Luhn', () => {
  // 7992739871 with check digit 3 is the example that goes around; 4992739871 6 is one of its neighbours.
  assert.equal(checkDigit('7992739871'), 3);
  assert.equal(checkDigit('0'), 0);
});

test('a number is written with prefix, year, six digits and the check digit', () => {
  assert.equal(caseNumber('TN', 2026, 4217), `TN 2026-004217-${checkDigit('2026004217')}`);
  assert.match(caseNumber('SN', 2026, 1_234_567), /^SN 2026-1234567-\d$/);
});

test('is read as people write it', () => {
  const number = caseNumber('TN', 2026, 4217);
  const digit = number.at(-1);
  for (const typed of [number, number.toLowerCase(), `  TN2026-4217-${digit} `, `tn 2026 004217-${digit}`]) {
    assert.equal(readCaseNumber(typed), number, typed);
  }
});

test('every single wrong digit is found', () => {
  const number = caseNumber('TN', 2026, 4217);
  for (let at = 3; at < number.length; at++) {
    if (!/\d/.test(number[at]!)) continue;
    for (let digit = 0; digit <= 9; digit++) {
      if (String(digit) === number[at]) continue;
      assert.equal(readCaseNumber(number.slice(0, at) + digit + number.slice(at + 1)), undefined);
    }
  }
});

for (const typed of ['', 'hej', 'TN', '2026-004217-3', '199001012385']) {
  test(`"${typed}" is no case number`, () => assert.equal(readCaseNumber(typed), undefined));
}
