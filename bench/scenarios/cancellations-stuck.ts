import { makeLane } from '../../src/queue/index.ts';
import type { Scenario } from './scenario.ts';
import { inTown } from './town.ts';

/** A lane full of those who book, and somebody who has a time and cannot come. */
export const cancellationsStuck: Scenario = {
  happened: 'Västmanland: 9,877 calls, 3,176 answered; those who wanted to give their time back stood behind those who wanted one',
  play: () => inTown(async ({ house, town, get, post, id }) => {
    await house.db.system(town.id, 'scenario', async (tx) => {
      const words = { sv: { name: 'Boka', text: '' } };
      await makeLane(tx, { slug: 'boka', words, kind: 'always', guards: '/boka/vaccination/tid', leadsTo: '/boka/vaccination', perMinute: 1 });
      await makeLane(tx, { slug: 'fortur', words, kind: 'always', purpose: 'medical', joinedBy: 'staff', guards: '/boka/vaccination/tid', leadsTo: '/boka/vaccination', perMinute: 600 });
    });
    for (let person = 0; person < 200; person++) await post('/ko/boka/plats', { id: id() });
    const booking = await get('/boka/vaccination/tid/00000000-0000-7000-8000-000000000000');
    const own = await get('/mina-sidor/tider');
    const priority = await post('/ko/fortur/plats', { id: id() });
    return [
      { must: 'who wants a time waits', saw: `${booking.status} ${booking.location}`, held: /^\/ko\/boka(#|$)/.test(booking.location ?? '') },
      { must: 'who has a time comes to it without waiting', saw: `${own.status} ${own.location}`, held: own.location?.startsWith('/logga-in') === true },
      { must: 'the lane for medical priority is joined by staff only', saw: `${priority.status} ${priority.location}`, held: priority.location === '/ko/fortur' },
    ];
  }),
};
