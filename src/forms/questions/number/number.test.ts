import { typeCases } from '../../fixtures/cases.ts';

typeCases({ type: 'number', min: 0, max: 100, decimals: 1, unit: 'meter' }, [
  ['12,5', 12.5, ['12,5 meter']],
  ['0.3', 0.3],
  ['1 0', 10],
  ['tolv', { fault: 'number.unreadable' }],
  ['-1', { fault: 'number.small' }],
  ['101', { fault: 'number.large' }],
  ['1,25', { fault: 'number.decimals' }],
]);
