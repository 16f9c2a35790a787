import { join } from 'node:path';
import { readTexts, type TextParams } from '../platform/index.ts';

const texts = readTexts(join(import.meta.dirname, 'texts-staff'));

/** A text that only staff see, in Swedish: `staffText('units.title')`. */
export function staffText(key: string, params?: TextParams): string {
  return texts('sv', key, params);
}
