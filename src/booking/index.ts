/** The front door of `booking`: places, times and who has them; waiting lists, visits and what came of them. */
import { fill, myPages, publicSearch, type Room } from '../platform/index.ts';
import { batchRecalled, jobs, notReached, timeFreed, timesAdded, timesWithdrawn } from './jobs.ts';
import { personData, retention } from './personal.ts';
import { changeRoutes } from './resident/change-routes.tsx';
import { checkRoutes } from './resident/check-routes.tsx';
import { findableTimes, freeTimesRoutes } from './resident/free-times-routes.tsx';
import { holdRoutes } from './resident/hold-routes.tsx';
import { myTimes } from './resident/my-times-part.tsx';
import { myTimesRoutes } from './resident/my-times-routes.tsx';
import { offerRoutes } from './resident/offer-routes.tsx';
import { outcomeResidentRoutes } from './resident/outcome-routes.tsx';
import { readLogRoutes } from './resident/read-log-routes.tsx';
import { waitingCards, waitingRoutes } from './resident/waiting-routes.tsx';
import { answerRoutes } from './staff/answer-routes.tsx';
import { batchRoutes } from './staff/batch-routes.tsx';
import { bookRoutes } from './staff/book-routes.tsx';
import { bookingRoutes } from './staff/booking-routes.tsx';
import { closingRoutes } from './staff/closing-routes.tsx';
import { cutRoutes } from './staff/cut-routes.tsx';
import { dayRoutes } from './staff/day-routes.tsx';
import { elsewhereRoutes } from './staff/elsewhere-routes.tsx';
import { identityRoutes } from './staff/identity-routes.tsx';
import { letterRoutes } from './staff/letter-routes.tsx';
import { listRoutes } from './staff/list-routes.tsx';
import { meetingRoutes } from './staff/meeting-routes.tsx';
import { moveRoutes } from './staff/move-routes.tsx';
import { openingRoutes } from './staff/opening-routes.tsx';
import { placeRoutes } from './staff/place-routes.tsx';
import { outcomeRoutes } from './staff/outcome-routes.tsx';
import { seriesRoutes } from './staff/series-routes.tsx';
import { specialDayRoutes } from './staff/special-day-routes.tsx';
import { visitRoutes } from './staff/visit-routes.tsx';

export { bookFor, type BookForWish } from './actions/book-for.ts';
export { takeAnswers, type AnswersTaken } from './actions/take-answers.ts';
export { faultWords, type AnswerLine } from './model/answer-lines.ts';
export { openTimes } from './actions/open-times.ts';
export { timesLeft } from './actions/times-left.ts';
export { addPlace, addResource, hasPlaces } from './store/places.ts';
export { freeSlots } from './store/free.ts';
export { attachCase, confirmTime, timeHeldFor, timeOfDraft, type HeldTime } from './actions/time-of-draft.ts';
export { type Confirmed } from './actions/confirm.ts';
export { bookableNamed, bookables, outcomeReported, type Bookable, type Bookables, type Kind, type OutcomeField, type OutcomeReport, type OutcomeRule, type Stop, type VisitFacts } from './bookable.ts';

export const booking: Room = {
  name: 'booking',
  routes: [...freeTimesRoutes, ...holdRoutes, ...waitingRoutes, ...offerRoutes, ...outcomeResidentRoutes, ...readLogRoutes, ...checkRoutes, ...myTimesRoutes, ...changeRoutes, ...dayRoutes, ...bookingRoutes, ...moveRoutes, ...visitRoutes, ...bookRoutes, ...seriesRoutes,
    ...outcomeRoutes, ...identityRoutes, ...elsewhereRoutes, ...listRoutes, ...letterRoutes, ...openingRoutes, ...placeRoutes, ...meetingRoutes, ...closingRoutes, ...cutRoutes, ...specialDayRoutes, ...answerRoutes, ...batchRoutes],
  fills: [fill(myPages, myTimes), fill(myPages, (context) => waitingCards(context)), fill(publicSearch, findableTimes)],
  events: { 'booking.freed': timeFreed, 'booking.added': timesAdded, 'booking.withdrawn': timesWithdrawn, 'booking.recalled': batchRecalled, 'messages.notReached': notReached },
  jobs,
  personData,
  retention,
};
