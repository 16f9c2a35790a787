import { typeCases } from '../../fixtures/cases.ts';

typeCases({ type: 'money', max: 500000000, unit: 'per månad' }, [
  ['1 500', 150_000, ['1 500 kr per månad']],
  ['1500,50', 150_050, ['1 500,50 kr per månad']],
  ['1.500', 150_000],
  ['0', 0],
  ['0,29', 29],
  ['-20', { fault: 'money.negative' }],
  ['mycket', { fault: 'money.unreadable' }],
  ['5 000 001', { fault: 'money.large' }],
]);
