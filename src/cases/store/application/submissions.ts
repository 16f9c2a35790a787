import type { Answers } from '../../../forms/index.ts';
import type { Attestation } from '../../../identity/index.ts';
import { asUuid, type Language, type Tx, type Uuid } from '../../../platform/index.ts';
import type { Entry, Seen } from '../../../services/index.ts';
import type { CaseFile } from '../case/case-file.ts';
import { inTurn } from '../in-turn.ts';
import { placeOf, q, type SubmissionRow, type Way } from '../tables.ts';

/** What was sent in, opened. */
export interface SubmissionContent {
  answers: Answers;
  previous?: Answers;
  seen: Seen;
  /** when staff wrote it down */
  entry?: Entry;
}

export interface StoredSubmission {
  id: Uuid;
  /** null: sent by someone who has not said who they are */
  partyId: Uuid | null;
  kind: SubmissionRow['kind'];
  part: string;
  versionId: Uuid;
  hash: string;
  language: Language;
  channel: Way;
  submittedBy: Uuid | null;
  ground: string | null;
  submittedAt: Date;
  content: SubmissionContent;
  attestation?: Attestation;
}

/** `keyId`: the key of the draft it came from, which seals the files of it; it is destroyed with the case. */
export type NewSubmission = Omit<StoredSubmission, 'submittedAt'> & { keyId: Uuid };

export async function addSubmission(tx: Tx, file: Pick<CaseFile, 'id' | 'authorityId' | 'keyId'>, one: NewSubmission): Promise<void> {
  const { attestation } = one;
  tx.write(q.insertInto('cases.submission').values({
    tenant_id: tx.tenant, id: one.id, case_id: file.id, authority_id: file.authorityId, party_id: one.partyId, kind: one.kind, part: one.part,
    version_id: one.versionId, hash: one.hash, language: one.language, channel: one.channel, submitted_by: one.submittedBy, key_id: one.keyId,
    ground: one.ground, submitted_at: tx.now,
    content_cipher: await tx.sealJson(file.keyId, placeOf('cases.submission', one.id, 'content_cipher'), one.content),
    attestation_cipher: attestation ? await tx.sealJson(file.keyId, placeOf('cases.submission', one.id, 'attestation_cipher'), attestation) : null,
  }));
}

/** Everything sent in that this transaction may read, in the order it came: a resident gets their own, and the shared pages. */
export async function submissionsOf(tx: Tx, caseId: Uuid): Promise<StoredSubmission[]> {
  const rows = await tx.all(q.selectFrom('cases.submission').selectAll().where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId)
    .orderBy('submitted_at').orderBy('kind').orderBy('id').limit(100));
  return inTurn(rows, (row) => toSubmission(tx, row));
}

async function toSubmission(tx: Tx, row: SubmissionRow): Promise<StoredSubmission> {
  const id = asUuid(row.id);
  return {
    id, partyId: row.party_id === null ? null : asUuid(row.party_id), kind: row.kind, part: row.part, versionId: asUuid(row.version_id), hash: row.hash,
    language: row.language, channel: row.channel, submittedBy: row.submitted_by === null ? null : asUuid(row.submitted_by), ground: row.ground, submittedAt: row.submitted_at,
    content: await tx.openJson<SubmissionContent>(placeOf('cases.submission', id, 'content_cipher'), row.content_cipher),
    ...(row.attestation_cipher && {
      attestation: await tx.openJson<Attestation>(placeOf('cases.submission', id, 'attestation_cipher'), row.attestation_cipher),
    }),
  };
}
