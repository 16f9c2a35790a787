import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attemptWords } from './attempt-words.ts';

test('what a failed attempt met is told in words, also where an older one was kept otherwise', () => {
  const told = (reason: string) => attemptWords({ ok: false, reason });
  assert.equal(told('gick inte att nå (ENOTFOUND)'), 'Mottagaren gick inte att nå: adressen finns inte');
  assert.equal(told('gick inte att nå (ENEWCODE)'), 'Mottagaren gick inte att nå');
  assert.equal(told('gick inte att lämna till (4)'), 'Mottagaren gick inte att lämna till');
  assert.equal(told('mottagaren är inte inlagd'), 'Mottagaren är inte inlagd');
  assert.equal(told('är inte inlagd'), 'Mottagaren är inte inlagd');
  assert.equal(told('svarade 503'), 'Mottagaren svarade: fel i mottagarens system (503)');
  assert.equal(told('svarade inte i tid'), 'Mottagaren svarade inte i tid');
  assert.equal(attemptWords({ ok: true, reason: 'K-17' }), 'Mottaget: K-17');
});
