import { typeCases } from '../../fixtures/cases.ts';

typeCases(
  {
    type: 'choice',
    options: [
      { id: 'walk', sv: 'Gå' },
      { id: 'ride', sv: 'Åka' },
      { id: 'none', sv: 'Inget' },
    ],
  },
  [
    ['walk', 'walk', ['Gå']],
    ['fly', { fault: 'choice.unknown' }],
  ],
);
