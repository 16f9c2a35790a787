import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { eventWords, isAttempt, listed, whatHappened } from './log-words.ts';

const room = join(import.meta.dirname, '../..');

/** The events that the room's code gives to the audit, but for the pages of residents. */
function causedHere(): string[] {
  const files = readdirSync(room, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name) && !name.startsWith('resident'));
  const given = /(?:audit|event): (?:[^,{}\n?]*\? )?'(cases\.\w+)'(?: : '(cases\.\w+)')?/g;
  return files.flatMap((name) => [...readFileSync(join(room, name), 'utf8').matchAll(given)].flatMap(([, one, other]) => (other ? [one!, other] : [one!])));
}

test('every event that the code of staff gives to the audit has words', () => {
  const caused = new Set(causedHere());
  assert.ok(caused.size > 100 && caused.has('cases.hearingWritten'), `found ${caused.size}`);
  assert.deepEqual([...caused, ...listed].filter((event) => !eventWords[event]), []);
});

test('a slip in a form is no refusal, what was not theirs is, and no code is shown', () => {
  const told = (event: string, why: string) => whatHappened({ event, why, refused: true, times: 1 });
  assert.equal(told('cases.distributionAsked', 'answered422'), 'Fördela ärenden – inget gjordes: något fattades i formuläret');
  assert.equal(told('GET /handlaggning/arenden/:id', 'notFound'), 'Öppna ett ärende – fanns inte, eller var inte deras');
  assert.equal(told('GET /', 'forbidden'), 'Öppna en sida – saknade rätt');
  assert.equal(told('payments.attestAsked', 'otherUnit'), 'Utbetalningar – saknade rätt');
  assert.equal(told('someday.thing', 'notOwnCase'), 'Något annat – saknade rätt');
  assert.deepEqual(['answered422', 'gone', 'notFound', 'forbidden'].map((why) => isAttempt({ refused: true, why })), [false, false, true, true]);
});
