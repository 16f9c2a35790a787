import { transportAnswers, type Town } from '../../src/cases/testing.ts';
import { assignCase } from '../../src/cases/actions/case/assign.ts';
import { replaceDocument } from '../../src/cases/actions/case/replace-document.ts';
import { findCase, linesOfCase, partiesOf, type CaseFile } from '../../src/cases/index.ts';
import { addAppeal } from '../../src/cases/store/appeal/appeals.ts';
import { addDecision } from '../../src/cases/store/decision/decisions.ts';
import { addNotification } from '../../src/cases/store/notification/notifications.ts';
import { insertOther } from '../../src/cases/store/parties/other-parties.ts';
import { planMeeting } from '../../src/cases/store/authority/meetings.ts';
import { addRequest } from '../../src/cases/store/inquiry/requests.ts';
import { addTask, tasksOf } from '../../src/cases/store/clocks/tasks.ts';
import { registerProxy } from '../../src/identity/index.ts';
import { putDocument, uuidv7, type Resident, type Staff, type Tx, type Uuid } from '../../src/platform/index.ts';
import { receiveRequest } from '../../src/records/actions/receive-request.ts';
import { addItem, itemsOf } from '../../src/records/store/items.ts';
import { findRequest } from '../../src/records/store/requests.ts';
import { createDraft, submitted } from '../../src/services/index.ts';
import { startEntry } from '../../src/services/actions/start.ts';
import { whatIsSigned } from '../../src/services/actions/submit.ts';
import { markSubmitted, openDraft } from '../../src/services/drafts.ts';
import { workOnDraft } from '../../src/services/work-on-draft.ts';
import type { TestHouse } from '../support/index.ts';
import type { Belonging } from './row.ts';
import type { People, Workers } from './world.ts';

/** What rows may name in braces. */
export interface Things {
  draft: Uuid;
  draftFile: Uuid;
  case: Uuid;
  caseFile: Uuid;
  /** a file of the case that another has replaced */
  replaced: Uuid;
  /** the case's number */
  number: string;
  submission: Uuid;
  completion: Uuid;
  hearing: Uuid;
  /** sent to the owner and to nobody else */
  decision: Uuid;
  notification: Uuid;
  appeal: Uuid;
  /** somebody who does not apply, asked in the case */
  other: Uuid;
  /** who applies together with the owner */
  coParty: Uuid;
  entry: Uuid;
  proxy: Uuid;
  theme: string;
  authority: Uuid;
  /** the first record of the case, a request to see it, and the file that was asked for */
  record: Uuid;
  release: Uuid;
  releaseItem: Uuid;
  colleague: Uuid;
  /** of the authority, to come */
  meeting: Uuid;
  task: Uuid;
  /** an id that nothing has */
  nothing: Uuid;
}

/** What `:id` of an address stands for. */
export const idOf: Record<Belonging, keyof Things> = {
  nobody: 'nothing', oneself: 'nothing', draft: 'draft', residentCase: 'case', ownPart: 'case', proxy: 'proxy', entry: 'entry', staffCase: 'case', unreadCase: 'case',
};

/** A draft with a file; a case with a co-applicant and a file, taken by the officer; an entry begun; a proxy: all of one person. */
export async function makeThings(house: TestHouse, town: Town, people: People, staff: Workers, theme: string): Promise<Things> {
  const version = town.versions[0]!;
  const principal: Resident = { kind: 'resident', sessionId: uuidv7(house.clock.now()), personId: people.own, level: 3, provenAt: house.clock.now() };
  const asOwner = <T>(work: (tx: Tx) => Promise<T>) => house.db.transaction('resident', { tenant: town.id, person: people.own }, principal, work);
  const newDraft = async (tx: Tx) => {
    const id = await createDraft(tx, { versionId: version.id, personId: people.own, startedBy: people.own, content: { answers: transportAnswers, typed: {}, language: 'sv' } });
    const { keyId } = (await openDraft(tx, id))!;
    const put = (name: string) => putDocument(tx, { dossierId: id, keyId, ownerId: people.own, name, mediaType: 'application/pdf', bytes: Buffer.from('%PDF-1.7 Tilda') });
    return { id, file: (await put('Intyg Ärlig.pdf')).id, earlier: (await put('Gammalt intyg Ärlig.pdf')).id };
  };
  const draft = await asOwner(newDraft);
  const made = await asOwner(async (tx) => {
    const { id, file, earlier } = await newDraft(tx);
    const opened = (await workOnDraft(tx, id, 'sv', { lock: true }))!;
    const { seen, hash } = whatIsSigned(opened, 'sv');
    const received = await house.slots.only(submitted)({ house, tx, tenant: facts(town) }, {
      id, version, personId: people.own, submittedBy: people.own, part: 'application', keyId: opened.draft.keyId, answers: transportAnswers,
      language: 'sv', seen, hash, way: 'web', unitId: town.unit('fardtjanst'), urgent: false, coApplicant: { personId: people.coApplicant },
    });
    await markSubmitted(tx, opened.draft, received);
    return { case: received.caseId, caseFile: file, replaced: earlier, number: received.number, submission: id };
  });
  const officer = staffPrincipal(house, staff);
  const worked = await house.db.transaction('staff', { tenant: town.id, authority: officer.authorityId!, staff: officer.staffId }, officer, async (tx) => {
    const file = (await findCase(tx, made.case, { lock: true }))!;
    await assignCase(tx, officer, file, { kind: 'take', to: officer.staffId, unbiased: true });
    await replaceDocument(tx, file, { kind: 'staff', id: officer.staffId }, { earlierId: made.replaced, laterIds: [made.caseFile] });
    await addTask(tx, file, { key: 'matrix', what: 'Ring Tilda Ärlig.', role: 'officer', dueDay: '2026-12-01' });
    const [task, meeting] = [(await tasksOf(tx, file.id))[0]!.id, await planMeeting(tx, file.authorityId, { day: '2026-12-17', place: '' }, officer.staffId)];
    return { task, meeting, ...await workOn(tx, file, officer.staffId, people.own), ...await askFor(tx, file, made.caseFile, officer), entry: await startEntry(house, tx, version, officer, people.own) };
  });
  const proxy = await house.db.system(town.id, 'test', (tx) => registerProxy(tx, {
    personId: people.own, agentId: people.proxy, ground: 'powerOfAttorney', services: [], fromDay: '2026-01-01', untilDay: null, evidence: 'Fullmakt', registeredBy: null,
  }));
  return {
    draft: draft.id, draftFile: draft.file, ...made, ...worked, proxy, theme, authority: officer.authorityId!, colleague: staff.colleague.id, nothing: uuidv7(house.clock.now()),
  };
}

/** What an officer has done in a case: asked, heard, decided, told the owner, who has appealed. The case itself is left open. */
async function workOn(tx: Tx, file: CaseFile, officer: Uuid, owner: Uuid): Promise<Pick<Things, 'completion' | 'hearing' | 'decision' | 'notification' | 'appeal' | 'other' | 'coParty'>> {
  const ask = (kind: 'completion' | 'hearing') => addRequest(tx, file, {
    kind, askedBy: officer, dueDay: '2026-12-24', content: { text: 'Svara, Tilda Ärlig.', items: kind === 'completion' ? [{ id: 'certificate', text: 'Intyg' }] : [] },
  });
  const [completion, hearing] = [await ask('completion'), await ask('hearing')];
  const decision = await addDecision(tx, file, {
    unitId: file.unitId, type: 'decision', outcome: 'refused', number: 1, decidedBy: officer, delegationId: null, delegationPoint: '1.1', reported: true,
    documentId: null, items: [], content: { reasons: [{ title: 'Skäl', paragraphs: ['Tilda Ärlig kan resa med buss.'] }], laws: [] },
  });
  const party = (await partiesOf(tx, file.id)).find(({ personId }) => personId === owner)!.id;
  const notification = await addNotification(tx, file, { decisionId: decision, partyId: party, how: 'myPages', appealable: true });
  const appeal = await addAppeal(tx, file, { decisionId: decision, partyId: party, channel: 'paper', content: { wants: 'Tilda Ärlig vill resa.', why: '', files: [] } });
  const other = await insertOther(tx, file, { kind: 'guardian', asked: 'signature', facts: { name: 'Folke Ärlig' }, addedBy: 'staff', mayAppeal: false });
  const coParty = (await partiesOf(tx, file.id)).find(({ role }) => role === 'coApplicant')!.id;
  return { completion, hearing, decision, notification, appeal, other, coParty };
}

/** A request for the file of a case, which nobody has tested yet. */
async function askFor(tx: Tx, file: CaseFile, documentId: Uuid, officer: Staff): Promise<Pick<Things, 'record' | 'release' | 'releaseItem'>> {
  const asked = (await receiveRequest(tx, { authorityId: file.authorityId, way: 'phone', delivery: 'collect', language: 'sv', wanted: 'Intyget', contact: '', staffId: officer.staffId }))!;
  await addItem(tx, (await findRequest(tx, asked.id))!, { caseId: file.id, documentId, place: 0, name: 'Intyg Ärlig.pdf', caseNumber: file.number, mediaType: 'application/pdf' });
  return { record: (await linesOfCase(tx, file.id))[0]!.id, release: asked.id, releaseItem: (await itemsOf(tx, asked.id))[0]!.id };
}

function staffPrincipal(house: TestHouse, { officer }: Workers): Staff {
  return {
    kind: 'staff', sessionId: uuidv7(house.clock.now()), staffId: officer.id, authorityId: officer.authorityId, unitIds: officer.unitIds,
    roles: officer.roles, level: 3, provenAt: house.clock.now(),
  };
}

function facts(town: Town) {
  return { id: town.id, name: 'Exempelkommun', kind: 'municipality', host: town.host, mark: 'E', themeHref: '', version: '1', help: { phone: '', hours: '' } };
}
