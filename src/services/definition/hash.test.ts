import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Files } from './folder.ts';
import { canonical, versionHash } from './hash.ts';
import { readService } from './load.ts';
import { smallService } from './small-service.ts';

describe('the version of a service', () => {
  const first = version(smallService);

  test('is the same for the same content, however often it is read', () => {
    assert.equal(version({ ...smallService }), first);
  });

  test('does not change with comments, order of keys, quoting or layout', () => {
    const moved = edited('service.yaml', (text) => {
      const lines = text.split('\n').filter((line) => !line.startsWith('need:'));
      return ['# another comment', ...lines, 'need: "leisure"   # last', ''].join('\n');
    });
    assert.equal(version(moved), first);
  });

  test('does not change with files that are not part of the format', () => {
    assert.equal(version({ ...smallService, 'letters/notes.txt': 'remember' } as Files), first);
  });

  test('does not depend on whether texts are nested or dotted', () => {
    const nested = edited('texts/en.yaml', (text) =>
      text.replace('privacy.purpose: Answer you.', 'privacy:\n  purpose: Answer you.'),
    );
    assert.equal(version(nested), first);
  });

  const changes: readonly [string, string, string, string][] = [
    ['a word in the service', 'service.yaml', 'Be om en bänk.', 'Be om en ny bänk.'],
    ['a word in the inquiry', 'inquiry.yaml', 'Finns det plats?', 'Finns det rum?'],
    ['a translation', 'texts/en.yaml', 'Ask for a bench.', 'Ask for a seat.'],
    ['a letter', 'letters/no.typ', 'Nej', 'Nej.'],
    [
      'the order of reasons',
      'service.yaml',
      '      - { id: nice, for: [granted], sv: Platsen är bra. }\n      - { id: full, for: [refused], sv: Det är fullt. }',
      '      - { id: full, for: [refused], sv: Det är fullt. }\n      - { id: nice, for: [granted], sv: Platsen är bra. }',
    ],
  ];
  for (const [what, file, from, to] of changes) {
    test(`changes with ${what}`, () => {
      assert.notEqual(version(edited(file, (text) => text.replace(from, () => to))), first);
    });
  }

  test('changes with a dated table that the service uses, not with one that it does not', () => {
    const uses = edited('service.yaml', (text) => `${text}tables: [prices]\n`);
    const table = (name: string, price: number) =>
      `table: ${name}\nname: Priser\nexample: true\nversions:\n  - { validFrom: 2026-01-01, rows: [{ id: a, amount: ${price} }] }\n`;
    const with1 = version(uses, { 'prices.yaml': table('prices', 1), 'other.yaml': table('other', 1) });
    assert.notEqual(version(uses, { 'prices.yaml': table('prices', 2), 'other.yaml': table('other', 1) }), with1);
    assert.equal(version(uses, { 'prices.yaml': table('prices', 1), 'other.yaml': table('other', 2) }), with1);
  });

  test('survives being stored as JSON and read again', () => {
    const loaded = readService('parkbank', smallService);
    assert.ok(loaded.ok);
    assert.equal(versionHash(JSON.parse(canonical(loaded.service))), first);
  });
});

function edited(file: string, edit: (text: string) => string): Files {
  const before = smallService[file] ?? '';
  const after = edit(before);
  assert.notEqual(after, before);
  return { ...smallService, [file]: after };
}

function version(files: Files, tables: Files = {}): string {
  const loaded = readService('parkbank', files, tables);
  assert.ok(loaded.ok, JSON.stringify(loaded.problems));
  return loaded.version;
}
