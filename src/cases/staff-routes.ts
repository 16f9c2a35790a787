import { absenceRoutes } from './staff/absence-routes.tsx';
import { afterRoutes } from './staff/after-routes.tsx';
import { agendaRoutes } from './staff/agenda-routes.tsx';
import { assignRoutes } from './staff/assign-routes.tsx';
import { clockRoutes } from './staff/clock-routes.tsx';
import { confirmationRoutes } from './staff/confirmation-routes.tsx';
import { correctionRoutes } from './staff/correction-routes.tsx';
import { decisionRoutes } from './staff/decision-routes.tsx';
import { delegatedRoutes } from './staff/delegated-routes.tsx';
import { distributionRoutes } from './staff/distribution-routes.tsx';
import { documentRoutes } from './staff/document-routes.tsx';
import { handlingRoutes } from './staff/handling-routes.tsx';
import { inquiryRoutes } from './staff/inquiry-routes.tsx';
import { managerRoutes } from './staff/manager-routes.tsx';
import { matterRoutes } from './staff/matter-routes.tsx';
import { meetingRoutes } from './staff/meeting-routes.tsx';
import { outcomeRoutes } from './staff/outcome-routes.tsx';
import { overviewRoutes } from './staff/overview-routes.tsx';
import { automationRoutes } from './staff/automation-routes.tsx';
import { leaveRoutes } from './staff/leave-routes.tsx';
import { boardStaffRoutes } from './staff/board-routes.tsx';
import { servingRoutes } from './staff/serving-routes.tsx';
import { otherRoutes } from './staff/other-routes.tsx';
import { partiesRoutes } from './staff/parties-routes.tsx';
import { permitRoutes } from './staff/permit-routes.tsx';
import { receiptLetterRoutes } from './staff/receipt-letter-routes.tsx';
import { requestRoutes } from './staff/request-routes.tsx';
import { phoneNoteRoutes } from './staff/phone-note-routes.tsx';
import { phraseRoutes } from './staff/phrase-routes.tsx';
import { sideBySideRoutes } from './staff/side-by-side-routes.tsx';
import { stepsRoutes } from './staff/steps-routes.tsx';
import { savedListRoutes } from './staff/saved-list-routes.tsx';
import { severalRoutes } from './staff/several-routes.tsx';
import { searchRoutes } from './staff/search-routes.tsx';
import { taskListRoutes } from './staff/task-list-routes.tsx';
import { timelineRoutes } from './staff/timeline-routes.tsx';
import { toManagerRoutes } from './staff/to-manager-routes.tsx';
import { workListRoutes } from './staff/work-list-routes.tsx';

/** Everything staff do with cases, in the order of the work. */
export const staffRoutes = [
  ...workListRoutes, ...severalRoutes, ...savedListRoutes, ...phraseRoutes, ...phoneNoteRoutes, ...sideBySideRoutes, ...taskListRoutes, ...distributionRoutes, ...absenceRoutes, ...clockRoutes, ...searchRoutes, ...overviewRoutes, ...timelineRoutes, ...documentRoutes, ...assignRoutes,
  ...partiesRoutes, ...otherRoutes, ...leaveRoutes, ...servingRoutes, ...boardStaffRoutes, ...requestRoutes, ...inquiryRoutes, ...decisionRoutes, ...agendaRoutes, ...meetingRoutes, ...delegatedRoutes, ...matterRoutes, ...correctionRoutes, ...confirmationRoutes, ...toManagerRoutes, ...permitRoutes, ...handlingRoutes, ...receiptLetterRoutes, ...afterRoutes, ...outcomeRoutes, ...managerRoutes, ...stepsRoutes, ...automationRoutes,
];
