import { demands } from '../classification/index.ts';

/** Occasions a person is told about by e-mail. What the e-mail may say of the occasion follows from the class. */
export const noticeKinds = [
  'received', 'message', 'completion', 'hearing', 'decision', 'invitation', 'reminder', 'appeal', 'recall', 'other',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** How much a notice tells: the wording's key in `texts`, and whether the occasion and the sending unit may be named. */
export interface Wording {
  key: `occasion.${NoticeKind}` | 'thatThereIs' | 'organisationOnly';
  namesUnit: boolean;
}

/**
 * What an e-mail may say, by class (service-definition.md, "Class → least demand"): at 0 and 1 the occasion and from whom,
 * at 2 that there is something, at 3 only that the organisation has something to tell.
 */
export function wordingFor(confidentiality: number, kind: NoticeKind): Wording {
  const { notice } = demands({ confidentiality });
  if (notice === 'organisationOnly' || notice === 'thatThereIs') return { key: notice, namesUnit: false };
  return { key: `occasion.${kind}`, namesUnit: true };
}

/** Sendings tried before a notice is given up; the job runs every five minutes, so about a day and a half at the growing pauses. */
export const mostAttempts = 12;

/** Minutes to wait before the next try: 5, 10, 20 … at most four hours. */
export function pauseBefore(attempt: number): number {
  return Math.min(240, 5 * 2 ** Math.max(0, attempt - 1));
}
