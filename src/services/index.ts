/** The front door of `services`: definitions, publishing, journeys, drafts, signing, entry by staff. */
import { signatureTaker } from '../identity/index.ts';
import { bookables } from '../booking/index.ts';
import { waitable } from '../queue/index.ts';
import { fill, myPages, publicSearch, stashKeeper, type Room } from '../platform/index.ts';
import { myDrafts } from './my-pages.tsx';
import { personData, retention } from './personal.ts';
import { findableServices } from './public.ts';
import { residentRoutes, submissionSignature } from './resident-routes.tsx';
import { anonymousRoutes } from './anonymous/routes.tsx';
import { triageRoutes } from './triage/routes.tsx';
import { callbackRoutes } from './callback-routes.tsx';
import { paperRoutes } from './paper/routes.tsx';
import { staffRoutes } from './staff-routes.tsx';
import { keepStash } from './stash.ts';
import { waitableServices } from './waitable.ts';
import { bookableServices } from './times/bookables.ts';

export { mayActIn } from './acting.ts';
export { publish, unitFor, type Published, type PublishOptions } from './actions/publish.ts';
export { whatIsMissing } from './actions/publish.ts';
export { cancelVersion } from './publishing/cancel-version.ts';
export { paperOf } from './publishing/paper-of.ts';
export { filesOf } from './publishing/files.ts';
export { publishedVersions, type PublishedVersion } from './publishing/history.ts';
export { library } from './publishing/library.ts';
export { dropProposal, proposalById, propose, readSent, type ProposedVersion } from './publishing/proposals.ts';
export { areas, difference, type Area, type Change } from './publishing/difference.ts';
export { letterLanguages, passagesOf, withWords, type LetterLanguage, type NewWords, type Passage } from './publishing/letter-words.ts';
export { draftRules, draftsUnderWay, type DraftRule } from './publishing/newer.ts';
export { endStops, openService, stopService, stopsNow, type Stop, type StopWish } from './publishing/stop-service.ts';
export { submit, whatIsSigned, type Submitted, type SubmitWish } from './actions/submit.ts';
export { ownForm, type OwnForm } from './own-form.ts';
export { contextFor, lastTime, type LastTime } from './context.ts';
export { createDraft, draftsOf, draftKeptDays } from './drafts.ts';
export { Answer as SeenAnswer } from './pages/answer.tsx';
export { seenHash, seenOf, type Seen, type SeenRow, type SeenSection } from './seen.ts';
export { receiptOf, submitted, type Entry, type PaperEntry, type Received, type Submission, type Way } from './submission.ts';
export { Urgent, urgentCall, type UrgentCall } from './urgent.tsx';
export { servicesOfUnits } from './services-of-units.ts';
export { currentVersion, currentVersions, inLanguage, versionById, type InForce, type ServiceVersion, type Stopped } from './versions.ts';
export { workOnDraft, type OpenedDraft } from './work-on-draft.ts';
export * from './definition/index.ts';

export const services: Room = {
  name: 'services',
  routes: [...residentRoutes, ...anonymousRoutes, ...triageRoutes, ...paperRoutes, ...callbackRoutes, ...staffRoutes],
  fills: [
    fill(signatureTaker, submissionSignature), fill(stashKeeper, keepStash), fill(myPages, myDrafts),
    fill(publicSearch, findableServices), fill(bookables, bookableServices), fill(waitable, waitableServices)],
  personData,
  retention,
};
