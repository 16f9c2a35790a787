import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SeenRow } from '../../../services/index.ts';
import { printedAnswer } from './printed-answer.ts';

const row = (id: string, lines: readonly string[]): SeenRow => ({ id, question: id, answer: { state: 'answered', lines } });

for (const [name, asked, expected] of [
  ['several things are a list', row('hinder', ['Gå', 'Vänta']), { kind: 'list', items: ['Gå', 'Vänta'] }],
  ['an address is one thing in lines', row('address', ['Vägen 1', '999 01 Ort']), { kind: 'text', text: 'Vägen 1\n999 01 Ort' }],
  ['one line is a text', row('hinder', ['Gå']), { kind: 'text', text: 'Gå' }],
  ['nothing is nothing', { id: 'x', question: 'x', answer: { state: 'unanswered', lines: ['Inget svar'] } }, { kind: 'none' }],
] as const) {
  test(`in print ${name}`, () => assert.deepEqual(printedAnswer(asked, { documents: [], language: 'sv', lined: new Set(['address']) }), expected));
}
