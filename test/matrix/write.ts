/** Writes docs/access-matrix.md anew: `node start.mjs test/matrix/write.ts`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rooms } from '../../src/sprang.ts';
import { matrixDocument } from './document.ts';

writeFileSync(join(import.meta.dirname, '../../docs/access-matrix.md'), matrixDocument(rooms));
