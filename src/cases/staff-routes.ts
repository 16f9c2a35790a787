import { absenceRoutes } from './staff/officers/absence-routes.tsx';
import { afterRoutes } from './staff/appeal/after-routes.tsx';
import { agendaRoutes } from './staff/authority/agenda-routes.tsx';
import { assignRoutes } from './staff/case/assign-routes.tsx';
import { clockRoutes } from './staff/clocks/clock-routes.tsx';
import { confirmationRoutes } from './staff/decision/confirmation-routes.tsx';
import { correctionRoutes } from './staff/decision/correction-routes.tsx';
import { decisionRoutes } from './staff/decision/decision-routes.tsx';
import { delegatedRoutes } from './staff/decision/delegated-routes.tsx';
import { distributionRoutes } from './staff/officers/distribution-routes.tsx';
import { documentRoutes } from './staff/case/document-routes.tsx';
import { handlingRoutes } from './staff/case/handling-routes.tsx';
import { inquiryRoutes } from './staff/inquiry/inquiry-routes.tsx';
import { managerRoutes } from './staff/officers/manager-routes.tsx';
import { matterRoutes } from './staff/decision/matter-routes.tsx';
import { meetingRoutes } from './staff/authority/meeting-routes.tsx';
import { outcomeRoutes } from './staff/appeal/outcome-routes.tsx';
import { overviewRoutes } from './staff/case/overview-routes.tsx';
import { automationRoutes } from './staff/automation/automation-routes.tsx';
import { leaveRoutes } from './staff/case/leave-routes.tsx';
import { boardStaffRoutes } from './staff/notification/board-routes.tsx';
import { servingRoutes } from './staff/notification/serving-routes.tsx';
import { otherRoutes } from './staff/parties/other-routes.tsx';
import { partiesRoutes } from './staff/parties/parties-routes.tsx';
import { permitRoutes } from './staff/permit/permit-routes.tsx';
import { receiptLetterRoutes } from './staff/application/receipt-letter-routes.tsx';
import { replacementRoutes } from './staff/case/replacement-routes.tsx';
import { requestRoutes } from './staff/inquiry/request-routes.tsx';
import { phoneNoteRoutes } from './staff/case/phone-note-routes.tsx';
import { phraseRoutes } from './staff/decision/phrase-routes.tsx';
import { sideBySideRoutes } from './staff/inquiry/side-by-side-routes.tsx';
import { stepsRoutes } from './staff/officers/steps-routes.tsx';
import { savedListRoutes } from './staff/officers/saved-list-routes.tsx';
import { severalRoutes } from './staff/officers/several-routes.tsx';
import { searchRoutes } from './staff/case/search-routes.tsx';
import { taskListRoutes } from './staff/clocks/task-list-routes.tsx';
import { timelineRoutes } from './staff/case/timeline-routes.tsx';
import { toManagerRoutes } from './staff/decision/to-manager-routes.tsx';
import { workListRoutes } from './staff/officers/work-list-routes.tsx';

/** Everything staff do with cases, in the order of the work. */
export const staffRoutes = [
  ...workListRoutes, ...severalRoutes, ...savedListRoutes, ...phraseRoutes, ...phoneNoteRoutes, ...sideBySideRoutes, ...taskListRoutes, ...distributionRoutes, ...absenceRoutes, ...clockRoutes, ...searchRoutes, ...overviewRoutes, ...timelineRoutes, ...documentRoutes, ...replacementRoutes, ...assignRoutes,
  ...partiesRoutes, ...otherRoutes, ...leaveRoutes, ...servingRoutes, ...boardStaffRoutes, ...requestRoutes, ...inquiryRoutes, ...decisionRoutes, ...agendaRoutes, ...meetingRoutes, ...delegatedRoutes, ...matterRoutes, ...correctionRoutes, ...confirmationRoutes, ...toManagerRoutes, ...permitRoutes, ...handlingRoutes, ...receiptLetterRoutes, ...afterRoutes, ...outcomeRoutes, ...managerRoutes, ...stepsRoutes, ...automationRoutes,
];
