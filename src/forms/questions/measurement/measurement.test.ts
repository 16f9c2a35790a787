import { typeCases } from '../../fixtures/cases.ts';

typeCases(
  {
    type: 'measurement',
    units: [
      { id: 'm', sv: 'meter' },
      { id: 'km', sv: 'kilometer', factor: 1000 },
    ],
    max: 5000,
    decimals: 1,
  },
  [
    [{ '': '120', unit: 'm' }, { value: 120, unit: 'm' }, ['120 meter']],
    [{ '': '1,5', unit: 'km' }, { value: 1.5, unit: 'km' }, ['1,5 kilometer']],
    ['120', { value: 120, unit: 'm' }],
    [{ '': '6', unit: 'km' }, { fault: 'number.large' }],
    [
      { '': '6', unit: 'mil' },
      { fault: 'measurement.unit', at: 'unit' },
    ],
    [{ '': 'långt', unit: 'm' }, { fault: 'number.unreadable' }],
  ],
);
