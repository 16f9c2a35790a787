/** What parties see and do: composed into the room by `cases/index.ts`. */
import { signatureTaker } from '../../identity/index.ts';
import { partyIn, recorded } from '../../messages/index.ts';
import { fill, myPages, type EventHandler, type Filling, type Route } from '../../platform/index.ts';
import { partiesOfPerson } from '../personal.ts';
import { announceDecision } from '../actions/notification/announce.ts';
import { nameOthers } from '../actions/parties/name-others.ts';
import { caseSubmitted, decisionMade } from '../slots.ts';
import { boardRoutes } from './notification/board-routes.tsx';
import { byCodeRoutes } from './parties/by-code-routes.tsx';
import { callbackRoutes } from './case/callback-routes.tsx';
import { caseRoutes } from './case/case-routes.tsx';
import { conversationRoutes } from './case/conversation-routes.tsx';
import { decisionRoutes } from './decision/decision-routes.tsx';
import { residentEvents as partyEvents } from './case/events.ts';
import { myCases } from './case/my-pages.tsx';
import { otherEvents } from './parties/other-events.ts';
import { delayRoutes } from './clocks/delay-routes.tsx';
import { myOthers, otherRoutes, otherSignature } from './parties/other-routes.tsx';
import { permitRoutes } from './permit/permit-routes.tsx';
import { readLogRoutes } from './case/read-log-routes.tsx';
import { registerMessage } from './application/recorded.ts';
import { requestRoutes } from './inquiry/request-routes.tsx';
import { wholeFileRoutes } from './case/whole-file-routes.ts';

export const residentRoutes: readonly Route[] = [
  ...caseRoutes, ...callbackRoutes, ...conversationRoutes, ...requestRoutes, ...decisionRoutes, ...permitRoutes, ...delayRoutes, ...wholeFileRoutes, ...readLogRoutes, ...otherRoutes, ...byCodeRoutes, ...boardRoutes,
];
export const residentFills: readonly Filling[] = [
  fill(recorded, registerMessage), fill(partyIn, partiesOfPerson), fill(myPages, myCases), fill(myPages, myOthers), fill(signatureTaker, otherSignature), fill(caseSubmitted, nameOthers),
  fill(decisionMade, announceDecision),
];

/** What is done after commit for those who apply, then for those who do not. */
export const residentEvents: Readonly<Record<string, EventHandler>> = Object.fromEntries(
  [...new Set([...Object.keys(partyEvents), ...Object.keys(otherEvents)])].map((name): [string, EventHandler] => [name, async (house, event) => {
    await partyEvents[name]?.(house, event);
    await otherEvents[name]?.(house, event);
  }]),
);
