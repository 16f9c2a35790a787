import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lawReference } from './law-reference.ts';

test('a law is named within the sentence, an abbreviation as it is', () => {
  assert.equal(lawReference('7 §', 'Lagen (1997:736) om färdtjänst'), '7 § lagen (1997:736) om färdtjänst');
  assert.equal(lawReference('26 kap. 1 §', 'OSL'), '26 kap. 1 § OSL');
});

test('words about a section stand after the act', () => {
  assert.equal(lawReference('9 kap., reglerna om när lov krävs', 'Plan- och bygglagen (2010:900)'), '9 kap. plan- och bygglagen (2010:900), reglerna om när lov krävs');
  assert.equal(lawReference('37, 38 §§', 'Förvaltningslagen (2017:900)'), '37, 38 §§ förvaltningslagen (2017:900)');
  assert.equal(lawReference('reglerna om att återkalla ett tillstånd', 'Trafikförordningen (1998:1276)'), 'reglerna om att återkalla ett tillstånd i trafikförordningen (1998:1276)');
  assert.equal(lawReference('reglerna om överklagande i 15 kap.', 'Trafikförordningen (1998:1276)'), 'reglerna om överklagande i 15 kap. trafikförordningen (1998:1276)');
});
