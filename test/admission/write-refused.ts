/** Writes deploy/refused.html anew, the page that a proxy in front serves to those for whom there is no room: `node start.mjs test/admission/write-refused.ts`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { refusalPage } from '../../src/platform/server/refusal-page.ts';

writeFileSync(join(import.meta.dirname, '../../deploy/refused.html'), refusalPage('busy'));
