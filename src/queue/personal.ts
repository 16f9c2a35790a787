import type { PersonData, Retention } from '../platform/index.ts';
import { placeIdOf } from './actions/join.ts';
import { forgetOld } from './actions/forget.ts';
import { listLanes } from './store/lanes.ts';
import { knownSecrets } from './store/lane-keys.ts';
import { numbersOf } from './store/places.ts';

export const personData: PersonData = {
  columns: ['queue.lane.secrets_cipher', 'queue.list.peaks', 'queue.place.contact_cipher'],
  async export(tx, person) {
    const places: { lane: string; number: number }[] = [];
    for (const lane of (await listLanes(tx)).filter(({ signIn }) => signIn)) {
      const { person: key } = await knownSecrets(tx, lane.id);
      for (const number of (await numbersOf(tx, lane.id, [0, 1, 2, 3].map((again) => placeIdOf(key, person, again)))).values()) places.push({ lane: lane.slug, number: number + 1 });
    }
    return { places };
  },
  erase: async () => ({ erased: 0, kept: [] }),
};

export const retention: Retention = {
  tables: {
    'queue.lane': 'two years after it ended: what was promised and drawn; its key goes with the places',
    'queue.list': 'with its lane',
    'queue.inlet': 'with its lane',
    'queue.place': '90 days after the lane ended, so that a draw can be recounted; a caller\'s number when they have been called, or a week after the lane ended',
    'queue.called': 'with the places',
    'queue.turn': 'with the places',
    'queue.step': 'with its lane',
  },
  run: forgetOld,
};
