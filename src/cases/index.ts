/** The front door of `cases`: from submission through inquiry and decisions to appeal and destruction; the register. */
import { fill, type Room } from '../platform/index.ts';
import { lastTime, receiptOf, submitted } from '../services/index.ts';
import { lastTimeOf } from './actions/application/last-time.ts';
import { receiptLetterOf } from './actions/application/receipt-letter.ts';
import { submit } from './actions/application/submit.ts';
import { events } from './events.ts';
import { jobs } from './jobs.ts';
import { personData, retention } from './personal.ts';
import { residentFills, residentRoutes } from './resident/index.ts';
import { staffRoutes } from './staff-routes.ts';

export { answerRequest } from './actions/inquiry/answer-request.ts';
export { appeal } from './actions/appeal/appeal.ts';
export { assignCase } from './actions/case/assign.ts';
export { decide } from './actions/decision/decide.ts';
export { addNote } from './actions/case/note.ts';
export { openCase, type OpenedCase } from './actions/case/open-case.ts';
export { inquiryContext, type InquiryBasis } from './actions/inquiry/inquiry-context.ts';
export { issueCode, type IssuedCode } from './actions/parties/issue-code.ts';
export { openDecision } from './actions/decision/open-decision.ts';
export { planDecision } from './actions/decision/propose-decision.ts';
export { addOther } from './actions/parties/add-other.ts';
export { inviteOther } from './actions/parties/invite-other.ts';
export { postNotice } from './actions/notification/announce.ts';
export { currentItem, keepStatement, placeOnMeeting, proposedStatement } from './actions/authority/write-statement.ts';
export { planMeeting } from './store/authority/meetings.ts';
export { findOther } from './store/parties/other-parties.ts';
export { ask, type RequestWish } from './actions/inquiry/request.ts';
export { startOwnPart } from './actions/application/start-own-part.ts';
export { caseNumber, readCaseNumber } from './model/case/case-number.ts';
export { caseParts, caseSubmitted, decisionMade, decisionSetAside, delegatedElsewhere, feeElsewhere, goesWithCase, partyParts, readElsewhere, type CasePart, type FeeElsewhere } from './slots.ts';
export { comingDestruction, monthOf, mostPreviewed, type ComingCase } from './actions/register/coming-destruction.ts';
export { destroyDue } from './actions/register/destroy-due.ts';
export { lawReference } from './model/decision/law-reference.ts';
export { planFor, shortened, type PlanLine, type PlanLines } from './model/register/retention.ts';
export { signedCopy } from './resident/application/copy.ts';
export { entryWords } from './staff/words.ts';
export { noteExported, noteReceived, toArchive } from './store/case/archived.ts';
export { destroyedByYear, destroyedIn, destructionRuns, type Destroyed, type DestroyedInYear, type DestructionRun } from './store/register/destructions.ts';
export type { DelegatedDecision } from './store/officers/follow-up.ts';
export { hold, liftHold, openHolds, type Hold } from './store/register/holds.ts';
export { letterHead, renderLetter } from './actions/decision/letter.ts';
export { register as registerRecord } from './store/register/records.ts';
export { linesOfCase, markRecord, registerLine, registerLines, type RegisterLine } from './store/register/register-lines.ts';
export { addRetentionPlan, decideSample, planOn, researchSample, retentionPlans, type ResearchSample, type RetentionPlan } from './store/register/retention-plans.ts';
export { casesByIds, casesByNumber, findCase, hasCases, type CaseFile } from './store/case/case-file.ts';
export { undecidedCases } from './store/case/undecided.ts';
export { caseInUnits } from './store/case/in-units.ts';
export { decisionsOf, type Decision, type DecisionContent } from './store/decision/decisions.ts';
export { partiesOfPerson } from './personal.ts';
export { partiesOf, partyFacts, type Party, type PartyFacts } from './store/parties/parties.ts';
export { addEntry, entriesOf, type Entry, type EntryKind } from './store/case/entries.ts';
export { inquiryOf, saveInquiry, type DecisionDraft } from './store/inquiry/inquiries.ts';
export { findPermit, permitsOf, type Permit } from './store/permit/permits.ts';
export { noteSentDigitally, notificationsOf } from './store/notification/notifications.ts';
export { requestsOf } from './store/inquiry/requests.ts';
export { submissionsOf, type StoredSubmission } from './store/application/submissions.ts';
export { addTask, endTask } from './store/clocks/tasks.ts';

export const cases: Room = {
  name: 'cases',
  routes: [...staffRoutes, ...residentRoutes],
  fills: [fill(submitted, submit), fill(lastTime, lastTimeOf), fill(receiptOf, receiptLetterOf), ...residentFills],
  events,
  jobs,
  personData,
  retention,
};
