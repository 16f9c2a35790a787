import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lawReference } from './law-reference.ts';

test('a law is named within the sentence, an abbreviation as it is', () => {
  assert.equal(lawReference('7 §', 'Lagen (1997:736) om färdtjänst'), '7 § lagen (1997:736) om färdtjänst');
  assert.equal(lawReference('26 kap. 1 §', 'OSL'), '26 kap. 1 § OSL');
});
