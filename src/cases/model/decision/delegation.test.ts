import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asUuid } from '../../../platform/index.ts';
import { mayDecide, type DelegationWish } from './delegation.ts';

const id = (n: number) => asUuid(`00000000-0000-7000-8000-00000000000${n}`);
const [authority, transport, children, officers, managers] = [id(1), id(2), id(3), id(4), id(5)];
const wish: DelegationWish = {
  rules: [{ point: '5.3', decisions: ['permit'], reported: true }, { point: '5.4', decisions: ['revocation'], reported: true }],
  order: [
    { id: officers, authorityId: authority, point: '5.3', text: '', roles: ['officer', 'manager'], unitIds: [transport], reported: true, limitOre: 1_000_000, fourEyes: true },
    { id: managers, authorityId: authority, point: '5.4', text: '', roles: ['manager'], unitIds: [], reported: true, limitOre: null, fourEyes: false },
  ],
  decision: 'permit', outcomes: ['granted'], amountOre: 0, caseUnit: transport, who: { roles: ['officer'], unitIds: [transport] },
};

const refused: [string, Partial<DelegationWish>, RegExp][] = [
  ['another role is told which roles may', { decision: 'revocation' }, /5\.4 är delegerad till chef\. Du är handläggare/],
  ['a case of a unit that the point does not name', { caseUnit: children, who: { roles: ['officer'], unitIds: [children] } }, /gäller inte den enhet/],
  ['someone of another unit', { who: { roles: ['officer'], unitIds: [children] } }, /annan enhet än din/],
  ['more money than the point goes to', { amountOre: 1_000_001 }, /upp till 10\u00a0000 kronor/],
  ['a point that the authority has not delegated', { order: [] }, /finns inte i nämndens delegationsordning/],
  ['a kind of decision that the service has no point for', { decision: 'recovery' }, /nämnden/],
];

test('an officer decides by the point of the service, in their unit, within its limit', () => {
  assert.deepEqual(mayDecide(wish), { ok: true, id: officers, point: '5.3', reported: true, fourEyes: true });
  assert.deepEqual(mayDecide({ ...wish, amountOre: 1_000_000 }), { ok: true, id: officers, point: '5.3', reported: true, fourEyes: true });
});

test('a point for only some outcomes does not cover the others', () => {
  const rules = [{ ...wish.rules[0]!, outcomes: ['granted' as const] }];
  assert.equal(mayDecide({ ...wish, rules }).ok, true);
  assert.equal(mayDecide({ ...wish, rules, outcomes: ['granted', 'refused'] }).ok, false);
});

for (const [name, change, why] of refused) {
  test(`refused: ${name}`, () => {
    const result = mayDecide({ ...wish, ...change });
    assert.ok(!result.ok);
    assert.match(result.why.join(' '), why);
  });
}
