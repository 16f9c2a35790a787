import { addDays, asUuid, swedishDay, type DomainEvent, type House, type Job, type Uuid } from '../platform/index.ts';
import { tell } from './actions/confirm.ts';
import { lapseOffers, offerFreed } from './actions/offer.ts';
import { makeComingTimes } from './actions/open-times.ts';
import { remind } from './actions/remind.ts';
import { callsToTell, markTold } from './store/calls.ts';

/** Days before the window of a call opens that its person is told. */
const toldDaysBefore = 7;

export const jobs: readonly Job[] = [
  { name: 'booking-remind', cron: '*/10 * * * *', run: (house, tenant) => inTenant(house, tenant, 'booking-remind', (tx) => remind(tx)) },
  { name: 'booking-offers', cron: '* * * * *', run: (house, tenant) => inTenant(house, tenant, 'booking-offers', (tx) => lapseOffers(tx)) },
  { name: 'booking-times', cron: '15 1 * * *', run: (house, tenant) => inTenant(house, tenant, 'booking-times', (tx) => makeComingTimes(tx)) },
  {
    name: 'booking-calls', cron: '0 8 * * *',
    run: (house, tenant) => inTenant(house, tenant, 'booking-calls', async (tx) => {
      const calls = await callsToTell(tx, addDays(swedishDay(tx.now), toldDaysBefore), 1_000);
      for (const call of calls) {
        await tell(tx, call, `called/${call.id}`, 'reminder');
        await markTold(tx, call.id);
      }
      return calls.length;
    }),
  },
];

/** A time has become free: the one whose turn it is, is asked. */
export async function timeFreed(house: House, { tenant, ids }: DomainEvent): Promise<void> {
  await house.db.system(tenant, 'booking', (tx) => offerFreed(tx, { booking: asUuid(ids['booking']!), slot: asUuid(ids['slot']!) }));
}

async function inTenant(house: House, tenant: Uuid, name: string, work: Parameters<House['db']['system']>[2]): Promise<void> {
  await house.db.system(tenant, name, work);
}
