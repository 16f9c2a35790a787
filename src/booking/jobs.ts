import { asUuid, type DomainEvent, type House, type Job, type Tx } from '../platform/index.ts';
import { lapseOffers, offerFreed } from './actions/offer.ts';
import { makeComingTimes } from './actions/open-times.ts';
import { remind } from './actions/remind.ts';
import { tellCalls } from './actions/tell-calls.ts';

export const jobs: readonly Job[] = [
  job('booking-remind', '*/10 * * * *', remind),
  job('booking-offers', '* * * * *', lapseOffers),
  job('booking-times', '15 1 * * *', makeComingTimes),
  job('booking-calls', '0 8 * * *', tellCalls),
];

function job(name: string, cron: string, action: (tx: Tx) => Promise<unknown>): Job {
  return { name, cron, run: async (house, tenant) => { await house.db.system(tenant, name, action); } };
}

/** A time has become free: the one whose turn it is, is asked. */
export async function timeFreed(house: House, { tenant, ids }: DomainEvent): Promise<void> {
  await house.db.system(tenant, 'booking', (tx) => offerFreed(tx, { booking: asUuid(ids['booking']!), slot: asUuid(ids['slot']!) }));
}
