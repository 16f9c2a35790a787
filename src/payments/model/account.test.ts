import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountText, bankAccount, bankgiroNumber, plusgiroNumber, readReceiver } from './account.ts';

const receivers: [text: string, expected: ReturnType<typeof readReceiver>][] = [
  ['Bostads AB Hemmet, bankgiro 5050-1055, OCR 1234566', { name: 'Bostads AB Hemmet', account: { kind: 'bankgiro', number: '50501055' }, reference: '1234566' }],
  ['Hemmet bg: 991-2346 ocr-nummer: 12 34 566', { name: 'Hemmet', account: { kind: 'bankgiro', number: '9912346' }, reference: '1234566' }],
  ['Stiftelsen Tak, pg 28 65 43-4', { name: 'Stiftelsen Tak', account: { kind: 'plusgiro', number: '2865434' } }],
  // A wrong digit: somebody has to look, and nobody's money goes astray.
  ['Hemmet, bankgiro 5050-1056', { name: 'Hemmet' }],
  // A number that does not say what it is may be a phone number.
  ['Hemmet 5050-1055', { name: 'Hemmet 5050-1055' }],
  ['Bergström', { name: 'Bergström' }],
  ['', { name: '' }],
];
for (const [text, expected] of receivers) {
  test(`of "${text}" is read ${JSON.stringify(expected)}`, () => { assert.deepEqual(readReceiver(text), expected); });
}

test('the check digit of Swedbank is no part of the clearing number', () => {
  assert.deepEqual(bankAccount({ clearing: '8327-9', account: '1234567890' }), { kind: 'bank', clearing: '8327', account: '1234567890' });
  assert.equal(bankAccount({ clearing: '83', account: '1234567890' }), undefined);
  assert.equal(bankAccount({ clearing: '6000', account: 'nej' }), undefined);
});

test('one changed digit of a giro number is found', () => {
  assert.equal(bankgiroNumber('991-2346'), '9912346');
  for (let digit = 0; digit < 10; digit++) if (digit !== 6) assert.equal(bankgiroNumber(`991-234${digit}`), undefined);
  assert.equal(plusgiroNumber('1'), undefined);
});

test('accounts are written as people read them', () => {
  assert.equal(accountText({ kind: 'bankgiro', number: '50501055' }), 'bankgiro 5050-1055');
  assert.equal(accountText({ kind: 'plusgiro', number: '2865434' }), 'plusgiro 286543-4');
});
