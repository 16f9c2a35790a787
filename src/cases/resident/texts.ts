import { join } from 'node:path';
import { readTexts } from '../../platform/index.ts';

/** What parties read, in three languages. */
export const texts = readTexts(join(import.meta.dirname, '../texts-resident'));
