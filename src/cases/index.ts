/** The front door of `cases`: from submission through inquiry and decisions to appeal and destruction; the register. */
import { fill, type Room } from '../platform/index.ts';
import { lastTime, submitted } from '../services/index.ts';
import { lastTimeOf } from './actions/last-time.ts';
import { submit } from './actions/submit.ts';
import { personData, retention } from './personal.ts';
import { residentEvents, residentFills, residentRoutes } from './resident/index.ts';
import { staffRoutes } from './staff-routes.ts';

export { caseNumber, readCaseNumber } from './model/case-number.ts';
export { findCase, type CaseFile } from './store/case-file.ts';
export { partiesOf, partyFacts, type Party, type PartyFacts } from './store/parties.ts';
export { entriesOf, type Entry, type EntryKind } from './store/entries.ts';
export { submissionsOf, type StoredSubmission } from './store/submissions.ts';

export const cases: Room = {
  name: 'cases',
  routes: [...staffRoutes, ...residentRoutes],
  fills: [fill(submitted, submit), fill(lastTime, lastTimeOf), ...residentFills],
  events: residentEvents,
  personData,
  retention,
};
