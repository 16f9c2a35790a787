import type { EventHandler } from '../../../platform/index.ts';
import { settleOthers } from '../../actions/parties/answer-other.ts';
import { invitePeople } from '../../actions/parties/name-others.ts';
import { endUnserved } from '../../actions/notification/serve-proof.ts';
import { tellOther } from '../../actions/parties/tell-others.ts';
import { notificationsOf } from '../../store/notification/notifications.ts';
import { othersOf } from '../../store/parties/other-parties.ts';

/** What happens after commit for those who do not apply but take part. Each bears being called twice. */
export const otherEvents: Readonly<Record<string, EventHandler>> = {
  'cases.submitted': (house, event) => invitePeople(house, event.tenant, event.ids['case']!),
  'cases.otherAsked': (house, event) => tellOther(house, event.tenant, { case: event.ids['case']!, other: event.ids['other']! }, 'invitation'),
  'cases.otherReminded': (house, event) => tellOther(house, event.tenant, { case: event.ids['case']!, other: event.ids['other']! }, 'reminder'),
  // Whoever answers sees nobody else's part: whether the case still waits is for the system to see.
  'cases.otherAnswered': (house, event) => house.db.system(event.tenant, 'other parties', (tx) => settleOthers(tx, event.ids['case']!)),
  // Whoever has got a decision need not be reminded of any more.
  'cases.decisionServed': (house, event) => house.db.system(event.tenant, 'served', async (tx) => {
    for (const { id, decisionId, servedAt } of await notificationsOf(tx, event.ids['case']!)) {
      if (servedAt && decisionId === event.ids['decision']) await endUnserved(tx, event.ids['case']!, id);
    }
  }),
  'cases.decided': async (house, event) => {
    const told = await house.db.system(event.tenant, 'other parties', async (tx) => {
      const mine = new Set((await notificationsOf(tx, event.ids['case']!)).filter(({ decisionId }) => decisionId === event.ids['decision']).map(({ partyId }) => partyId));
      return (await othersOf(tx, event.ids['case']!)).filter(({ id }) => mine.has(id));
    });
    for (const { id } of told) await tellOther(house, event.tenant, { case: event.ids['case']!, other: id }, 'decision');
  },
};
