import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ConfigProblem } from '../platform/index.ts';
import { addWorkingDays, isOpen, isWorkingDay, type OpeningHours } from './model.ts';
import { readOrganisation } from './read-file.ts';

const hours: OpeningHours = {
  sv: 'vardagar', open: [
    { days: ['mon', 'tue', 'wed', 'thu'], from: '08:00', to: '12:00' }, { days: ['mon'], from: '13:00', to: '18:00' }, { days: ['sat'], from: '00:00', to: '24:00' },
  ],
};
const closures = new Map([['2026-12-24', {}], ['2026-12-22', { from: '08:00', to: '10:00' }], ['2026-12-21', { from: '09:00' }]]);

const moments: readonly [day: string, at: string, open: boolean, why: string][] = [
  ['2026-12-14', '08:00', true, 'the minute it opens'], ['2026-12-14', '07:59', false, 'the minute before'],
  ['2026-12-14', '12:00', false, 'the minute it closes'], ['2026-12-14', '17:59', true, 'in the evening of a Monday'],
  ['2026-12-15', '13:30', false, 'in the afternoon of a Tuesday'], ['2026-12-18', '10:00', false, 'on a day without hours'],
  ['2026-12-19', '23:59', true, 'on a day that is open around the clock'], ['2026-12-24', '10:00', false, 'on a day that is closed'],
  ['2026-12-22', '09:59', true, 'on a shortened day'], ['2026-12-22', '10:00', false, 'after a shortened day'],
  ['2026-12-21', '08:30', false, 'before a day that opens late'], ['2026-12-21', '20:00', true, 'on a day that opens late and has no end'],
];
for (const [day, at, open, why] of moments) {
  test(`at ${at} on ${day} it is ${open ? 'open' : 'closed'}: ${why}`, () => { assert.equal(isOpen(hours, day, at, closures), open); });
}

test('working days are Monday to Friday but holidays and their eves; a day that is only shortened counts, a closed one does not', () => {
  const days = ['2026-12-18', '2026-12-19', '2026-12-20', '2026-12-21', '2026-12-24'];
  assert.deepEqual(days.map((day) => isWorkingDay(day, closures)), [true, false, false, true, false]);
});

const counted: readonly [from: string, count: number, day: string][] = [
  ['2026-12-18', 0, '2026-12-18'], ['2026-12-18', 1, '2026-12-21'], ['2026-12-19', 1, '2026-12-21'], ['2026-12-23', 1, '2026-12-28'],
  ['2026-12-18', 5, '2026-12-29'], ['2026-10-23', 2, '2026-10-27'],
];
for (const [from, count, day] of counted) {
  test(`${count} working days after ${from} is ${day}`, () => { assert.equal(addWorkingDays(from, count, closures), day); });
}

const example = join(import.meta.dirname, '../../demo/organisations/exempelkommun.yaml');
const text = readFileSync(example, 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'sprang-organisation-'));
after(() => { rmSync(folder, { recursive: true }); });
copyFileSync(join(import.meta.dirname, '../../demo/organisations/exempelkommun-karta.geojson'), join(folder, 'exempelkommun-karta.geojson'));
writeFileSync(join(folder, 'trasig.geojson'), 'karta');
writeFileSync(join(folder, 'tom.geojson'), '{"type":"FeatureCollection","features":[]}');

/** Reads the example with something in it changed. */
function readChanged(from: string | RegExp, to: string): void {
  assert.match(text, typeof from === 'string' ? new RegExp(from.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')) : from);
  const file = join(folder, 'ny.yaml');
  writeFileSync(file, text.replace(from, to));
  readOrganisation(file);
}

test('the example of an organisation can be read', () => { assert.equal(readOrganisation(example).organisation, 'exempelkommun'); });
test('its map is read with it', () => { assert.ok((readOrganisation(example).map?.features.length ?? 0) > 50); });

const line = text.split('\n').findIndex((one) => one.startsWith('kind:')) + 1;
const refused: readonly [what: string, from: string | RegExp, to: string, problem: RegExp][] = [
  ['broken YAML', /^kind: .*$/m, 'kind: [', /ny\.yaml:\d+/],
  ['a kind that is none, with its line', /^kind: .*$/m, 'kind: kingdom', new RegExp(`ny\\.yaml:${line} kind`)],
  ['hours that nobody has described', /(id: fardtjanst\b[\s\S]*?hours:) \w+/, '$1 never', /hours never/],
  ['a unit of an authority that is not there', /authority: tekniska-namnden/, 'authority: borta', /authority borta/],
  ['a role for a unit that is not there', /transportUnit: [\w-]+/, 'transportUnit: borta', /role transportUnit: unit borta/],
  ['a map that is not there', /^map: \S+/m, 'map: borta.geojson', /borta\.geojson: går inte att läsa/],
  ['a map that is not JSON', /^map: \S+/m, 'map: trasig.geojson', /trasig\.geojson: är inte JSON/],
  ['a map with nothing on it', /^map: \S+/m, 'map: tom.geojson', /map\.features/],
  ['a colour that is hard to see', /primary: '#\w+'/, "primary: '#ffee00'", /theme\.primary: ger för liten kontrast .*Använd #[0-9a-f]{6}/],
];
for (const [what, from, to, problem] of refused) {
  test(`a file with ${what} is refused`, () => {
    assert.throws(() => { readChanged(from, to); }, (error: unknown) => {
      assert.ok(error instanceof ConfigProblem, String(error));
      assert.match(error.message, problem);
      return true;
    });
  });
}

test('a file that is not there is refused with its path', () => {
  assert.throws(() => readOrganisation(join(folder, 'saknas.yaml')), { name: 'ConfigProblem', message: /saknas\.yaml: går inte att läsa \(ENOENT\)/ });
});
