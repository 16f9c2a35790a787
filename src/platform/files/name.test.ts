import assert from 'node:assert/strict';
import { it } from 'node:test';
import { safeName } from './name.ts';

const cases: [string, string][] = [
  ['Intyg från läkare.PDF', 'Intyg från läkare.pdf'],
  ['A\u030Arsredovisning.pdf', 'Årsredovisning.pdf'],
  ['../../etc/passwd', 'passwd.pdf'],
  ['C:\\Users\\tilda\\intyg.docx', 'intyg.pdf'],
  ['faktura.pdf.exe', 'faktura.pdf.pdf'],
  ['a\u202Efdp.exe', 'afdp.pdf'],
  ['rad\r\nSet-Cookie: x=1.pdf', 'radSet-Cookie x=1.pdf'],
  ['Beslut: färdtjänst.pdf', 'Beslut färdtjänst.pdf'],
  ['"><script>.pdf', '___script_.pdf'],
  ['..', 'fil.pdf'],
  ['', 'fil.pdf'],
  ['.htaccess', 'fil.pdf'],
  [`${'å'.repeat(300)}.pdf`, `${'å'.repeat(95)}.pdf`],
];

for (const [name, safe] of cases) {
  it(`makes ${JSON.stringify(name.slice(0, 40))} harmless`, () => assert.equal(safeName(name, 'pdf'), safe));
}
