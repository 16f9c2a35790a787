import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDemoCase } from '../../demo/cases/read-case.ts';
import { serve, testHouse } from '../../test/support/index.ts';
import { cases } from '../cases/index.ts';
import { apply, hire, makeTown, meet, signedInStaff } from '../cases/testing.ts';
import { decides } from '../cases/testing-decisions.ts';
import { identity } from '../identity/index.ts';
import { messages } from '../messages/index.ts';
import { organisation } from '../organisation/index.ts';
import { closePdf, type Uuid } from '../platform/index.ts';
import { services } from '../services/index.ts';
import { payments } from './index.ts';

const house = await testHouse({ rooms: [organisation, identity, messages, services, cases, payments], now: new Date('2026-11-20T09:00:00Z') });
house.atEnd(async () => { closePdf(); });
const server = await serve(house);
const base = '/handlaggning/utbetalningar';

test('what is paid by the cost that is shown waits for it, goes to the one who did the work, and is never more than was decided', async () => {
  const town = await makeTown(house, ['bostadsanpassning']);
  const anna = await meet(house, town, 'Anna', 'Sjölind', '194401152204');
  const here = { authority: 'tekniska-namnden', unit: 'bostadsanpassning' };
  const mikael = await signedInStaff(house, server, town, await hire(house, town, 'Mikael', { ...here, roles: ['officer'] }));
  const kassa = await signedInStaff(house, server, town, await hire(house, town, 'Kasper', { authority: 'tekniska-namnden', roles: ['economy'] }));
  const demo = readDemoCase('bostadsanpassning-anna', '2026-11-20');
  const { caseId } = await apply(house, town, anna, demo.answers, demo.service);
  const at = `/handlaggning/arenden/${caseId}`;
  await mikael.post(`${at}/ta`, { bias: 'no' });
  const row = (id: string, outcome: string, reason: string, amount: string) => ({
    [`adaptation_${id}.outcome`]: outcome, [`adaptation_${id}.reasons`]: reason, [`adaptation_${id}.amount`]: amount, [`adaptation_${id}.from`]: '2026-11-20',
    [`adaptation_${id}.until`]: '2027-11-20', [`adaptation_${id}.text`]: '',
  });
  await decides(mikael, at, 'grant', { ...row('r1', 'granted', 'necessary', '64 800'), ...row('r2', 'granted', 'necessary', '4 200'), ...row('r3', 'refused', 'notNecessary', '0') }, { unnecessary: 'Parten har själv lämnat allt.' });
  const order = async () => (await house.asOwner<{ id: Uuid; line: string; state: string; lacks: string | null; amount_ore: number }>('select id, line, state, lacks, amount_ore from payments.pay_order where case_id = $1', [caseId]));
  const [held, ...others] = await order();
  assert.deepEqual([held!.line, held!.state, held!.lacks, held!.amount_ore, others.length], ['other0', 'held', 'report', 6_900_000, 0]);
  const facts = { name: 'Exempelstads Rör AB', way: 'bankgiro', giro: '991-2346', reference: '' };
  const tooMuch = await kassa.post(`${base}/${held!.id}/uppgifter`, { ...facts, shown: '69 000,01' });
  assert.equal(tooMuch.status, 422);
  assert.match(tooMuch.text, /högst 69/);
  assert.equal((await order())[0]!.state, 'held');
  assert.equal((await kassa.post(`${base}/${held!.id}/uppgifter`, { ...facts, shown: '61 250,50' })).status, 303);
  const [made] = await order();
  assert.deepEqual([made!.state, made!.lacks, made!.amount_ore], ['made', null, 6_125_050]);
});
