import type { Answers, Typed } from '../../../forms/index.ts';
import type { Tx, Uuid } from '../../../platform/index.ts';
import type { CaseFile } from '../case/case-file.ts';
import { placeOf, q } from '../tables.ts';

/** What an officer has written about one item, on the way to a decision. Money in öre. */
export interface ItemDraft {
  /** the item, or a row of it: `care`, `care_r2` */
  item: string;
  /** not decided now: later, or left as it is */
  left?: boolean;
  outcome?: 'granted' | 'partly' | 'refused' | undefined;
  reasons: string[];
  validFrom?: string | undefined;
  validUntil?: string | undefined;
  further: boolean;
  amountOre?: number | undefined;
  conditions: Record<string, string>;
  text: string;
}

/** A decision being written: saved as it is previewed, so that nothing is lost. */
export interface DecisionDraft {
  /** the whole amount, when the decision is about money */
  amountOre?: number;
  items: ItemDraft[];
  summary: string;
  /** why a decision may be changed to someone's disadvantage (37 § förvaltningslagen) */
  ground?: ChangeGround;
  /** the language of what the officer has typed, where the letter is in another than Swedish; Swedish when nothing is said */
  writtenIn?: 'sv' | 'en';
}

export const changeGrounds = ['reservation', 'safety', 'falseInformation'] as const;
export type ChangeGround = (typeof changeGrounds)[number];

export interface Inquiry {
  revision: number;
  answers: Answers;
  typed: Typed;
  /** drafts by what they decide (`Target.key`) */
  decisions?: Readonly<Record<string, DecisionDraft>>;
  /** the draft of a case that was begun before a case could have several */
  decision?: DecisionDraft;
}

/** The inquiry of a case; an empty one of revision 0 before anything is saved. */
export async function inquiryOf(tx: Tx, caseId: Uuid): Promise<Inquiry> {
  const row = await tx.maybe(q.selectFrom('cases.inquiry').select(['revision', 'content_cipher']).where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId));
  if (!row) return { revision: 0, answers: {}, typed: {} };
  return { ...await tx.openJson<Omit<Inquiry, 'revision'>>(placeOf('cases.inquiry', caseId, 'content_cipher', row.revision), row.content_cipher), revision: row.revision };
}

/** Saves over the revision it was read at. @returns false when someone has saved since: nothing was written */
export async function saveInquiry(tx: Tx, file: Pick<CaseFile, 'id' | 'authorityId' | 'keyId'>, inquiry: Inquiry, by: Uuid): Promise<boolean> {
  const { revision, ...content } = inquiry;
  const next = revision + 1;
  const content_cipher = await tx.sealJson(file.keyId, placeOf('cases.inquiry', file.id, 'content_cipher', next), content);
  const row = { revision: next, content_cipher, saved_by: by, saved_at: tx.now };
  if (revision === 0) {
    return await tx.run(q.insertInto('cases.inquiry').values({ tenant_id: tx.tenant, case_id: file.id, authority_id: file.authorityId, ...row })
      .onConflict((oc) => oc.doNothing())) > 0;
  }
  return await tx.run(q.updateTable('cases.inquiry').set(row).where('tenant_id', '=', tx.tenant).where('case_id', '=', file.id)
    .where('revision', '=', revision)) > 0;
}
