import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lacking, mustHear, overall, readDraft, readMoney, type MainDecision } from './decision-draft.ts';

const main: MainDecision = {
  type: 'permit', per: 'item', outcomes: ['granted', 'partly', 'refused'], valid: ['until', 'further'], conditions: [{ id: 'area', sv: 'Område', type: 'text' }],
  items: [{ id: 'travel', sv: 'Färdtjänst' }, { id: 'companion', sv: 'Ledsagare' }],
  reasons: [{ id: 'met', for: ['granted'], sv: 'Ja därför.' }, { id: 'notMet', for: ['refused'], items: ['travel'], sv: 'Nej därför.' }],
};
const names = new Map([['travel', 'Färdtjänst']]);
const read = (fields: Record<string, string | string[]>) => readDraft(fields, main, ['travel']);

for (const [typed, expected] of [['1 234,50', 123_450], ['1234 kr', 123_400], ['0', 0], ['12,345', undefined], ['-5', undefined], ['', undefined], ['tio', undefined]] as const) {
  test(`"${typed}" is ${expected ?? 'no'} öre`, () => assert.equal(readMoney(typed), expected));
}

for (const [outcomes, expected] of [
  [['granted', 'granted'], 'granted'], [['granted', 'refused'], 'partly'], [['refused', 'refused'], 'refused'], [['partly'], 'partly'],
] as const) {
  test(`${outcomes.join(' and ')} is ${expected} in all`, () => assert.equal(overall(outcomes.map((outcome) => ({ outcome }))), expected));
}

test('hearing is demanded by what the definition says goes against the person', () => {
  assert.equal(mustHear({ before: 'against', within: 'P14D' }, 'partly'), true);
  assert.equal(mustHear({ before: 'refusal', within: 'P14D' }, 'partly'), false);
  assert.equal(mustHear({ before: 'refusal', within: 'P14D' }, 'refused'), true);
  assert.equal(mustHear(undefined, 'refused'), false);
});

test('a draft keeps what is typed and drops reasons and outcomes that do not exist', () => {
  const draft = read({ 'travel.outcome': 'maybe', 'travel.reasons': ['met', 'invented'], 'travel.from': '2026-12-01', 'travel.condition.area': 'Kommunen' });
  assert.deepEqual(draft.items, [{ item: 'travel', reasons: ['met'], validFrom: '2026-12-01', further: false, text: '', conditions: { area: 'Kommunen' } }]);
});

const whole = { 'travel.outcome': 'granted', 'travel.reasons': 'met', 'travel.from': '2026-12-01', 'travel.further': '1' };
for (const [name, change, field] of [
  ['no outcome', { 'travel.outcome': '' }, 'travel.outcome'],
  ['no reason', { 'travel.reasons': '' }, 'travel.reasons'],
  ['a reason of another outcome', { 'travel.reasons': ['met', 'notMet'] }, 'travel.reasons'],
  ['no first day', { 'travel.from': '' }, 'travel.from'],
  ['neither an end nor until further notice', { 'travel.further': '' }, 'travel.until'],
  ['an end before the beginning', { 'travel.further': '', 'travel.until': '2026-11-30' }, 'travel.until'],
] as const) {
  test(`cannot be decided with ${name}`, () => {
    assert.deepEqual(lacking(read({ ...whole, ...change } as Record<string, string>), main, names).map((one) => one.name), [field]);
  });
}

test('a whole draft lacks nothing, and a refusal needs no days', () => {
  assert.deepEqual(lacking(read(whole), main, names), []);
  assert.deepEqual(lacking(read({ 'travel.outcome': 'refused', 'travel.reasons': 'notMet' }), main, names), []);
});
