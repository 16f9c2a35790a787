import type { Answers, FileReference } from '../forms/index.ts';
import type { Attestation } from '../identity/index.ts';
import { slot, type ActingFor, type House, type Language, type TenantFacts, type Tx, type Uuid } from '../platform/index.ts';
import type { Seen } from './seen.ts';
import type { ServiceVersion } from './versions.ts';

/** How something came in. */
export type Way = 'web' | 'phone' | 'counter' | 'paper';

/** An application as it is handed over to become a case: once, in the transaction that empties the draft. */
export interface Submission {
  /** the draft's id: the same submission twice has the same */
  id: Uuid;
  version: ServiceVersion;
  /** whose matter it is; absent: sent without saying who one is */
  personId?: Uuid;
  /** who sent it in: the person, their proxy, or a member of staff */
  submittedBy?: Uuid;
  /** sent without signing in: whether the receipt gets a code that opens the status later */
  follow?: 'code' | 'none';
  ground?: ActingFor['ground'];
  /** `own`: a co-applicant's own part of `caseId` */
  part: 'application' | 'own';
  caseId?: Uuid;
  /** seals everything of the draft; the case takes it over */
  keyId: Uuid;
  answers: Answers;
  previous?: Answers;
  language: Language;
  /** exactly what was shown when it was signed */
  seen: Seen;
  /** SHA-256 (hex) of `seen` in canonical form: what the signature is over */
  hash: string;
  attestation?: Attestation;
  way: Way;
  /** when staff wrote it down */
  entry?: Entry;
  /** the unit that gets the case */
  unitId: Uuid;
  coApplicant?: { personId: Uuid };
  urgent: boolean;
}

/** What staff note when they write an application down for someone. */
export interface Entry {
  staffId: Uuid;
  /** how it was checked who the person is: `idDocument`, `known`, `callBack`, `signedPaper`, `notChecked` */
  identityCheck: string;
  /** the day it came, `YYYY-MM-DD`: for paper, the day it reached the authority */
  arrivedDay: string;
  readBack: boolean;
  /** the paper form that it was written down from */
  paper?: PaperEntry;
}

/** A paper form as it was registered. */
export interface PaperEntry {
  /** the code printed on it */
  code: string;
  /** the number it was printed with, when it was one of a series */
  number?: number;
  /** documents of the draft, and then of the case: the paper as it was scanned */
  scans: readonly FileReference[];
  /** questions whose answer could not be read: as they were asked */
  unreadable: readonly { id: string; question: string }[];
}

export interface Received {
  caseId: Uuid;
  number: string;
  /** path of the receipt */
  receipt: string;
  /** opens the status later; shown once, kept nowhere readable */
  code?: string;
}

/** cases: the letter that tells someone who applied on paper that it has come in, when one was made. */
export const receiptOf = slot<(tx: Tx, caseId: Uuid) => Promise<Uuid | undefined>>('receiptOf');

/** cases: makes the case, in this transaction. What is committed is never lost; what is not committed never happened. */
export const submitted = slot<(context: { house: House; tx: Tx; tenant: TenantFacts }, submission: Submission) => Promise<Received>>('submitted');
