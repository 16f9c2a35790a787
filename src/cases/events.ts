import { addDays, swedishDay, type DomainEvent, type EventHandler, type House } from '../platform/index.ts';
import { grantAutomatically } from './actions/automation/grant-automatically.ts';
import { coverPerson } from './actions/parties/cover-person.ts';
import { keepSeeds } from './actions/automation/keep-seeds.ts';
import { residentEvents } from './resident/index.ts';
import { findCase } from './store/case/case-file.ts';
import { addTask } from './store/clocks/tasks.ts';

/** Days within which a person looks at an automatic decision that somebody has asked about. */
const daysToLook = 3;

/** A case that has become complete may be granted by a rule, where one is switched on. */
async function tryRule(house: House, event: DomainEvent): Promise<void> {
  await house.db.system(event.tenant, 'automatic-grant', (tx) => grantAutomatically(tx, event.ids['case']!));
}

/** Somebody wants a person to look: a task for the officer, or for the manager of the unit while nobody has the case. */
async function letPersonLook(house: House, event: DomainEvent): Promise<void> {
  await house.db.system(event.tenant, 'person-asked', async (tx) => {
    const file = await findCase(tx, event.ids['case']!);
    if (!file) return;
    await addTask(tx, file, {
      key: `person:${event.ids['decision']}`, role: 'officer', dueDay: addDays(swedishDay(event.at), daysToLook),
      what: 'Parten vill att en människa granskar det automatiska beslutet. Gå igenom det och hör av dig. Ändra beslutet om det är fel.',
    });
  });
}

function inOrder(...handlers: readonly (EventHandler | undefined)[]): EventHandler {
  return async (house, event) => { for (const handle of handlers) await handle?.(house, event); };
}

/** Days within which somebody is reached in another way. */
const daysToReach = 1;

/** A notice that matters did not arrive, and there was no other way to send it: a letter or a call is for the officer. */
async function reachOtherwise(house: House, event: DomainEvent): Promise<void> {
  await house.db.system(event.tenant, 'not-reached', async (tx) => {
    const file = event.ids['case'] && await findCase(tx, event.ids['case']);
    if (!file || file.closedAt) return;
    await addTask(tx, file, {
      key: `notReached:${event.ids['dispatch']}`, role: 'officer', dueDay: addDays(swedishDay(event.at), daysToReach),
      what: 'En part har inte nåtts: aviseringen kom inte fram. Kontrollera e-postadress och telefonnummer. Skicka det som brev, eller ring. På Mina sidor finns det som vanligt.',
    });
  });
}

/** What cases do after commit: what residents are told, and what follows by rule. A rule comes first, so that a decision waits for no e-mail. */
export const events: Readonly<Record<string, EventHandler>> = {
  ...residentEvents,
  'cases.submitted': inOrder(tryRule, residentEvents['cases.submitted']),
  'cases.ownPartSubmitted': inOrder(tryRule, residentEvents['cases.ownPartSubmitted']),
  'cases.personAsked': letPersonLook,
  'messages.notReached': reachOtherwise,
  // However it became known, at a sign-in or from the register: their cases are covered at once.
  'identity.personCovered': async (house, event) => { await house.db.system(event.tenant, 'cover', (tx) => coverPerson(tx, event.ids['person']!)); },
  // The seed is promised at once: what comes before it cannot be drawn, and is for a person.
  'cases.automationOn': async (house, event) => { await house.db.system(event.tenant, 'draw-seeds', keepSeeds); },
};
