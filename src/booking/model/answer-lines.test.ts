import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAnswerLines } from './answer-lines.ts';

const timeOf = (time: string) => readAnswerLines(`provnummer;svar;tid\nS10017;POS;${time}\n`);

test('a time without a zone is Swedish, summer and winter; one with a zone is as it says', () => {
  for (const [written, instant] of [
    ['2026-11-23 08:30', '2026-11-23T07:30:00.000Z'], ['2026-07-01T23:30:15', '2026-07-01T21:30:00.000Z'],
    ['2026-11-23T08:30Z', '2026-11-23T08:30:00.000Z'], ['2026-11-23 08:30+02:00', '2026-11-23T06:30:00.000Z'],
  ] as const) assert.equal(timeOf(written).lines[0]?.at?.toISOString(), instant, written);
});

test('a time that cannot be read is a fault with its line, and never another time', () => {
  for (const written of ['2026-11-23 99:99', '2026-13-01 08:30', '23/11 2026', 'nyss']) assert.match(timeOf(written).faults.join(), /^Rad 2: tiden/, written);
});
