import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newCode, readCode } from './access-code.ts';

test('a code is six groups of three without characters that look alike, and is read back however it is typed', () => {
  for (let n = 0; n < 200; n++) {
    const code = newCode();
    assert.match(code, /^([2-9A-HJ-NP-Z]{3}-){5}[2-9A-HJ-NP-Z]{3}$/);
    for (const typed of [code, code.toLowerCase(), code.replaceAll('-', ''), ` ${code.replaceAll('-', ' – ')} `]) assert.equal(readCode(typed), code);
  }
});

test('one wrong character anywhere is seen without asking anyone', () => {
  for (let n = 0; n < 20; n++) {
    const code = newCode();
    for (let at = 0; at < code.length; at++) {
      if (code[at] === '-') continue;
      const wrong = code.slice(0, at) + (code[at] === 'A' ? 'B' : 'A') + code.slice(at + 1);
      assert.equal(readCode(wrong), undefined, `${code} ${wrong}`);
    }
  }
});

test('what is no code is told apart: too short, too long, a letter that is never used', () => {
  const code = newCode();
  for (const typed of ['', code.slice(1), `${code}A`, code.replace(/^./, 'O'), code.replace(/^./, '1'), '<script>']) assert.equal(readCode(typed), undefined);
});

test('codes are drawn anew each time', () => {
  assert.equal(new Set(Array.from({ length: 1000 }, newCode)).size, 1000);
});
