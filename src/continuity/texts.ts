import { join } from 'node:path';
import { readTexts, type TextParams } from '../platform/index.ts';

/** What residents read. */
export const texts = readTexts(join(import.meta.dirname, 'texts'));

const forStaff = readTexts(join(import.meta.dirname, 'texts-staff'));

/** What staff read, in Swedish. */
export function staffText(key: string, params?: TextParams): string {
  return forStaff('sv', key, params);
}
