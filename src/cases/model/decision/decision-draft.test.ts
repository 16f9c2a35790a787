import assert from 'node:assert/strict';
import { test } from 'node:test';
import { givesLess, lacking, mustHear, overall, readDraft, readMoney } from './decision-draft.ts';
import type { DecisionRule } from './decision-rule.ts';

const main: DecisionRule = {
  id: 'permit', main: 'permit', type: 'permit', per: 'item', outcomes: ['granted', 'partly', 'refused'], valid: ['until', 'further'], conditions: [{ id: 'area', sv: 'Område', type: 'text' }],
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

const items = (...outcomes: ('granted' | 'partly' | 'refused' | undefined)[]) => ({
  items: outcomes.map((outcome, index) => ({ item: `i${index}`, reasons: [], further: false, conditions: {}, text: '', ...(outcome && { outcome }) })),
});
for (const [name, before, draft, rule, expected] of [
  ['a part refused, where anything against is heard', 'against', items('partly'), {}, true],
  ['a part refused, where only a refusal is', 'refusal', items('partly'), {}, false],
  ['a refusal', 'refusal', items('refused'), {}, true],
  ['a refusal of a service that hears nobody', undefined, items('refused'), {}, false],
  ['nothing chosen yet', 'against', items(undefined, undefined), {}, false],
  ['one granted and one not chosen yet', 'against', items('granted', undefined), {}, false],
  ['a revocation, whatever the service says', undefined, items('granted'), { against: true }, true],
  ['a permit that is kept', 'against', items('refused'), { against: true }, false],
] as const) {
  test(`${name} is ${expected ? '' : 'not '}heard first`, () => assert.equal(mustHear(before && { before, within: 'P14D' }, draft, rule), expected));
}

const old = { key: 'i0', outcome: 'partly', amountOre: 50_000, validUntil: '2027-12-31', further: false } as const;
for (const [name, change, expected] of [
  ['a better outcome', { outcome: 'granted' }, false], ['a worse outcome', { outcome: 'refused' }, true], ['less money', { outcome: 'partly', amountOre: 40_000 }, true],
  ['more money for longer', { outcome: 'partly', amountOre: 60_000, validUntil: '2028-12-31' }, false], ['a shorter time', { outcome: 'partly', amountOre: 50_000, validUntil: '2027-06-30' }, true],
  ['until further notice', { outcome: 'partly', amountOre: 50_000, further: true }, false], ['what is left as it was', { outcome: 'refused', left: true }, false],
] as const) {
  test(`${name} ${expected ? 'is less' : 'is no less'} than before`, () => assert.equal(givesLess({ items: [{ ...items('partly').items[0]!, ...change }] }, [old]), expected));
}

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

test('what is given in kind needs neither days nor an amount, where money does', () => {
  const part: DecisionRule = { ...main, per: 'part', valid: ['until'], items: [{ id: 'travel', sv: 'Trapphiss', inKind: true }, { id: 'companion', sv: 'Dusch' }] };
  const drafts = readDraft({ 'travel.outcome': 'granted', 'travel.reasons': 'met', 'companion.outcome': 'granted', 'companion.reasons': 'met' }, part, ['travel', 'companion']);
  assert.deepEqual(lacking(drafts, part, names).map(({ name }) => name), ['companion.from', 'companion.until', 'companion.amount']);
});
