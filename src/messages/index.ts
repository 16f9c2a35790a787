/** The front door of `messages`: conversations about cases, and neutral notices by e-mail. */
import { fill, myPages, type Room } from '../platform/index.ts';
import { send, sendWaiting } from './actions/send.ts';
import { coverCallbacks } from './callbacks/actions.ts';
import { callbackPart, callbackRoutes } from './callbacks/resident-routes.tsx';
import { callbackStaffRoutes } from './callbacks/staff-routes.tsx';
import { personData, retention } from './personal.ts';
import { contactPart, routes } from './routes.tsx';
import { smsToFile, smsTransport } from './sms.ts';
import { sendByMail, transport } from './transport.ts';

export { destroyConversation } from './actions/destroy.ts';
export { hasDigitalWay } from './actions/send.ts';
export { notify, occasionOf, type Notice } from './actions/notify.ts';
export { markRead, readConversation, unreadCount, type Reader, type ReadMessage } from './actions/read-conversation.ts';
export { longestMessage, recorded, writeMessage, type Holder, type NewMessage, type Written } from './actions/write-message.ts';
export { takeReport } from './actions/take-report.ts';
export { askForCallback } from './callbacks/actions.ts';
export { callbackPage, takeCallbackWish, type CallbackDoor } from './callbacks/resident-routes.tsx';
export { type CallbackCopy } from './callbacks/store.ts';
export { type NoticeKind } from './model.ts';
export { smsTransport, type SmsTransport, type TextMessage } from './sms.ts';
export { partyIn } from './slots.ts';
export { transport, type Mail, type Transport } from './transport.ts';

export const messages: Room = {
  name: 'messages',
  routes: [...routes, ...callbackRoutes, ...callbackStaffRoutes],
  fills: [fill(transport, sendByMail), fill(smsTransport, smsToFile), fill(myPages, contactPart), fill(myPages, callbackPart)],
  events: {
    'messages.dispatchAsked': (house, { tenant, ids }) => send(house, tenant, ids['dispatch']!),
    'identity.personCovered': async (house, { tenant, ids }) => { await house.db.system(tenant, 'cover', (tx) => coverCallbacks(tx, ids['person']!)); },
  },
  jobs: [{ name: 'messages-send-waiting', cron: '*/5 * * * *', run: sendWaiting }],
  personData,
  retention,
};
