import type { Job } from '../platform/index.ts';
import { looksOf } from './looks.ts';

/** A lane opens and moves on also when nobody looks. */
export const jobs: readonly Job[] = [
  { name: 'moveLanes', cron: '* * * * *', run: async (house, tenant) => { await looksOf(house).of(tenant); } },
];
