import { addOther, addTask, findOther, inviteOther, keepStatement, placeOnMeeting, planDecision, planMeeting, postNotice, proposedStatement, currentItem } from '../../src/cases/index.ts';
import { setTarget } from '../../src/exchange/index.ts';
import { meetPerson, type Person } from '../../src/identity/index.ts';
import { askForCallback } from '../../src/messages/index.ts';
import { listAuthorities, listUnits } from '../../src/organisation/index.ts';
import { addDays, formatDate, swedishDay, type House, type Uuid } from '../../src/platform/index.ts';
import { fillInOrder, ordersOfCase } from '../../src/payments/index.ts';
import { receiveRequest } from '../../src/records/index.ts';
import { currentVersions } from '../../src/services/index.ts';
import { readDemoCase } from '../cases/read-case.ts';
import { inventedPeople } from '../invented-people.ts';
import { apply } from './apply.ts';
import { daysAgo, inThePast } from './in-the-past.ts';
import { meet } from './last-month.ts';
import { asStaff, inCase } from './officers.ts';
import { inquire, take } from './officer-steps.ts';
import { inquiries, refused, transport } from './plots.ts';

/**
 * What lies around the cases of a new demonstration, so that no page of the house is empty: a meeting with an item, a task, a notice, a request
 * for records, somebody to call, a neighbour who is asked, a payment to attest, a fault that is reported, a system to hand over to. Everything is invented.
 * @param aid the case of last month's aid, whose payment to the landlord waits for an account
 * @returns how many cases were made
 */
export async function aroundTheCases(house: House, tenant: Uuid, aid: Uuid): Promise<number> {
  const published = new Set((await house.db.system(tenant, 'demo', currentVersions)).map(({ service }) => service));
  let made = 0;
  if (published.has('transportService')) {
    await meetingWithItem(house, tenant);
    made += 1;
  }
  if (published.has('buildingPermit')) {
    await neighbourAsked(house, tenant);
    made += 1;
  }
  if (published.has('faultReport')) {
    await faultReported(house, tenant);
    made += 1;
  }
  await paymentToAttest(house, tenant, aid);
  await recordsAsked(house, tenant);
  await somebodyToCall(house, tenant);
  await receiverOfPermits(house, tenant);
  return made;
}

/** The next meeting of the technical committee: a refusal that the officer lets the committee say, told on the board; and a task by the side. */
async function meetingWithItem(house: House, tenant: Uuid): Promise<void> {
  const person = await inventedPerson(house, tenant, 21);
  const stage = { house, tenant, person, place: 21 };
  const caseId = await transport(stage, 16, refused);
  const at = (days: number) => ({ house: inThePast(house, daysAgo(house.clock.now(), days)), tenant, officer: 'karin', caseId });
  await take(at(15));
  await inquire(at(9), inquiries.refused);
  const day = await meetingDay(house, tenant);
  const meetingId = await asStaff(at(8).house, tenant, 'petra', async (tx, who) => {
    await postNotice(tx, {
      authorityId: who.authorityId!, kind: 'other', title: `Tekniska nämnden sammanträder ${formatDate(day, 'sv')}`, upDay: swedishDay(tx.now), downDay: addDays(day, 1),
      body: 'Sammanträdet är i Stadshuset klockan 13. Handlingarna finns att läsa hos registratorn. Demonstration: sammanträdet är påhittat.', appealUntil: null, postedBy: who.staffId,
    });
    return planMeeting(tx, who.authorityId!, { day, place: 'Stadshuset' }, who.staffId);
  });
  await inCase(at(7).house, tenant, 'karin', caseId, async (tx, who, opened) => {
    const plan = await planDecision(tx, opened);
    await keepStatement(tx, who, opened, plan, { statement: await proposedStatement(tx, who, opened, plan), hearingUnnecessary: true, unheardWhy: 'Sökanden har själv lämnat alla uppgifter som förslaget bygger på.' });
    const item = await currentItem(tx, caseId);
    const placed = item && await placeOnMeeting(tx, who, opened, plan, { item, meetingId });
    if (!placed?.ok) throw new Error(`the item of the demonstration was not placed: ${placed?.why ?? 'no statement'}`);
    await addTask(tx, opened.file, {
      key: 'hand:demonstration', role: 'officer', dueDay: addDays(swedishDay(house.clock.now()), 2), madeBy: who.staffId,
      what: 'Ring den sökande och berätta att nämnden tar upp ärendet.',
    });
  });
}

/** The day that the organisation's file says, as long as it is to come. */
async function meetingDay(house: House, tenant: Uuid): Promise<string> {
  const today = swedishDay(house.clock.now());
  const authority = (await house.db.system(tenant, 'demo', listAuthorities)).find(({ slug }) => slug === 'tekniska-namnden');
  const next = authority?.facts.nextMeeting;
  return next && next > today ? next : addDays(today, 21);
}

/** A building permit of somebody else, whose neighbour is asked by a letter with a code. */
async function neighbourAsked(house: House, tenant: Uuid): Promise<void> {
  const demo = readDemoCase('bygglov-david', swedishDay(daysAgo(house.clock.now(), 9)));
  const person = await inventedPerson(house, tenant, 22);
  const { givenName, familyName, address } = person.facts;
  const on = (days: number) => inThePast(house, daysAgo(house.clock.now(), days));
  const caseId = await apply(on(9), tenant, person, {
    service: demo.service, answers: {
      ...demo.answers, name: { confirmed: `${givenName} ${familyName}` }, estate: 'Exempelkommun Lärkan 12', estateAddress: 'Lärkvägen 12',
      ...(address && { address: { confirmed: { street: address.street, postalCode: address.postcode, city: address.city } } }),
    },
  });
  await take({ house: on(8), tenant, officer: demo.officer, caseId });
  await inCase(on(6), tenant, demo.officer, caseId, async (tx, who, opened) => {
    const id = await addOther({ house, tx }, who, opened, { kind: 'neighbours', facts: {
      name: 'Torborg Lärkner', address: { street: 'Lärkvägen 14', postcode: '999 04', city: 'Exempelstad' }, about: 'äger Exempelkommun Lärkan 13',
    } });
    const neighbour = id && await findOther(tx, id);
    const asked = neighbour && await inviteOther(tx, opened, neighbour, { text: '', letter: true, by: who.staffId });
    if (!asked?.ok) throw new Error(`the neighbour of the demonstration was not asked: ${asked?.message ?? 'the service has none'}`);
  });
}

/** The manager fills in the landlord's account; the economist, who did not, attests. */
async function paymentToAttest(house: House, tenant: Uuid, aid: Uuid): Promise<void> {
  await asStaff(inThePast(house, daysAgo(house.clock.now(), 1)), tenant, 'olga', async (tx, who) => {
    for (const { id } of (await ordersOfCase(tx, aid)).filter(({ lacks, state }) => state === 'held' && lacks === 'account')) {
      await fillInOrder(tx, who, id, { name: 'Exempelbostäder AB', account: { kind: 'bankgiro', number: '9912346' }, reference: '4711' });
    }
  });
}

async function faultReported(house: House, tenant: Uuid): Promise<void> {
  const david = await meet(house, tenant, 'david');
  await apply(inThePast(house, daysAgo(house.clock.now(), 1)), tenant, david, { service: 'faultReport', answers: {
    kind: 'road', danger: false, place: { description: 'Vid övergångsstället på Storgatan 4' }, description: 'Ett djupt hål i asfalten. Man måste cykla ut i gatan.', affects: false, wantsAnswer: false,
  } });
}

async function recordsAsked(house: House, tenant: Uuid): Promise<void> {
  const made = await inThePast(house, daysAgo(house.clock.now(), 1)).db.system(tenant, 'demo', async (tx) => {
    const authority = (await listAuthorities(tx)).find(({ slug }) => slug === 'tekniska-namnden');
    return authority && receiveRequest(tx, {
      authorityId: authority.id, way: 'web', delivery: 'collect', language: 'sv', contact: '', wanted: 'Alla beslut om färdtjänst från förra månaden, utan namn. (Påhittad begäran.)',
    });
  });
  if (!made) throw new Error('the request for records of the demonstration was not taken');
}

async function somebodyToCall(house: House, tenant: Uuid): Promise<void> {
  await inThePast(house, daysAgo(house.clock.now(), 0.1)).db.system(tenant, 'demo', async (tx) => {
    const unit = (await listUnits(tx)).find(({ slug }) => slug === 'fardtjanst')!;
    await askForCallback(tx, { unit: { id: unit.id, authorityId: unit.authorityId }, language: 'sv', wish: {
      name: 'Hjördis Tallstig', phone: '+46701740699', when: 'morning', about: 'Jag undrar om min ledsagare får åka med. (Påhittad.)', from: 'Färdtjänst',
    } });
  });
}

/** Nobody listens there: the address cannot exist. What is decided from now on waits to be sent, and the page of hand-overs says why. */
async function receiverOfPermits(house: House, tenant: Uuid): Promise<void> {
  await house.db.system(tenant, 'demo', (tx) => setTarget(tx, {
    name: 'bookingCentre', kind: 'webhook', title: 'Beställningscentralen (påhittad: ingen tar emot)', address: 'https://bestallningscentralen.example/mottagning',
  }, { shared: Buffer.from('demonstration, ingen hemlighet på riktigt').toString('base64') }));
}

function inventedPerson(house: House, tenant: Uuid, place: number): Promise<Person> {
  const { givenName, familyName, birthDate, personalIdentityNumber: number } = inventedPeople[place % inventedPeople.length]!;
  return meetPerson(house, tenant, { givenName, familyName, birthDate, number }, 'demo');
}
