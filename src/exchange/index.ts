/** The front door of `exchange`: what leaves for other systems and what they answer. */
import { fill, type House, type Room, type Uuid } from '../platform/index.ts';
import { smsTransport } from '../messages/index.ts';
import { populationRegister } from '../identity/index.ts';
import { outcomeReported } from '../booking/index.ts';
import { caseParts, caseSubmitted, decisionMade, goesWithCase } from '../cases/index.ts';
import { deliver, deliverDue } from './actions/deliver.ts';
import { handOverCase, handOverDecision, handOverPermit } from './actions/order-hand-over.ts';
import { fetchBenefits, fetchDueBenefits } from './actions/fetch-benefits.ts';
import { mailDecision, sendDueMails } from './actions/send-mail.ts';
import { connectedSms } from './channels/sms.ts';
import { orderReport, reportDue } from './actions/report-outcome.ts';
import { apiRoutes } from './api-routes.ts';
import { benefitParts, handOverParts, mailParts } from './parts.ts';
import { destroyWithCase, personData, retention } from './personal.ts';
import { benefitsRegister } from './model/benefits.ts';
import { connectedBenefits } from './registers/benefits.ts';
import { populationRegisterOf } from './registers/population.ts';
import { benefitRoutes } from './staff/benefits-routes.tsx';
import { connectionRoutes } from './staff/connection-routes.tsx';
import { deliveryRoutes } from './staff/delivery-routes.tsx';
import { laboratoryRoutes } from './staff/laboratory-routes.tsx';
import { reportRoutes } from './staff/report-routes.tsx';
import { targetRoutes } from './staff/target-routes.tsx';

export { deliver, deliverDue } from './actions/deliver.ts';
export { reportDue } from './actions/report-outcome.ts';
export { outcomeReportSchema, type OutcomeReportContent } from './model/outcome-report.ts';
export { packageSchema, type PackageContent } from './model/package.ts';
export { fetchBenefits, fetchDueBenefits } from './actions/fetch-benefits.ts';
export { benefitsRegister, type SourceAnswer } from './model/benefits.ts';
export { mailDecision, sendDueMails } from './actions/send-mail.ts';
export { checkMessage, signMessage } from './model/webhook.ts';
export { forgetConnection } from './registers/population.ts';
export { setConnection, type ConnectionSettings } from './store/connections.ts';
export { setLaboratory, type Laboratory } from './store/laboratories.ts';
export { setTarget, type Target, type TargetSecret } from './store/targets.ts';
export { statusMessage } from './actions/take-status.ts';

export const exchange: Room = {
  name: 'exchange',
  routes: [...apiRoutes, ...reportRoutes, ...deliveryRoutes, ...targetRoutes, ...laboratoryRoutes, ...connectionRoutes, ...benefitRoutes],
  fills: [
    fill(decisionMade, handOverDecision), fill(caseSubmitted, handOverCase), fill(caseParts, handOverParts), fill(caseParts, mailParts), fill(caseParts, benefitParts), fill(goesWithCase, destroyWithCase),
    fill(populationRegister, populationRegisterOf), fill(benefitsRegister, connectedBenefits), fill(smsTransport, connectedSms), fill(outcomeReported, orderReport),
  ],
  events: {
    'exchange.deliveryOrdered': (house: House, { tenant, ids }) => deliver(house, tenant, ids['delivery']!), 'cases.decided': mailDecision,
    'cases.permitReturned': handOverPermit, 'cases.permitSettled': handOverPermit,
    'exchange.benefitsAsked': (house: House, { tenant, ids }) => fetchBenefits(house, tenant, ids['question']!),
  },
  jobs: [
    { name: 'exchange-benefits', cron: '* * * * *', run: (house: House, tenant: Uuid) => fetchDueBenefits(house, tenant) },
    { name: 'exchange-mail', cron: '*/2 * * * *', run: (house: House, tenant: Uuid) => sendDueMails(house, tenant) },
    { name: 'exchange-report', cron: '* * * * *', run: (house: House, tenant: Uuid) => reportDue(house, tenant) },
    { name: 'exchange-deliver', cron: '* * * * *', run: (house: House, tenant: Uuid) => deliverDue(house, tenant) },
  ],
  personData,
  retention,
};
