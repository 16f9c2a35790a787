/** The front door of `cases`: from submission through inquiry and decisions to appeal and destruction; the register. */
import { fill, type Room } from '../platform/index.ts';
import { lastTime, receiptOf, submitted } from '../services/index.ts';
import { lastTimeOf } from './actions/last-time.ts';
import { receiptLetterOf } from './actions/receipt-letter.ts';
import { submit } from './actions/submit.ts';
import { events } from './events.ts';
import { jobs } from './jobs.ts';
import { personData, retention } from './personal.ts';
import { residentFills, residentRoutes } from './resident/index.ts';
import { staffRoutes } from './staff-routes.ts';

export { answerRequest } from './actions/answer-request.ts';
export { appeal } from './actions/appeal.ts';
export { assignCase } from './actions/assign.ts';
export { decide } from './actions/decide.ts';
export { addNote } from './actions/note.ts';
export { openCase, type OpenedCase } from './actions/open-case.ts';
export { inquiryContext, type InquiryBasis } from './actions/inquiry-context.ts';
export { issueCode, type IssuedCode } from './actions/issue-code.ts';
export { openDecision } from './actions/open-decision.ts';
export { planDecision } from './actions/propose-decision.ts';
export { addOther } from './actions/add-other.ts';
export { inviteOther } from './actions/invite-other.ts';
export { postNotice } from './actions/announce.ts';
export { currentItem, keepStatement, placeOnMeeting, proposedStatement } from './actions/write-statement.ts';
export { planMeeting } from './store/meetings.ts';
export { findOther } from './store/other-parties.ts';
export { ask, type RequestWish } from './actions/request.ts';
export { startOwnPart } from './actions/start-own-part.ts';
export { caseNumber, readCaseNumber } from './model/case-number.ts';
export { caseParts, caseSubmitted, decisionMade, decisionSetAside, delegatedElsewhere, goesWithCase, partyParts, type CasePart } from './slots.ts';
export { comingDestruction, monthOf, mostPreviewed, type ComingCase } from './actions/coming-destruction.ts';
export { destroyDue } from './actions/destroy-due.ts';
export { lawReference } from './model/law-reference.ts';
export { planFor, shortened, type PlanLine, type PlanLines } from './model/retention.ts';
export { signedCopy } from './resident/copy.ts';
export { entryWords } from './staff/words.ts';
export { noteExported, noteReceived, toArchive } from './store/archived.ts';
export { destroyedIn, destructionRuns, type Destroyed, type DestructionRun } from './store/destructions.ts';
export type { DelegatedDecision } from './store/follow-up.ts';
export { hold, liftHold, openHolds, type Hold } from './store/holds.ts';
export { letterHead, renderLetter } from './actions/letter.ts';
export { register as registerRecord } from './store/records.ts';
export { linesOfCase, markRecord, registerLine, registerLines, type RegisterLine } from './store/register-lines.ts';
export { addRetentionPlan, decideSample, planOn, researchSample, retentionPlans, type ResearchSample, type RetentionPlan } from './store/retention-plans.ts';
export { casesByIds, casesByNumber, findCase, hasCases, type CaseFile } from './store/case-file.ts';
export { decisionsOf, type Decision, type DecisionContent } from './store/decisions.ts';
export { partiesOfPerson } from './personal.ts';
export { partiesOf, partyFacts, type Party, type PartyFacts } from './store/parties.ts';
export { addEntry, entriesOf, type Entry, type EntryKind } from './store/entries.ts';
export { inquiryOf, saveInquiry, type DecisionDraft } from './store/inquiries.ts';
export { permitsOf, type Permit } from './store/permits.ts';
export { noteSentDigitally, notificationsOf } from './store/notifications.ts';
export { requestsOf } from './store/requests.ts';
export { submissionsOf, type StoredSubmission } from './store/submissions.ts';
export { addTask, endTask } from './store/tasks.ts';

export const cases: Room = {
  name: 'cases',
  routes: [...staffRoutes, ...residentRoutes],
  fills: [fill(submitted, submit), fill(lastTime, lastTimeOf), fill(receiptOf, receiptLetterOf), ...residentFills],
  events,
  jobs,
  personData,
  retention,
};
