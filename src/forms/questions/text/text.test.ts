import { typeCases } from '../../fixtures/cases.ts';

typeCases({ type: 'text', maxLength: 10, pattern: '[A-ZÅÄÖ].*' }, [
  ['Åsa', 'Åsa', ['Åsa']],
  ['  Åsa   B ', 'Åsa B'],
  ['A\u030asa', 'Åsa'],
  ['Åsa\u0007', 'Åsa'],
  ['åsa', { fault: 'text.pattern' }],
  ['Åsa och Bosse', { fault: 'text.long' }],
]);
