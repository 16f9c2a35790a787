import { typeCases } from '../../fixtures/cases.ts';

typeCases(
  {
    type: 'choices',
    max: 2,
    options: [
      { id: 'walk', sv: 'Gå' },
      { id: 'ride', sv: 'Åka' },
      { id: 'none', sv: 'Inget', exclusive: true },
    ],
  },
  [
    [{ '': ['ride', 'walk'] }, ['walk', 'ride'], ['Gå', 'Åka']],
    [{ '': 'none' }, ['none']],
    [{ '': ['walk', 'none'] }, { fault: 'choices.exclusive' }],
    [{ '': ['walk', 'fly'] }, { fault: 'choice.unknown' }],
  ],
);
