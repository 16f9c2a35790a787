import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileForm } from './compile.ts';
import { fittingAnswers, fittingTyped } from './fitting.ts';
import type { Form } from './types.ts';

const form = (questions: unknown[]): Form => {
  const compiled = compileForm({ pages: [{ id: 'p', title: 'Sida', questions }] });
  if (!compiled.ok) throw new Error(compiled.problems[0]?.message);
  return compiled.form;
};

const after = form([
  { id: 'name', ask: 'Namn?', type: 'text' },
  { id: 'way', ask: 'Hur?', type: 'choice', options: [{ id: 'bus', sv: 'Buss' }, { id: 'train', sv: 'Tåg' }] },
  { id: 'cost', ask: 'Kostnad?', type: 'money' },
  { id: 'rows', ask: 'Rader', type: 'table', rowName: 'Rad', columns: [{ id: 'what', ask: 'Vad?', type: 'text' }, { id: 'when', ask: 'När?', type: 'date' }] },
]);

test('an answer that its question still takes is kept', () => {
  assert.deepEqual(fittingAnswers(after, { name: 'Ada', way: 'bus', cost: 12_300 }, '2026-11-22'), { name: 'Ada', way: 'bus', cost: 12_300 });
});

test('an answer to a question that is gone, of another kind, or with an option that is gone, is left out', () => {
  assert.deepEqual(fittingAnswers(after, { gone: 'x', way: 'taxi', cost: 'mycket', name: 'Ada' }, '2026-11-22'), { name: 'Ada' });
});

test('the rows of a table stay, with the cells that fit', () => {
  assert.deepEqual(
    fittingAnswers(after, { rows: [{ id: 'r1', answers: { what: 'Hyra', when: 'i går', old: true } }, { id: 'r2', answers: { when: '2026-05-03' } }] }, '2026-11-22'),
    { rows: [{ id: 'r1', answers: { what: 'Hyra' } }, { id: 'r2', answers: { when: '2026-05-03' } }] });
});

test('typed text follows its question', () => {
  assert.deepEqual(fittingTyped(after, { 'cost': 'tolv', 'gone': 'x', 'rows.r1.when': 'maj' }), { 'cost': 'tolv', 'rows.r1.when': 'maj' });
});
