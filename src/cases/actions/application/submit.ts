import { makeKnown, findPerson } from '../../../identity/index.ts';
import { knownOrganisation } from '../../../organisation/index.ts';
import { asUuid, moveDocuments, swedishDay, type House, type TenantFacts, type Tx, type Uuid } from '../../../platform/index.ts';
import type { Received, Submission } from '../../../services/index.ts';
import { personIn, type Answers } from '../../../forms/index.ts';
import { lawReference } from '../../model/decision/law-reference.ts';
import { sharedContent } from '../../model/application/shared.ts';
import { findCase, insertCase, type CaseFile } from '../../store/case/case-file.ts';
import { addEntry } from '../../store/case/entries.ts';
import { nextCaseNumber } from '../../store/case/numbers.ts';
import { addParties, type NewParty, type PartyFacts } from '../../store/parties/parties.ts';
import { insertRecord, register } from '../../store/register/records.ts';
import { addSubmission, type SubmissionContent } from '../../store/application/submissions.ts';
import { addWords } from '../../store/case/words.ts';
import { caseSubmitted } from '../../slots.ts';
import { issueCode } from '../parties/issue-code.ts';
import { renewedPermit } from '../permit/renewed-permit.ts';
import { receiptLetter } from './receipt-letter.ts';
import { submitOwnPart } from './submit-own-part.ts';

/**
 * Makes a case of an application, in the transaction that empties the draft: case, parties, what was signed as it was seen,
 * documents, register, timeline, audit and outbox together or not at all. The same submission twice breaks on its key.
 */
export async function submit(context: { house: House; tx: Tx; tenant: TenantFacts }, submission: Submission): Promise<Received> {
  if (submission.part === 'own') return submitOwnPart(context.tx, submission);
  const { house, tx } = context;
  const { definition } = submission.version.compiled.folder;
  const authority = (await knownOrganisation(tx)).authorities.find(({ id }) => id === submission.version.authorityId);
  if (!authority) throw new Error('the authority of a service is gone');
  const id = tx.id();
  const number = await nextCaseNumber(house, tx.tenant, authority);
  const file = { id, authorityId: authority.id, keyId: submission.keyId, number };
  await tx.admitCase(id);
  const people = await partiesOf(tx, submission);
  const arrivedDay = submission.entry?.arrivedDay ?? swedishDay(tx.now);
  const waits = people.some(({ invitedAt }) => invitedAt !== undefined);
  const { renews } = definition;
  // Whoever has cases says how they stand there (the check `handling`).
  const stands = definition.register!;
  // Last time's answers were fetched to be confirmed: what is given now follows on the permit of that time.
  const renewed = renews && submission.previous && submission.personId ? await renewedPermit(tx, submission.personId, [renews.service].flat()) : undefined;
  await insertCase(tx, {
    tenant_id: tx.tenant, id, authority_id: authority.id, unit_id: submission.unitId, service: submission.version.service,
    version_id: submission.version.id, number, title: stands.title, register: stands.in,
    confidentiality: definition.information.confidentiality, channel: submission.way, key_id: submission.keyId, state: 'received',
    waiting_for: waits ? 'coApplicant' : null, waiting_until: null, assignee_id: null, deputy_id: null, arrived_at: tx.now,
    arrived_day: arrivedDay, complete_at: waits ? null : tx.now, urgent: submission.urgent,
    protected: people.some(({ facts }) => facts.protection !== 'none'), renews_case_id: renewed?.caseId ?? null, renews_permit_id: renewed?.id ?? null, last_event_at: tx.now,
    outside_event_at: tx.now, records: 1, revision: 1, decided_at: null, closed_at: null, closed_why: null, handled_end: null, destroyed: [], retention_day: null,
    late_told_at: null,
  }, definition.deadlines);
  await addParties(tx, file, people);
  await keep(tx, file, submission, people);
  await insertRecord(tx, file, 1, { direction: 'in', title: stands.title, day: arrivedDay, refId: submission.id,
    secrecy: lawReference(definition.secrecy.section, definition.secrecy.act) });
  await addWords(tx, id, authority.id, people.map(({ facts }) => facts));
  if (submission.personId) await makeKnown(tx, authority.id, submission.personId);
  await moveDocuments(tx, submission.id, id, authority.id);
  for (const scan of submission.entry?.paper?.scans ?? []) {
    await register(tx, { ...file, versionId: submission.version.id }, { direction: 'in', title: 'Blankett på papper, inskannad', day: arrivedDay, documentId: asUuid(scan.id), refId: submission.id });
  }
  await addEntry(tx, file, { kind: 'received', part: 'all', authorKind: submission.entry ? 'staff' : 'resident', refId: submission.id,
    ...(submission.submittedBy && { authorId: submission.submittedBy }) });
  tx.audit({ event: 'cases.submitted', dossierId: id, ...(submission.personId && { subjectId: submission.personId }), authorityId: authority.id, unitId: submission.unitId,
    detail: { way: submission.way, service: submission.version.service } });
  tx.emit('cases.submitted', { case: id, ...(submission.personId && { person: submission.personId }) });
  if (waits) tx.emit('cases.coApplicantInvited', { case: id, person: submission.coApplicant!.personId });
  for (const then of tx.slots.all(caseSubmitted)) await then(tx, { caseId: id, version: submission.version });
  if (submission.entry && submission.way === 'paper') await confirmOnPaper(context, id, submission, people);
  const receipt = submission.entry ? `/handlaggning/arenden/${id}` : `/mina-sidor/arenden/${id}/kvitto`;
  const code = submission.follow === 'code' ? (await issueCode(tx, file, { purpose: 'follow' })).code : undefined;
  return { caseId: id, number, receipt, ...(code && { code }) };
}

/** A letter that cannot be made now stops no registration: the officer makes it from the case. */
async function confirmOnPaper(at: { house: House; tx: Tx }, caseId: Uuid, submission: Submission, people: readonly NewParty[]): Promise<void> {
  const [applicant] = people;
  const made = applicant && await findCase(at.tx, caseId);
  if (made) await receiptLetter(at, made, submission.version, applicant, { staffId: submission.entry!.staffId, language: submission.language });
}

/** The applicant, who has signed by sending in, and whoever applies together with them, who is invited. Nobody, when none has said who they are. */
async function partiesOf(tx: Tx, submission: Submission): Promise<NewParty[]> {
  if (!submission.personId) return [];
  const applicant = await findPerson(tx, submission.personId);
  if (!applicant) throw new Error('an applicant that cannot be seen');
  const signed = submission.attestation !== undefined || submission.entry !== undefined;
  const mine: NewParty = {
    id: tx.id(), personId: submission.personId, role: 'applicant', facts: snapshot(applicant.facts, submission.answers),
    ...(signed && { signedAt: tx.now }),
  };
  if (!submission.coApplicant) return [mine];
  const facts = namedPerson(submission);
  return [mine, { id: tx.id(), personId: submission.coApplicant.personId, role: 'coApplicant', facts, invitedAt: tx.now }];
}

/** What was sent in, whole for the applicant; the shared pages apart, for both, when someone applies together with them. */
async function keep(tx: Tx, file: Pick<CaseFile, 'id' | 'authorityId' | 'keyId'>, submission: Submission, people: readonly NewParty[]): Promise<void> {
  const [applicant] = people;
  const content: SubmissionContent = {
    answers: submission.answers, seen: submission.seen, ...(submission.previous && { previous: submission.previous }),
    ...(submission.entry && { entry: submission.entry }),
  };
  const common = {
    partyId: applicant?.id ?? null, versionId: submission.version.id, hash: submission.hash, language: submission.language, channel: submission.way,
    submittedBy: submission.submittedBy ?? null, keyId: submission.keyId, ground: submission.ground ?? null,
  };
  await addSubmission(tx, file, {
    ...common, id: submission.id, kind: 'application', part: applicant && people.length > 1 ? applicant.id : 'all', content,
    ...(submission.attestation && { attestation: submission.attestation }),
  });
  if (people.length < 2) return;
  await addSubmission(tx, file, { ...common, id: tx.id(), kind: 'shared', part: 'all', content: sharedContent(submission.version.compiled.form, content) });
}

/** What is known of the applicant, with the ways to reach them that they gave in the application. */
function snapshot(facts: PartyFacts, answers: Answers): PartyFacts {
  const { givenName, familyName, number, birthDate, address, municipality, protection, email } = facts;
  const phone = typeof answers['phone'] === 'string' ? answers['phone'] : facts.phone;
  return {
    givenName, familyName, protection, ...(number && { number }), ...(birthDate && { birthDate }), ...(address !== undefined && { address }),
    ...(municipality && { municipality }), ...(email && { email }), ...(phone && { phone }),
  };
}

/** The co-applicant as the applicant named them, until they have done their own part. */
function namedPerson({ version, answers }: Submission): PartyFacts {
  const question = version.compiled.folder.definition.parties.coApplicant?.person;
  const named = question === undefined ? undefined : personIn(answers, question);
  return {
    givenName: named?.givenName ?? '', familyName: named?.familyName ?? '', protection: 'none',
    ...(named?.personalNumber && { number: named.personalNumber }),
  };
}

