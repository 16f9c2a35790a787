import assert from 'node:assert/strict';
import { test } from 'node:test';
import { paperCode, readPaperCode, type PaperCode } from './code.ts';

const codes: readonly PaperCode[] = [
  { version: '3f9a1c2b', language: 'sv' }, { version: '00000000', language: 'en' }, { version: '3f9a1c2b', language: 'sv-simple', number: 123 },
];

for (const code of codes) {
  test(`what is printed is read again: ${paperCode(code)}`, () => {
    assert.deepEqual(readPaperCode(paperCode(code)), code);
    assert.deepEqual(readPaperCode(paperCode(code).toLowerCase().replaceAll('-', ' ')), code);
  });
}

test('a wrong character, or two that changed places, is no code', () => {
  const right = paperCode({ version: '3f9a1c2b', language: 'sv', number: 123 });
  for (const wrong of [right.replace('3F9A', '3F9B'), right.replace('3F9A', 'F39A'), right.replace('000123', '000132'), right.replace('-S-', '-E-'), '', 'hej', `${right}A`]) {
    assert.equal(readPaperCode(wrong), undefined, wrong);
  }
});
