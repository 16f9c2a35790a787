import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCondition, type Condition } from './condition.ts';

const of = (variable: string, ...path: string[]) => ({ variable, path });
const table: readonly [source: string, condition: Condition][] = [
  ['%other = true', { kind: 'compare', of: of('other'), operator: '=', value: true }],
  ['%other', { kind: 'compare', of: of('other'), operator: '=', value: true }],
  ["%rent.code = 'unpaid' or %rent.code = 'partly'", { kind: 'or', parts: [
    { kind: 'compare', of: of('rent'), operator: '=', value: 'unpaid' }, { kind: 'compare', of: of('rent'), operator: '=', value: 'partly' }] }],
  ["%hinder.code contains 'walk'", { kind: 'compare', of: of('hinder'), operator: 'contains', value: 'walk' }],
  ["'walk' in %hinder.code", { kind: 'compare', of: of('hinder'), operator: 'contains', value: 'walk' }],
  ["(%varies.code contains 'same').not() and %varies.exists()", { kind: 'and', parts: [
    { kind: 'not', part: { kind: 'compare', of: of('varies'), operator: 'contains', value: 'same' } }, { kind: 'answered', of: of('varies'), negated: false }] }],
  ["%kind.code in ('a' | 'b')", { kind: 'or', parts: [
    { kind: 'compare', of: of('kind'), operator: '=', value: 'a' }, { kind: 'compare', of: of('kind'), operator: '=', value: 'b' }] }],
  ['%mail.empty()', { kind: 'answered', of: of('mail'), negated: true }],
  ['%applicant.age < 18', { kind: 'compare', of: of('applicant', 'age'), operator: '<', value: 18 }],
  ['18 > %applicant.age', { kind: 'compare', of: of('applicant', 'age'), operator: '<', value: 18 }],
  ['%applicant.municipality != %organisation.code', { kind: 'same', of: of('applicant', 'municipality'), with: of('organisation'), negated: true }],
  ["%row.kind.code = 'other'", { kind: 'compare', of: of('row', 'kind'), operator: '=', value: 'other' }],
  ['%row.born.age(%asked.start) < 7', { kind: 'unknown', reads: [of('row', 'born'), of('asked', 'start')] }],
  ['not fhirpath at all (', { kind: 'unknown', reads: [] }],
];

for (const [source, condition] of table) {
  test(`read for paper: ${source}`, () => { assert.deepEqual(readCondition(source), condition); });
}
