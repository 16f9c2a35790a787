import { makeLane } from '../../src/queue/index.ts';
import type { Scenario } from './scenario.ts';
import { inTown } from './town.ts';

/** Everyone comes in the same minute: the place of each is kept, the page behind is untouched, and nothing goes down. */
export const doorCrowd: Scenario = {
  happened: 'Massachusetts, February 2021: from 1,000 to 70,000 visits a minute; the site was down for two hours, and the telephone with it',
  play: () => inTown(async ({ house, town, get, post, id }) => {
    const words = { sv: { name: 'Vaccination', text: '' } };
    await house.db.system(town.id, 'scenario', (tx) => makeLane(tx, { slug: 'vaccin', words, kind: 'always', guards: '/tjanster/fardtjanst/borja', perMinute: 30 }));
    const visit = () => get('/tjanster/fardtjanst/borja');
    await get('/ko/vaccin/status');
    const before = await visit();
    const people = 3_000;
    let other = 0;
    const tickets = new Set<string>();
    const one = async () => {
      const [front, joined] = [await get('/ko/vaccin/status'), await post('/ko/vaccin/plats', { id: id() })];
      if (front.status !== 200 || joined.status !== 303) other += 1;
      else tickets.add(joined.location!);
    };
    const start = process.cpuUsage();
    let left = people;
    await Promise.all(Array.from({ length: 64 }, async () => { while (left-- > 0) await one(); }));
    const used = process.cpuUsage(start);
    const seconds = (used.user + used.system) / 1e6;
    const perMinute = Math.round(people * 2 * 60 / seconds);
    const after = await visit();
    return [
      { must: 'the guarded page leads to the lane', saw: `${before.status} ${before.location}`, held: before.location === '/ko/vaccin' && after.location === '/ko/vaccin' },
      { must: 'everyone is answered, and has a place of their own', saw: `${people} people, ${tickets.size} places, ${other} answered otherwise`, held: other === 0 && tickets.size === people },
      { must: 'at the rate of then, 70,000 a minute, on two cores', saw: `${perMinute.toLocaleString('en')} a minute of CPU of one process, the load included`, held: 2 * perMinute >= 70_000 },
    ];
  }),
};
