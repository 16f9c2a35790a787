import { notify, readConversation, type NoticeKind } from '../../../messages/index.ts';
import type { DomainEvent, EventHandler, House, Tx, Uuid } from '../../../platform/index.ts';
import { appealsOf } from '../../store/appeal/appeals.ts';
import { findCase } from '../../store/case/case-file.ts';
import { notificationsOf } from '../../store/notification/notifications.ts';
import { partiesOf, type Party } from '../../store/parties/parties.ts';
import { requestsOf } from '../../store/inquiry/requests.ts';
import { submissionsOf } from '../../store/application/submissions.ts';
import { signedCopy } from '../application/copy.ts';

/** Tells parties of a case by e-mail that there is something on My pages. `occasion` makes the same event one notice. */
async function tell(
  house: House, event: DomainEvent, kind: NoticeKind, occasion: string, whom: (party: Party, tx: Tx) => boolean | Promise<boolean> = () => true,
): Promise<void> {
  await house.db.system(event.tenant, 'notices', async (tx) => {
    const file = await findCase(tx, event.ids['case']!);
    if (!file) return;
    const submissions = await submissionsOf(tx, file.id);
    for (const party of await partiesOf(tx, file.id)) {
      if (party.untilAt || !await whom(party, tx)) continue;
      await notify(tx, {
        personId: party.personId, kind, caseId: file.id, confidentiality: file.confidentiality, key: `${kind}/${occasion}/${party.id}`,
        // The language they used here; Swedish for who has not written anything yet.
        language: submissions.findLast(({ partyId }) => partyId === party.id)?.language ?? 'sv',
      });
    }
  });
}

/** Makes the signed copy at once, so that it is there when somebody asks. When it cannot be made now, the one who asks makes it. */
async function makeCopies(house: House, event: DomainEvent): Promise<void> {
  const submissions = await house.db.system(event.tenant, 'signed-copy', (tx) => submissionsOf(tx, event.ids['case']!));
  for (const { id, kind } of submissions) if (kind !== 'shared') await signedCopy(house, event.tenant, event.ids['case']!, id);
}

const toPerson = (event: DomainEvent) => (party: Party) => party.personId === event.ids['person'];

export const residentEvents: Readonly<Record<string, EventHandler>> = {
  'cases.submitted': async (house, event) => {
    await tell(house, event, 'received', event.ids['case']!, toPerson(event));
    await makeCopies(house, event);
  },
  'cases.ownPartSubmitted': async (house, event) => {
    await tell(house, event, 'received', `own/${event.ids['case']}`, toPerson(event));
    await makeCopies(house, event);
  },
  'cases.coApplicantInvited': (house, event) => tell(house, event, 'invitation', event.ids['case']!, toPerson(event)),
  'cases.requested': async (house, event) => {
    const request = await house.db.system(event.tenant, 'notices', async (tx) =>
      (await requestsOf(tx, event.ids['case']!)).find(({ id }) => id === event.ids['request']));
    if (request) await tell(house, event, request.kind, request.id);
  },
  'cases.appealPassedOn': (house, event) => tell(house, event, 'appeal', event.ids['appeal']!, async (party, tx) =>
    (await appealsOf(tx, event.ids['case']!)).some(({ id, partyId }) => id === event.ids['appeal'] && partyId === party.id)),
  'cases.courtDecided': (house, event) => tell(house, event, 'appeal', `court/${event.id}`, async (party, tx) =>
    (await appealsOf(tx, event.ids['case']!)).some(({ id, partyId }) => id === event.ids['appeal'] && partyId === party.id)),
  'cases.permitReminded': (house, event) => tell(house, event, 'reminder', event.ids['permit']!, ({ id }) => id === event.ids['party']),
  'cases.decided': (house, event) => tell(house, event, 'decision', event.ids['decision']!, async (party, tx) =>
    (await notificationsOf(tx, event.ids['case']!)).some(({ partyId, decisionId }) => partyId === party.id && decisionId === event.ids['decision'])),
  'cases.handled': (house, event) => tell(house, event, 'message', `handled/${event.ids['case']}`),
  'messages.written': async (house, event) => {
    // Only what the authority wrote: nobody is told by e-mail of what they wrote themselves.
    await tell(house, event, 'message', event.ids['message']!, (party, tx) => isTo(tx, event.ids['message']!, event.ids['case']!, party));
  },
};

async function isTo(tx: Tx, message: Uuid, caseId: Uuid, party: Party): Promise<boolean> {
  const found = (await readConversation(tx, caseId, { kind: 'resident', id: party.personId })).find(({ id }) => id === message);
  return found?.authorKind === 'staff' && (found.personId === null || found.personId === party.personId);
}
