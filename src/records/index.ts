/** The front door of `records`: the journal for staff and public, release of records, retention plans, the archive. */
import { caseParts, delegatedElsewhere, goesWithCase, readElsewhere } from '../cases/index.ts';
import { fill, publicSearch, type Room } from '../platform/index.ts';
import { ownForm } from '../services/index.ts';
import { forgetCase } from './actions/forget-case.ts';
import { mailLink } from './actions/hand-out.ts';
import { mailFee } from './actions/tell-fee.ts';
import { personData, retention } from './personal.ts';
import { feeRoutes as publicFeeRoutes } from './public/fee-routes.tsx';
import { findableJournal, journalRoute } from './public/journal-route.tsx';
import { requestRoutes } from './public/request-routes.tsx';
import { archiveKeyRoutes } from './staff/archive-key-routes.tsx';
import { archiveRoutes } from './staff/archive-routes.tsx';
import { exceptionRoutes } from './staff/exception-routes.tsx';
import { feeRoutes } from './staff/fee-routes.tsx';
import { itemRoutes } from './staff/item-routes.tsx';
import { journalRoutes } from './staff/journal-routes.tsx';
import { releasePart } from './staff/parts.tsx';
import { planRoutes } from './staff/plan-routes.tsx';
import { recordRoutes } from './staff/record-routes.tsx';
import { releaseListRoutes } from './staff/release-list-routes.tsx';
import { releaseRoutes } from './staff/release-routes.tsx';
import { retentionRoutes } from './staff/retention-routes.tsx';
import { refusalsTold, tellRefusals } from './store/refusals.ts';

export { receiveRequest } from './actions/receive-request.ts';

export const records: Room = {
  name: 'records',
  routes: [journalRoute, ...requestRoutes, ...publicFeeRoutes, ...journalRoutes, ...recordRoutes, ...releaseListRoutes, ...itemRoutes, ...releaseRoutes, ...feeRoutes,
    ...retentionRoutes, ...planRoutes, ...exceptionRoutes, ...archiveRoutes, ...archiveKeyRoutes],
  fills: [fill(goesWithCase, forgetCase), fill(publicSearch, findableJournal), fill(caseParts, releasePart), fill(readElsewhere, { 'records.recordRead': 'Läste om en handling i registret', 'records.secrecyMarked': 'Ändrade en sekretessmarkering' }), fill(ownForm, { id: 'release', href: '/diarium/begar-ut', staffHref: '/handlaggning/register/utlamnande/ny' }), fill(delegatedElsewhere, { list: refusalsTold, tell: tellRefusals })],
  events: { 'records.handedOut': (house, { tenant, ids }) => mailLink(house, tenant, ids['handout']!), 'records.feeTold': (house, { tenant, ids }) => mailFee(house, tenant, ids['fee']!) },
  personData,
  retention,
};
