import { findPerson, makeKnown } from '../../../identity/index.ts';
import { Refused, moveDocuments, notFound, type Tx } from '../../../platform/index.ts';
import type { Received, Submission } from '../../../services/index.ts';
import { findCase, updateCase } from '../../store/case/case-file.ts';
import { addEntry } from '../../store/case/entries.ts';
import { partiesOf } from '../../store/parties/parties.ts';
import { register } from '../../store/register/records.ts';
import { addSubmission } from '../../store/application/submissions.ts';
import { placeOf, q } from '../../store/tables.ts';

/** A co-applicant's own part comes to the case that was made when the applicant sent in: it makes the case complete. */
export async function submitOwnPart(tx: Tx, submission: Submission): Promise<Received> {
  const { personId, submittedBy } = submission;
  if (!personId || !submittedBy) throw new Error('an own part of nobody');
  const file = submission.caseId && await findCase(tx, submission.caseId);
  // Whoever has left the case meanwhile has nothing more to send in to it.
  if (!file) throw new Refused(notFound());
  const party = (await partiesOf(tx, file.id)).find((one) => one.personId === personId);
  const person = await findPerson(tx, personId);
  if (!party || !person) throw new Error('an own part of someone who is no party');
  const { definition } = submission.version.compiled.folder;
  await addSubmission(tx, file, {
    id: submission.id, kind: 'own', part: party.id, partyId: party.id, versionId: submission.version.id, hash: submission.hash,
    language: submission.language, channel: submission.way, submittedBy, keyId: submission.keyId, ground: submission.ground ?? null,
    content: { answers: submission.answers, seen: submission.seen },
    ...(submission.attestation && { attestation: submission.attestation }),
  });
  const { foreign: _foreign, ...facts } = person.facts;
  await tx.run(q.updateTable('cases.party').set({
    signed_at: tx.now, facts_cipher: await tx.sealJson(file.keyId, placeOf('cases.party', party.id, 'facts_cipher'), facts),
  }).where('tenant_id', '=', tx.tenant).where('id', '=', party.id));
  await updateCase(tx, file.id, {
    outside_event_at: tx.now, last_event_at: tx.now,
    ...(file.waitingFor === 'coApplicant' && { waiting_for: null, waiting_until: null, complete_at: tx.now }),
  });
  await register(tx, file, { direction: 'in', title: `${definition.register!.title}, medsökandes del`, refId: submission.id });
  await makeKnown(tx, file.authorityId, personId);
  await tx.admitCase(file.id);
  await moveDocuments(tx, submission.id, file.id, file.authorityId);
  await addEntry(tx, file, { kind: 'ownPartReceived', part: 'all', authorKind: submission.entry ? 'staff' : 'resident',
    authorId: submittedBy, refId: submission.id });
  tx.audit({ event: 'cases.ownPartSubmitted', dossierId: file.id, subjectId: personId, authorityId: file.authorityId, unitId: file.unitId });
  tx.emit('cases.ownPartSubmitted', { case: file.id, person: personId });
  return { caseId: file.id, number: file.number, receipt: submission.entry ? `/handlaggning/arenden/${file.id}` : `/mina-sidor/arenden/${file.id}/kvitto` };
}
