import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Answers } from '../../src/forms/index.ts';
import type { Person } from '../../src/identity/index.ts';
import { addDays, swedishDay, type House, type Uuid } from '../../src/platform/index.ts';
import { readDemoCase } from '../cases/read-case.ts';
import { apply } from './apply.ts';
import { daysAgo, inThePast } from './in-the-past.ts';
import { askCompletion, askHearing, decideAs, inquire, phoneNote, take } from './officer-steps.ts';
import { answerAll, appealDecision, readDecision, write } from './resident-steps.ts';

/** What a plot is played with. `place` counts the cases, so that no two are alike. */
export interface Stage {
  house: House;
  tenant: Uuid;
  person: Person;
  place: number;
}

/** How far a case has come, in the order that a small demonstration takes them. */
export const plots: readonly ((stage: Stage) => Promise<Uuid>)[] = [
  newTransport(1), asked, granted, beingInquired('karin', 9), newAid, answered, refusedAndAppealed, newTransport(4), written, aidBeingInquired,
  beingInquired('lars', 26), late,
];

interface Applications {
  common: Answers;
  applications: readonly Answers[];
  inquiries: Readonly<Record<'granted' | 'refused', Answers>>;
}
const { common, applications, inquiries: told } = parse(readFileSync(join(import.meta.dirname, 'applications.yaml'), 'utf8')) as Applications;
/** What officers find out, by how it ends. */
export const inquiries = told;
/** The last of the applications is the one that is refused. */
export const refused = applications.at(-1)!;

function newTransport(days: number) {
  return (stage: Stage) => transport(stage, days);
}

function beingInquired(officer: 'karin' | 'lars', days: number) {
  return async (stage: Stage) => {
    const caseId = await transport(stage, days);
    await take({ ...on(stage, days - 1), officer, caseId });
    await phoneNote({ ...on(stage, days - 2), officer, caseId }, 'Talade med den sökande om hur det går att resa på vintern. Uppgifterna stämmer med ansökan.');
    await inquire({ ...on(stage, days - 2), officer, caseId }, pick(inquiries.granted, ['talkHow', 'talkDay', 'talkNotes', 'evidenceText']));
    return caseId;
  };
}

async function asked(stage: Stage): Promise<Uuid> {
  const caseId = await transport(stage, 12);
  await take({ ...on(stage, 11), officer: 'karin', caseId });
  await askCompletion({ ...on(stage, 10), officer: 'karin', caseId }, dueIn(stage, 5));
  return caseId;
}

async function answered(stage: Stage): Promise<Uuid> {
  const caseId = await asked(stage);
  await answerAll(on(stage, 1).house, stage.tenant, stage.person, caseId,
    'Jag har fått en tid hos läkaren på måndag och skickar intyget sedan. Jag kommer ut genom porten, men inte längre än till bänken.');
  return caseId;
}

async function written(stage: Stage): Promise<Uuid> {
  const caseId = await transport(stage, 8);
  await take({ ...on(stage, 6), officer: 'lars', caseId });
  await write(on(stage, 1).house, stage.tenant, stage.person, caseId, 'Hej! Jag kommer hem från sjukhuset på fredag. Vet ni när jag kan få veta något?');
  return caseId;
}

async function late(stage: Stage): Promise<Uuid> {
  const caseId = await transport(stage, 36);
  await take({ ...on(stage, 30), officer: 'karin', caseId });
  return caseId;
}

async function granted(stage: Stage): Promise<Uuid> {
  const caseId = await transport(stage, 47);
  await take({ ...on(stage, 45), officer: 'karin', caseId });
  await inquire({ ...on(stage, 40), officer: 'karin', caseId }, inquiries.granted);
  const from = swedishDay(on(stage, 30).house.clock.now());
  await decideAs({ ...on(stage, 30), officer: 'karin', caseId }, (draft) => ({
    ...draft, items: draft.items.map((item) => ({ ...item, validFrom: from, ...(stage.place % 2 ? { further: true } : { validUntil: addDays(from, 730) }) })),
  }));
  await readDecision(on(stage, 28).house, stage.tenant, stage.person, caseId);
  return caseId;
}

async function refusedAndAppealed(stage: Stage): Promise<Uuid> {
  const caseId = await transport(stage, 52, refused);
  await take({ ...on(stage, 50), officer: 'karin', caseId });
  await inquire({ ...on(stage, 45), officer: 'karin', caseId }, inquiries.refused);
  await askHearing({ ...on(stage, 44), officer: 'karin', caseId }, dueIn(stage, -30),
    'Du har berättat att du åker buss själv de flesta dagar, och att besvären väntas gå över.\n\nVi har inte fått något intyg. Vi lutar åt att säga nej.');
  await answerAll(on(stage, 40).house, stage.tenant, stage.person, caseId, 'Det gör ont efteråt, men det stämmer att jag åker.');
  await decideAs({ ...on(stage, 25), officer: 'karin', caseId }, (draft) => draft);
  await readDecision(on(stage, 24).house, stage.tenant, stage.person, caseId);
  await appealDecision(on(stage, 2).house, stage.tenant, stage.person, caseId, 'Jag vill ha färdtjänst under vintern.',
    'Jag har varit hos läkaren igen. Det blir en operation till, och jag kan inte åka buss i halka.');
  return caseId;
}

function newAid(stage: Stage): Promise<Uuid> {
  return aid(stage, 2);
}

async function aidBeingInquired(stage: Stage): Promise<Uuid> {
  const caseId = await aid(stage, 4);
  await take({ ...on(stage, 3), officer: 'nils', caseId });
  return caseId;
}

/** An application for transport service, sent in so many days ago. */
export function transport(stage: Stage, days: number, application = applications[stage.place % (applications.length - 1)]!): Promise<Uuid> {
  const { facts } = stage.person;
  const address = facts.address && { street: facts.address.street, postalCode: facts.address.postcode, city: facts.address.city };
  const known = { name: { confirmed: `${facts.givenName} ${facts.familyName}` }, ...(address && { address: { confirmed: address } }) };
  return apply(on(stage, days).house, stage.tenant, stage.person, { service: 'transportService', answers: { ...common, ...known, ...application } });
}

/** A person alone with the same costs as the couple of the demonstration, who applies for this month. */
function aid(stage: Stage, days: number): Promise<Uuid> {
  const { house } = on(stage, days);
  const { answers } = readDemoCase('ekonomiskt-bistand-forra-manaden', monthAfter(swedishDay(house.clock.now())));
  return apply(house, stage.tenant, stage.person, {
    service: 'economicAidMonth',
    answers: { ...answers, family: 'single', hasChildren: false, hasCare: false, changes: ['nothing'], otherInfo: 'Jag söker arbete på heltid.' },
  });
}

function on({ house, tenant, place }: Stage, days: number): { house: House; tenant: Uuid } {
  return { house: inThePast(house, daysAgo(house.clock.now(), days, place * 23)), tenant };
}

/** A day from now, or before it. */
function dueIn({ house }: Stage, days: number): string {
  return addDays(swedishDay(house.clock.now()), days);
}

function monthAfter(day: string): string {
  return addDays(`${day.slice(0, 7)}-28`, 5);
}

function pick(answers: Answers, ids: readonly string[]): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([id]) => ids.includes(id)));
}
