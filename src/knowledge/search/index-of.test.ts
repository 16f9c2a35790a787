import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { readFileSync } from 'node:fs';
import type { Findable } from '../../platform/index.ts';
import { indexOf } from './index-of.ts';
import { formsOf } from './words.ts';

const catalogue = join(import.meta.dirname, '../../../catalogue');

interface Told { name: string; summary: string; path: string; keywords: string[]; start: { who: string; time: string; decided: string } }

function service(folder: string): Findable {
  const told = parse(readFileSync(join(catalogue, folder, 'service.yaml'), 'utf8')) as Told;
  return { kind: 'service', path: told.path, title: told.name, summary: told.summary, keywords: told.keywords, text: Object.values(told.start).join(' ') };
}

const page = (path: string, title: string, text: string, keywords: string[] = []): Findable => ({ kind: 'page', path, title, summary: text, keywords, text });
const findables: Findable[] = [
  service('fardtjanst'), service('ekonomiskt-bistand-manad'),
  page('bibliotek', 'Bibliotek', 'Låna böcker, tidningar och filmer. Öppettider för biblioteken.'),
  page('atervinning', 'Sopor och återvinning', 'Lämna glas, papper och grovsopor på återvinningscentralen.'),
  page('kris', 'Vid en kris', 'Så får du information när något allvarligt har hänt.'),
  page('god-man', 'God man och förvaltare', 'Hjälp för den som inte själv kan sköta sin ekonomi.'),
  { kind: 'unit', path: 'kontakt', title: 'Färdtjänstenheten', summary: '031-390 06 40', keywords: [], text: 'Tekniska huset' },
];
const synonyms = [
  ['färdtjänst', 'taxi för gamla', 'pensionärstaxi'], ['ekonomiskt bistånd', 'existensminimum', 'pengar till hyran', 'bistånd'],
  ['sopor', 'skräp', 'avfall', 'soptipp', 'tippen'],
];
const find = indexOf(findables, synonyms, 'sv');

const transport = 'fardtjanst';
const aid = 'ekonomiskt-bistand-ny-manad';
const expected: readonly [string, string][] = [
  ['färdtjänst', transport], ['FÄRDTJÄNSTEN', transport], ['fardtjanst', transport], ['färgtjänst', transport], ['färdtjäsnt', transport],
  ['fertjänst', transport], ['färdtj', transport], ['färdtjänstkort', transport], ['svårt åka buss', transport], ['svårt att åka buss', transport],
  ['jag har svårt att gå och behöver åka taxi', transport], ['taxi för gamla', transport], ['taxi åt gammal', transport], ['rullstol', transport],
  ['rullstolar', transport], ['rulstol', transport], ['min mamma kan inte åka buss', transport], ['ledsagare', transport], ['sjuktaxi', transport],
  ['pengar hyra', aid], ['pengar till hyran', aid], ['socialbidrag', aid], ['socialbidraget', aid], ['social bidrag', aid], ['soc', aid],
  ['bistånd', aid], ['bistand', aid], ['biståndd', aid], ['försörjningstöd', aid], ['forsorjningsstod', aid], ['existensminimum', aid],
  ['har inga pengar till mat', aid], ['socialtjänsten', aid],
  ['böcker', 'bibliotek'], ['låna bok', 'bibliotek'], ['biblotek', 'bibliotek'], ['soptipp', 'atervinning'], ['skräp', 'atervinning'],
  ['atervinning', 'atervinning'], ['återvinnig', 'atervinning'], ['krisinformation', 'kris'], ['god man', 'god-man'],
];
for (const [query, first] of expected) {
  test(`”${query}” finds ${first} first`, () => { assert.equal(find(query)[0]?.path, first); });
}

test('what is not here is not found, however much else there is', () => {
  for (const nothing of ['xyzzy', '???', '', 'kvantfysik']) assert.deepEqual(find(nothing), []);
});

test('a service comes before the unit that has its name', () => {
  const kinds = find('färdtjänst').map(({ kind }) => kind);
  assert.equal(kinds[0], 'service');
  assert.ok(kinds.includes('unit'));
});

test('a word spelt right meets its like before one that only looks the same without signs', () => {
  const signs = indexOf([page('far', 'Far', 'Far'), page('får', 'Får', 'Får')], [], 'sv');
  assert.deepEqual([signs('får')[0]?.path, signs('far')[0]?.path], ['får', 'far']);
  assert.deepEqual(formsOf('Färdtjänsten'.toLowerCase(), 'sv'), ['färdtjänst', '~fardtjanst']);
});
