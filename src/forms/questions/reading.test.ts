import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import * as read from './reading.ts';

/** One test a reader: what is typed, and what it means. */
function cases<T>(name: string, reader: (text: string) => T, table: readonly (readonly [string, T])[]): void {
  test(name, () => {
    for (const [typed, meant] of table) assert.deepEqual(reader(typed), meant, `"${typed}"`);
  });
}

cases('a number is read as Swedes write it', read.readNumber, [
  ['3', 3],
  ['3,5', 3.5],
  ['3.5', 3.5],
  ['1 234,5', 1234.5],
  ['1\u00a0234', 1234],
  ['1.234,50', 1234.5],
  ['−3', -3],
  ['tre', undefined],
  ['3,5,1', undefined],
  ['1e5', undefined],
  ['', undefined],
  ['12 m', undefined],
  ['0x10', undefined],
]);

cases('an amount is read to the öre', read.readAmount, [
  ['1500', 150_000],
  ['1 500', 150_000],
  ['1.500', 150_000],
  ['1 500,50', 150_050],
  ['1500.5', 150_050],
  ['1 500:-', 150_000],
  ['1500 kr', 150_000],
  ['1 500 kronor', 150_000],
  ['SEK 12,30', 1230],
  ['1500:50', 150_050],
  ['0', 0],
  ['-0', 0],
  ['-20', -2000],
  ['0,29', 29],
  ['1,234', undefined],
  ['ungefär 100', undefined],
  ['', undefined],
  ['1.234.567,89', 123_456_789],
]);

cases('a day is read as Swedes write it, and never guessed', read.readDay, [
  ['2026-05-03', '2026-05-03'],
  ['20260503', '2026-05-03'],
  ['3/5 2026', '2026-05-03'],
  ['3/5/2026', '2026-05-03'],
  ['03.05.2026', '2026-05-03'],
  ['3 maj 2026', '2026-05-03'],
  ['den 3 maj 2026', '2026-05-03'],
  ['3 May 2026', '2026-05-03'],
  ['2026–05–03', '2026-05-03'],
  ['2026-5-3', '2026-05-03'],
  ['29 feb 2024', '2024-02-29'],
  ['2026-02-29', undefined],
  ['2026-13-01', undefined],
  ['260503', undefined],
  ['3 maj', undefined],
  ['i morgon', undefined],
  ['', undefined],
  ['31/4 2026', undefined],
]);

cases('a time of day is read', read.readClock, [
  ['8', '08:00'],
  ['8.30', '08:30'],
  ['08:30', '08:30'],
  ['0830', '08:30'],
  ['kl. 8', '08:00'],
  ['klockan 17.05', '17:05'],
  ['24', undefined],
  ['8:61', undefined],
  ['halv nio', undefined],
]);

cases('a telephone number becomes international', read.readPhone, [
  ['070-174 06 05', '+46701740605'],
  ['0701740605', '+46701740605'],
  ['+46 70 174 06 05', '+46701740605'],
  ['+46 (0)70-174 06 05', '+46701740605'],
  ['0046701740605', '+46701740605'],
  ['08-465 004 00', '+46846500400'],
  ['+47 22 22 22 22', '+4722222222'],
  ['123', undefined],
  ['ring mig', undefined],
  ['070174', undefined],
]);

cases('an organisation number is read with its check digit', read.readOrganisationNumber, [
  ['556016-0680', '556016-0680'],
  ['5560160680', '556016-0680'],
  ['165560160680', '556016-0680'],
  ['212000-0142', '212000-0142'],
  ['556016-0681', undefined],
  ['900101-2385', undefined],
  ['55601', undefined],
]);

cases('a personal number is read with and without century', (text) => read.readPersonalNumber(text, '2026-05-03'), [
  ['18900101-9802', '189001019802'],
  ['189001019802', '189001019802'],
  ['900101+9802', '189001019802'],
  ['121212-1212', '201212121212'],
  ['121212+1212', '191212121212'],
  ['19121212-1212', '191212121212'],
  ['701063-2391', '197010632391'],
  ['19121212-1213', undefined],
  ['20991231-1234', undefined],
  ['121312-1212', undefined],
]);

test('an e-mail address has a name, one @ and a domain', () => {
  for (const good of ['a@b.se', 'kim.åberg@exempelkommun.se', 'x+y@sub.domain.example'])
    assert.ok(read.isEmail(good), good);
  for (const bad of ['a', 'a@b', 'a b@c.se', 'a@@b.se', 'Kim <a@b.se>', 'a@b.se, c@d.se'])
    assert.ok(!read.isEmail(bad), bad);
});

test('every amount that is shown can be read again', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e11, max: 1e11 }), (öre) => {
      const text = `${öre < 0 ? '-' : ''}${Math.floor(Math.abs(öre) / 100)},${String(Math.abs(öre) % 100).padStart(2, '0')}`;
      assert.equal(read.readAmount(text), öre);
    }),
  );
});
