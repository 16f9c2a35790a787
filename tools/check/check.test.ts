import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { findArchitectureProblems } from './architecture.ts';
import { findLicenceProblems } from './licences.ts';
import { findLockFileProblems } from './lock-file.ts';
import { findStyleProblems } from './style.ts';
import { findTextProblems } from './texts.ts';

const scratch: string[] = [];
after(() => scratch.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A small house with these files. */
function house(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'sprang-check-'));
  scratch.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const sound = {
  'package.json': '{ "type": "module", "devDependencies": { "axe-core": "1" } }',
  'tsconfig.json': '{}',
  'src/architecture.ts': 'export const rooms = {};',
  'src/platform/index.ts': `export * from './clock.ts';`,
  'src/platform/clock.ts': 'export const now = 1; export type Now = number;',
  'src/identity/index.ts': `import { now } from '../platform/index.ts'; export const person = now;`,
  'src/messages/index.ts': `export type Message = string;`,
  'src/cases/index.ts': `import { person } from '../identity/index.ts'; import type { Message } from '../messages/index.ts'; export const cases = person; export type M = Message;`,
  'src/main.ts': `import './cases/index.ts';`,
};

test('a house in order passes', async () => {
  assert.deepEqual(await findArchitectureProblems(house(sound)), []);
});

const planted: [string, Record<string, string>, RegExp][] = [
  ['a call upwards', { 'src/identity/index.ts': `import { cases } from '../cases/index.ts'; export const person = cases;` }, /identity \(level 2\) calls lower levels only: src\/identity\/index\.ts → src\/cases\/index\.ts/],
  ['a call sideways, for a type only', { 'src/messages/index.ts': `import type { K } from '../knowledge/index.ts'; export type Message = K;`, 'src/knowledge/index.ts': 'export type K = 1;' }, /messages \(level 3\) calls lower levels only/],
  ['a way past the front door', { 'src/cases/index.ts': `import { now } from '../platform/clock.ts'; export const cases = now;` }, /cases uses other rooms through index\.ts only: src\/cases\/index\.ts → src\/platform\/clock\.ts/],
  ['a type past the front door', { 'src/cases/index.ts': `import type { Now } from '../platform/clock.ts'; export type Later = Now;` }, /cases uses other rooms through index\.ts only/],
  ['a test past the front door', { 'src/cases/decide.test.ts': `import '../platform/clock.ts'; import '../platform/testing.ts';`, 'src/platform/testing.ts': 'export {};' }, /cases tests other rooms through index\.ts only: .* → src\/platform\/clock\.ts/],
  ['a room that helps itself to the wiring', { 'src/cases/index.ts': `import '../main.ts';` }, /handed to them/],
  ['the demonstration comes in by a side door', { 'demo/people.ts': `import '../src/platform/clock.ts';` }, /through the front doors/],
  ['a room knows of the demonstration', { 'src/cases/index.ts': `import '../../demo/people.ts';`, 'demo/people.ts': 'export {};' }, /no room knows of the demonstration/],
  ['the product uses its tests', { 'src/cases/index.ts': `import '../../test/help.ts';`, 'test/help.ts': 'export const help = 1;' }, /stands without its tests/],
  ['the product uses a package for developing', { 'src/cases/index.ts': `import 'axe-core';`, 'node_modules/axe-core/package.json': '{"name":"axe-core","main":"a.js"}', 'node_modules/axe-core/a.js': '' }, /only for developing/],
  ['the browser uses the server', { 'src/cases/browser/enhance.ts': `import 'node:fs';` }, /uses nothing of the server/],
  ['an import of nothing', { 'src/cases/index.ts': `import './gone.ts';` }, /what is imported exists/],
];
for (const [name, files, expected] of planted) {
  test(`a planted violation is found: ${name}`, async () => {
    const problems = await findArchitectureProblems(house({ ...sound, ...files }));
    assert.equal(problems.length, 1, problems.join('\n'));
    assert.match(problems[0] ?? '', expected);
  });
}

test('an empty house is not taken for one in order', async () => {
  assert.deepEqual(await findArchitectureProblems(house({ 'package.json': '{}', 'src/main.ts': '' })), ['dependency-cruiser saw no dependency at all']);
});

test('texts that differ between languages are found', () => {
  const root = house({
    'src/cases/texts/sv.yaml': 'a: Hej {name}\nb:\n  c: Ja\n',
    'src/cases/texts/sv-simple.yaml': 'a: Hej {name}\nb:\n  c: Ja\n',
    'src/cases/texts/en.yaml': 'a: Hello {nam}\nd: Extra\n',
  });
  assert.deepEqual(findTextProblems(root), [
    'src/cases/texts/en.yaml: b.c is missing',
    'src/cases/texts/en.yaml: d is not among the Swedish texts',
    'src/cases/texts/en.yaml: a fills in other names than the Swedish text ({name})',
  ]);
});

test('a language without a file is one finding, not one for each text', () => {
  const root = house({ 'src/cases/texts/sv.yaml': 'a: Ja\nb: Nej\n', 'src/cases/texts/en.yaml': 'a: Yes\nb: No\n' });
  assert.deepEqual(findTextProblems(root), ['src/cases/texts/sv-simple.yaml is missing']);
});

test('what we do without is found', () => {
  // Put together here, so that this file does not hold what it looks for.
  const later = ['TO', 'DO'].join('');
  const root = house({
    'src/a.ts': `const a: any = 1;\nenum B { C }\n// ${later} later\ntest.skip('x');\nconst many = 'any enum ${later}';\n`,
    'src/long.ts': 'x;\n'.repeat(301),
    'src/explained.ts': `// Long because it is a table.\n${'x;\n'.repeat(301)}`,
  });
  assert.deepEqual(findStyleProblems(root), [
    'src/a.ts:1: any: say what it is, or unknown',
    'src/a.ts:2: enum: use a union of strings',
    'src/a.ts:4: a test that is left out, or leaves others out',
    'src/a.ts:3: work left for later: do it, or open an issue',
    'src/long.ts: 302 lines; split it, or say "Long because …"',
  ]);
});

test('a licence that is not accepted, or no licence, is found', () => {
  const root = house({
    'package-lock.json': JSON.stringify({ packages: {
      '': { name: 'sprang' },
      'node_modules/free': { version: '1.0.0', license: '(MIT OR GPL-3.0)' },
      'node_modules/strict': { version: '2.0.0', license: 'GPL-3.0' },
      'node_modules/both': { version: '2.1.0', license: 'MIT AND GPL-3.0' },
      'node_modules/silent': { version: '3.0.0' },
    } }),
  });
  const problems = findLicenceProblems(root).filter((problem) => !problem.includes('no longer used'));
  assert.deepEqual(problems, ['strict 2.0.0: licence GPL-3.0', 'both 2.1.0: licence MIT AND GPL-3.0', 'silent 3.0.0: licence unknown']);
});

test('a lock file that leaves something open is found', () => {
  const root = house({
    'package-lock.json': JSON.stringify({ packages: {
      '': { dependencies: { whole: '1' } },
      'node_modules/whole': { integrity: 'sha512-x', dependencies: { inner: '1', whole: '1' } },
      'node_modules/whole/node_modules/inner': { integrity: 'sha512-x', optionalDependencies: { gone: '1' } },
      'node_modules/loose': { resolved: 'https://registry.example/loose.tgz' },
    } }),
  });
  assert.deepEqual(findLockFileProblems(root), [
    'node_modules/whole/node_modules/inner: names gone, which the lock file lacks',
    'node_modules/loose: no integrity',
    'node_modules/loose: names a registry (npm install --omit-lockfile-registry-resolved)',
  ]);
});

test('every package of this project may be used, and its content is fixed', () => {
  const root = join(import.meta.dirname, '../..');
  assert.deepEqual([...findLicenceProblems(root), ...findLockFileProblems(root)], []);
});
