import type { Answers, Row } from '../../../forms/index.ts';
import { ageAt, findPerson, lookUp, type Person } from '../../../identity/index.ts';
import { swedishDay, type House, type Tx, type Uuid } from '../../../platform/index.ts';
import { contextFor, othersWanted, versionById, type ServiceVersion } from '../../../services/index.ts';
import { findCase, type CaseFile } from '../../store/case/case-file.ts';
import { addEntry } from '../../store/case/entries.ts';
import { findOther, insertOther, otherFacts, othersOf, setPerson, type OtherFacts } from '../../store/parties/other-parties.ts';
import { partiesOf } from '../../store/parties/parties.ts';
import { submissionsOf, type StoredSubmission } from '../../store/application/submissions.ts';
import { q } from '../../store/tables.ts';
import { known } from './add-other.ts';
import { inviteOther, reachOf } from './invite-other.ts';

/** Adds those whom the applicant has named – owners, landlords – in the transaction that makes the case. Nothing is sent in it. */
export async function nameOthers(tx: Tx, { caseId, version }: { caseId: Uuid; version: ServiceVersion }): Promise<void> {
  if (!version.compiled.folder.definition.parties.others.some(({ addedBy }) => addedBy === 'applicant')) return;
  const file = await findCase(tx, caseId);
  const submission = file && (await submissionsOf(tx, caseId)).find(({ kind }) => kind === 'application');
  if (!file || !submission) return;
  const { answers } = submission.content;
  const applicant = (await partiesOf(tx, caseId)).find(({ role }) => role === 'applicant');
  // Somebody who has not said who they are has no facts to ask conditions about; the answers are enough.
  const context = await contextFor(tx, version, 'sv', { ...(applicant && { personId: applicant.personId }), answers });
  for (const rule of othersWanted(version.compiled, answers, context)) {
    if (rule.addedBy !== 'applicant' || rule.question === undefined) continue;
    for (const facts of namedIn(answers, rule.question)) {
      await insertOther(tx, file, { kind: rule.id, asked: rule.asked, facts, addedBy: 'applicant', mayAppeal: rule.mayAppeal });
    }
  }
}

/** The people and organisations that an answer names: one, or one of each row of a table. A row without a name is nobody. */
function namedIn(answers: Answers, question: string): OtherFacts[] {
  const answer: unknown = answers[question];
  const value = isObject(answer) && 'confirmed' in answer ? answer['confirmed'] : answer;
  const rows = Array.isArray(value) ? (value as Row[]).map((row) => Object.values(row.answers ?? {})) : [[value]];
  return rows.flatMap((cells) => {
    const facts = Object.assign({}, ...cells.filter(isObject).map(factsIn)) as Partial<OtherFacts>;
    const words = cells.find((cell) => typeof cell === 'string' && cell.includes('@'));
    return facts.name ? [{ ...facts, name: facts.name, ...(typeof words === 'string' && facts.email === undefined && { email: words }) }] : [];
  });
}

function factsIn(cell: Record<string, unknown>): Partial<OtherFacts> {
  const text = (name: string) => (typeof cell[name] === 'string' ? cell[name].trim() : '');
  const given = (names: Partial<Record<keyof OtherFacts, string>>) => Object.fromEntries(Object.entries(names).filter(([, value]) => value)) as Partial<OtherFacts>;
  if ('street' in cell) return { address: { street: text('street'), postcode: text('postalCode'), city: text('city') } };
  const ways = { email: text('email'), phone: text('phone') };
  if ('givenName' in cell || 'familyName' in cell) return given({ ...ways, name: `${text('givenName')} ${text('familyName')}`.trim(), number: text('personalNumber') });
  if ('name' in cell) return given({ ...ways, name: text('name'), organisationNumber: text('number'), contact: text('contact') });
  return {};
}

/**
 * After a case has been made: those the applicant named are met as people and asked at once when that needs no paper; the other
 * guardians of a child are asked to sign, and a child old enough to speak for themselves. What needs a letter waits for staff on the
 * page of the parties. Runs again without doing anything twice.
 */
export async function invitePeople(house: House, tenant: Uuid, caseId: Uuid): Promise<void> {
  await house.db.system(tenant, 'other parties', async (tx) => {
    const file = await findCase(tx, caseId, { lock: true });
    if (!file || file.closedAt) return;
    const version = await versionById(tx, file.versionId);
    const submission = (await submissionsOf(tx, caseId)).find(({ kind }) => kind === 'application');
    if (submission) await addFamily(house, tx, file, version, submission);
    for (const other of await othersOf(tx, caseId)) {
      if (other.invitedAt || other.withdrawnAt || other.answeredAt || other.addedBy === 'staff') continue;
      await meetNamed(house, tx, file, other.id);
      const met = await findOther(tx, other.id);
      if (met && !met.protected && !isLater(await wakeDay(tx, other.id), tx)) await inviteWithoutPaper(tx, file, version, met.id);
    }
  });
}

/** Asks whoever can be reached without a letter; the rest is for staff. */
async function inviteWithoutPaper(tx: Tx, file: CaseFile, version: ServiceVersion, otherId: Uuid): Promise<void> {
  const other = await findOther(tx, otherId);
  if (!other) return;
  const reach = await reachOf(tx, file, other, await otherFacts(tx, otherId));
  if (reach.myPages || reach.email) await inviteOther(tx, { file, version }, other, { text: '', letter: false });
}

async function meetNamed(house: House, tx: Tx, file: CaseFile, otherId: Uuid): Promise<void> {
  const other = await findOther(tx, otherId);
  const facts = await otherFacts(tx, otherId);
  if (!other || other.personId || !facts.number) return;
  const person = await known(house, tx, file.authorityId, { ...facts, number: facts.number });
  await setPerson(tx, file, otherId, { id: person.id, protected: person.protected });
}

/**
 * Those who sign with a child, and the child who has a voice of their own. Custody comes from the population register; a protected
 * child or guardian breaks the link: nothing is looked up or sent, and staff arrange the signature (practice: 1177).
 */
async function addFamily(house: House, tx: Tx, file: CaseFile, version: ServiceVersion, submission: StoredSubmission): Promise<void> {
  const { signs, applicant: { ownVoiceFrom } } = version.compiled.folder.definition.parties;
  const there = new Set((await othersOf(tx, file.id)).map(({ kind }) => kind));
  const party = (await partiesOf(tx, file.id)).find(({ role }) => role === 'applicant');
  const child = party && await findPerson(tx, party.personId);
  const age = child && ageAt(child.facts, swedishDay(tx.now));
  if (!child || age === undefined || age >= 18 || !party) return;
  const sentBySelf = submission.submittedBy === party.personId;
  const own = ownVoiceFrom !== undefined && ownVoiceFrom < 18 && !sentBySelf;
  if (own && !there.has('child')) await addChild(tx, file, child, age, ownVoiceFrom);
  // A child who speaks for themselves applies without their guardians' signatures.
  const alone = sentBySelf && ownVoiceFrom !== undefined && age >= ownVoiceFrom;
  if (signs.includes('allGuardians') && !there.has('guardian') && !alone) await addGuardians(house, tx, file, child, submission);
}

async function addChild(tx: Tx, file: CaseFile, child: Person, age: number, from: number): Promise<void> {
  const { facts } = child;
  const birthday = facts.birthDate && `${Number(facts.birthDate.slice(0, 4)) + from}${facts.birthDate.slice(4)}`;
  await insertOther(tx, file, {
    kind: 'child', asked: 'signature', addedBy: 'system', mayAppeal: false, personId: child.id, protected: child.protected,
    facts: { name: `${facts.givenName} ${facts.familyName}`, ...(facts.number && { number: facts.number }) },
    ...(age < from && birthday && { wakeDay: birthday }),
  });
}

async function addGuardians(house: House, tx: Tx, file: CaseFile, child: Person, submission: StoredSubmission): Promise<void> {
  const entry = child.protected || !child.facts.number ? undefined : await lookUp(house, tx.tenant, child.facts.number);
  if (!entry) {
    await brokenLink(tx, file, { name: '' });
    return;
  }
  for (const number of entry.guardians) {
    const guardian = await lookUp(house, tx.tenant, number);
    if (!guardian || guardian.protection !== 'none') {
      await brokenLink(tx, file, { name: '' });
      continue;
    }
    const facts = { name: `${guardian.givenName} ${guardian.familyName}`, number };
    const person = await known(house, tx, file.authorityId, facts);
    if (person.id === submission.submittedBy) continue;
    await insertOther(tx, file, { kind: 'guardian', asked: 'signature', addedBy: 'system', mayAppeal: false, personId: person.id, facts: person.facts });
  }
}

/** A guardian who is not looked up: staff find the way to them, and register the signature. The case is not complete meanwhile. */
async function brokenLink(tx: Tx, file: CaseFile, facts: OtherFacts): Promise<void> {
  const id = await insertOther(tx, file, { kind: 'guardian', asked: 'signature', addedBy: 'system', mayAppeal: false, protected: true, facts });
  await addEntry(tx, file, { kind: 'otherAdded', part: 'staff', authorKind: 'system', refId: id,
    content: { text: 'En vårdnadshavare ska skriva under, men hämtas inte ur folkbokföringen: någon har skyddade personuppgifter, eller så finns ingen uppgift. Ordna underskriften på sidan Parter.' } });
}

/** The day a child who has no voice of their own yet gets one. */
async function wakeDay(tx: Tx, id: Uuid): Promise<string | null> {
  return (await tx.one(q.selectFrom('cases.other_party').select('remind_day').where('tenant_id', '=', tx.tenant).where('id', '=', id))).remind_day;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const isLater = (day: string | null, tx: Tx) => day !== null && day > swedishDay(tx.now);
