import { typeCases } from '../../fixtures/cases.ts';

typeCases(
  {
    type: 'choiceOrOther',
    maxLength: 20,
    options: [
      { id: 'walk', sv: 'Gå' },
      { id: 'ride', sv: 'Åka' },
      { id: 'none', sv: 'Inget' },
    ],
  },
  [
    [{ '': 'walk', other: '' }, { code: 'walk' }, ['Gå']],
    [{ '': 'Other', other: 'Simma' }, { other: 'Simma' }, ['Simma']],
    [{ '': '', other: 'Simma' }, { other: 'Simma' }],
    [
      { '': 'Other', other: '' },
      { fault: 'choiceOrOther.empty', at: 'other' },
    ],
    [
      { '': 'Other', other: 'x'.repeat(21) },
      { fault: 'text.long', at: 'other' },
    ],
    ['fly', { fault: 'choice.unknown' }],
  ],
);
