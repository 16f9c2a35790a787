import { asUuid, swedishDay, type DomainEvent, type House, type Job, type Tx } from '../platform/index.ts';
import { askWaiting } from './actions/ask-waiting.ts';
import { inBatches } from './actions/in-batches.ts';
import { lapseOffers, offerFreed } from './actions/offer.ts';
import { makeLetters } from './actions/make-letters.ts';
import { makeComingTimes } from './actions/open-times.ts';
import { notToldOfRecall, tellRecalled } from './actions/recall-batch.ts';
import { remind } from './actions/remind.ts';
import { tellCalls } from './actions/tell-calls.ts';
import { sweepWithdrawn, withdraw } from './actions/withdraw.ts';
import { endPassedWaiting } from './store/waiting.ts';

export const jobs: readonly Job[] = [
  { name: 'booking-remind', cron: '*/10 * * * *', run: async (house, tenant) => { await remind(house, tenant); } },
  batches('booking-offers', '* * * * *', lapseOffers),
  batches('booking-ask', '* * * * *', askWaiting),
  { name: 'booking-withdrawn', cron: '* * * * *', run: sweepWithdrawn },
  job('booking-waiting', '10 1 * * *', (tx) => endPassedWaiting(tx, swedishDay(tx.now))),
  { name: 'booking-letters', cron: '0 5 * * *', run: async (house, tenant) => { await makeLetters(house, tenant); } },
  { name: 'booking-times', cron: '15 1 * * *', run: async (house, tenant) => { await makeComingTimes(house, tenant); } },
  job('booking-calls', '0 8 * * *', tellCalls),
];

function job(name: string, cron: string, action: (tx: Tx) => Promise<unknown>): Job {
  return { name, cron, run: async (house, tenant) => { await house.db.system(tenant, name, action); } };
}

function batches(name: string, cron: string, step: (tx: Tx) => Promise<number>): Job {
  return { name, cron, run: async (house, tenant) => { await inBatches(house, tenant, name, step); } };
}

/** A time has become free: the one whose turn it is, is asked. */
export async function timeFreed(house: House, { tenant, ids }: DomainEvent): Promise<void> {
  await house.db.system(tenant, 'booking', (tx) => offerFreed(tx, { booking: asUuid(ids['booking']!), slot: asUuid(ids['slot']!) }));
}

/** There are more times: those who wait are asked first. */
export async function timesAdded(house: House, { tenant }: DomainEvent): Promise<void> {
  await inBatches(house, tenant, 'booking', askWaiting);
}

/** Times have been withdrawn: those who have them are moved or told. */
export async function timesWithdrawn(house: House, { tenant, ids }: DomainEvent): Promise<void> {
  await inBatches(house, tenant, 'booking', (tx) => withdraw(tx, asUuid(ids['withdrawal']!)));
}

/** A batch has been recalled: those who got of it are told. */
export async function batchRecalled(house: House, { tenant, ids }: DomainEvent): Promise<void> {
  await inBatches(house, tenant, 'booking', (tx) => tellRecalled(house, tx, asUuid(ids['recall']!)));
}

/** A message did not arrive. */
export async function notReached(house: House, { tenant, ids }: DomainEvent): Promise<void> {
  await house.db.system(tenant, 'not-reached', (tx) => notToldOfRecall(tx, asUuid(ids['dispatch']!)));
}
