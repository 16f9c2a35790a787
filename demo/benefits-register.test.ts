import assert from 'node:assert/strict';
import { test } from 'node:test';
import { benefitsRegister } from '../src/exchange/index.ts';
import { Slots, asUuid, type House } from '../src/platform/index.ts';
import { demoPerson } from './people.ts';
import { demoRegisters } from './registers.ts';

const [find] = new Slots(demoRegisters()).all(benefitsRegister);
const register = await find!({} as House, asUuid('00000000-0000-7000-8000-000000000000'));
const ask = (alias: string, from: string, until: string) => register!.ask({ number: demoPerson(alias)!.personalIdentityNumber!, from, until, reference: 'prov' });

test('the demonstration says that its register of benefits is simulated', () => {
  assert.equal(register!.simulated, true);
});

test('what is paid is told month by month within the period that is asked about, over the turn of a year too', async () => {
  const answer = await ask('david', '2026-11-21', '2027-01-23');
  const days = answer.flatMap(({ benefits }) => benefits.map(({ name, paidDay }) => `${paidDay} ${name}`)).sort();
  assert.deepEqual(days, ['2026-11-24 Arbetslöshetsersättning', '2026-12-12 Skatteåterbäring', '2026-12-20 Barnbidrag', '2026-12-24 Arbetslöshetsersättning', '2027-01-12 Skatteåterbäring', '2027-01-20 Barnbidrag']);
});

test('one payer never answers, and of somebody it does not know it tells nothing', async () => {
  const answer = await ask('anna', '2026-11-01', '2026-11-30');
  assert.equal(answer.find(({ source }) => source === 'MV')?.state, 'noAnswer');
  assert.ok(answer.every(({ benefits }) => benefits.length === 0));
});
