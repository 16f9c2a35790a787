import type { Staff, Tx } from '../../../platform/index.ts';
import { readCaseNumber } from '../../model/case/case-number.ts';
import { nameWords } from '../../model/case/name-words.ts';
import { casesByNumber, casesByIds, type CaseFile } from '../../store/case/case-file.ts';
import { casesByWords } from '../../store/case/words.ts';

export type SearchWish = { by: 'caseNumber' | 'personNumber' | 'name'; value: string };

/** What was typed: a case number, a personal number of twelve digits, or a name. Undefined when it is none of them. */
export function readWish(typed: string): SearchWish | undefined {
  const caseNumber = readCaseNumber(typed);
  if (caseNumber) return { by: 'caseNumber', value: caseNumber };
  const digits = typed.replaceAll(/[\s+-]/g, '');
  if (/^\d{12}$/.test(digits)) return { by: 'personNumber', value: digits };
  return !/\d/.test(typed) && nameWords(typed).length > 0 ? { by: 'name', value: typed } : undefined;
}

/** Cases of the searcher's authority and units, newest first. Who may open what is tried when it is opened. */
export async function findCases(tx: Tx, who: Staff, { by, value }: SearchWish): Promise<CaseFile[]> {
  if (!who.authorityId) return [];
  const found = by === 'caseNumber' ? await casesByNumber(tx, value)
    : await casesByIds(tx, await casesByWords(tx, who.authorityId, by === 'personNumber' ? { number: value } : { name: value }));
  return found.filter(({ unitId, assigneeId }) => who.unitIds.length === 0 || who.unitIds.includes(unitId) || assigneeId === who.staffId);
}
