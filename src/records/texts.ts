import { join } from 'node:path';
import { readTexts } from '../platform/index.ts';

/** What residents read. Staff's words stand in the pages. */
export const texts = readTexts(join(import.meta.dirname, 'texts'));
