import { join } from 'node:path';
import { readTexts } from '../platform/index.ts';

/** What residents read. */
export const texts = readTexts(join(import.meta.dirname, 'texts'));
