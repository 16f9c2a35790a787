import { typeCases } from '../../fixtures/cases.ts';

typeCases({ type: 'scale', min: 0, max: 10, low: 'Ingen smärta', high: 'Värsta tänkbara' }, [
  ['0', 0, ['0 på en skala från 0 till 10: Ingen smärta']],
  ['7', 7, ['7 på en skala från 0 till 10']],
  ['11', { fault: 'scale.outside' }],
]);
