/** The front door of `payments`: orders to pay, files to the bank and their receipts, fees, what is claimed back. */
import { fill, type Room } from '../platform/index.ts';
import { caseParts, decisionMade, decisionSetAside, feeElsewhere, goesWithCase, partyParts } from '../cases/index.ts';
import { chargeElsewhere } from './actions/charge-elsewhere.ts';
import { coverCase } from './actions/cover-case.ts';
import { makeCharge } from './actions/make-charge.ts';
import { orderPayment, stopSetAside } from './actions/order-payment.ts';
import { paymentParts } from './parts.ts';
import { paymentsForParty } from './party-part.tsx';
import { destroyWithCase, personData, retention } from './personal.ts';
import { staffRoutes } from './staff-routes.ts';

export { fillInOrder } from './actions/fill-in-order.ts';
export { ordersOfCase } from './store/orders.ts';
export { paySettings, savePaySettings, type PaySettings } from './store/settings.ts';

export const payments: Room = {
  name: 'payments',
  routes: staffRoutes,
  fills: [fill(decisionMade, orderPayment), fill(decisionSetAside, stopSetAside), fill(decisionMade, makeCharge), fill(feeElsewhere, chargeElsewhere), fill(caseParts, paymentParts), fill(partyParts, paymentsForParty), fill(goesWithCase, destroyWithCase)],
  events: { 'cases.covered': async (house, { tenant, ids }) => { await house.db.system(tenant, 'cover', (tx) => coverCase(tx, ids['case']!)); } },
  personData,
  retention,
};
