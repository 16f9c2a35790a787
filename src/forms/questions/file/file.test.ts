import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answers, FileReference } from '../../answers.ts';
import { readPage } from '../../engine/read-page.ts';
import { compiled } from '../../fixtures/form.ts';

const form = compiled(
  {
    pages: [
      {
        id: 'page',
        title: 'Page',
        questions: [{ id: 'receipts', ask: 'Kvitton', type: 'file', maxFiles: 2, later: true }],
      },
    ],
  },
  {},
);
const file = (id: string, type = 'application/pdf'): FileReference => ({ id, name: `${id}.pdf`, type, size: 1000 });
const post = (fields: Record<string, string>, answers: Answers = {}, files: readonly FileReference[] = []) =>
  readPage(
    form,
    { page: 'page', fields: { asked: 'receipts', ...fields }, answers, files: { receipts: files } },
    { today: '2026-05-03' },
  );

test('uploaded files are added to those already there', () => {
  const read = post({}, { receipts: [file('a')] }, [file('b')]);
  assert.deepEqual([read.answers, read.errors], [{ receipts: [file('a'), file('b')] }, []]);
});

test('a button takes a file away, and says which, for whoever keeps it', () => {
  const read = post({ do: 'removeFile:receipts:a' }, { receipts: [file('a'), file('b')] });
  assert.deepEqual([read.answers, read.removedFiles, read.stay], [{ receipts: [file('b')] }, [file('a')], true]);
});

test('too many files and the wrong kind are said, and nothing is thrown away', () => {
  const many = post({}, { receipts: [file('a'), file('b')] }, [file('c')]);
  assert.deepEqual(
    many.errors.map(({ code }) => code),
    ['file.many'],
  );
  assert.equal((many.answers['receipts'] as readonly FileReference[]).length, 3);
  assert.deepEqual(
    post({}, {}, [file('a', 'video/mp4')]).errors.map(({ code, params }) => [code, params]),
    [['file.type', { name: 'a.pdf' }]],
  );
});

test('sending in later is an answer, where it is offered', () => {
  assert.deepEqual(post({ 'receipts.later': 'yes' }).answers, { receipts: { later: true } });
  assert.deepEqual(post({ 'receipts.later': 'yes' }, {}, [file('a')]).answers, { receipts: [file('a')] });
});
