/** The front door of `records`: the journal for staff and public, release of records, retention plans, the archive. */
import { goesWithCase } from '../cases/index.ts';
import { fill, type Room } from '../platform/index.ts';
import { personData, retention } from './personal.ts';
import { journalRoutes } from './staff/journal-routes.tsx';
import { recordRoutes } from './staff/record-routes.tsx';
import { forgetMarks } from './store/marks.ts';

export const records: Room = {
  name: 'records',
  routes: [...journalRoutes, ...recordRoutes],
  fills: [fill(goesWithCase, forgetMarks)],
  personData,
  retention,
};
