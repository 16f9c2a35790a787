import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatDate, formatDateShort, formatDateTime, formatDateWithWeekday, formatFileSize, formatMoney, formatPhone } from './format.ts';

/** Intl writes with spaces that do not break; here they are made visible. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, '_');

test('dates are written out in the language of the page', () => {
  assert.equal(formatDate('2026-05-03', 'sv'), '3 maj 2026');
  assert.equal(formatDate('2026-05-03', 'sv-simple'), '3 maj 2026');
  assert.equal(formatDate('2026-05-03', 'en'), '3 May 2026');
  assert.equal(formatDateWithWeekday('2026-05-03', 'sv'), 'söndag 3 maj 2026');
  assert.equal(formatDateShort('2026-05-03'), '2026-05-03');
});

test('an instant late in the evening in UTC is the next day in Sweden', () => {
  assert.equal(formatDate(new Date('2026-05-03T22:30:00Z'), 'sv'), '4 maj 2026');
  assert.equal(formatDateTime(new Date('2026-05-03T22:30:00Z'), 'sv'), '4 maj 2026 kl. 00.30');
  assert.equal(formatDateTime(new Date('2026-01-03T12:05:00Z'), 'en'), '3 January 2026 at 13:05');
});

test('öre become kronor, with decimals only when there are öre', () => {
  assert.equal(plain(formatMoney(123_450, 'sv')), '1_234,50_kr');
  assert.equal(plain(formatMoney(123_400, 'sv')), '1_234_kr');
  assert.equal(plain(formatMoney(5, 'sv')), '0,05_kr');
  assert.equal(plain(formatMoney(123_450, 'en')), 'SEK_1,234.50');
  assert.throws(() => formatMoney(12.5), RangeError);
});

test('file sizes are told as people say them', () => {
  assert.equal(plain(formatFileSize(340_000, 'sv')), '340_kB');
  assert.equal(plain(formatFileSize(2_440_000, 'sv')), '2,4_MB');
  assert.equal(plain(formatFileSize(12, 'sv')), '1_kB');
});

test('a telephone number is shown in groups', () => {
  assert.equal(formatPhone('+46701740605'), '070-174 06 05');
  assert.equal(formatPhone('+46846500400'), '08-465 004 00');
  assert.equal(formatPhone('+4722222222'), '+4722222222');
});
