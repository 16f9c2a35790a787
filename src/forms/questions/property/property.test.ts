import { typeCases } from '../../fixtures/cases.ts';

typeCases({ type: 'property' }, [
  ['Exempelkommun Tegen 1:12', 'Exempelkommun Tegen 1:12', ['Exempelkommun Tegen 1:12']],
  ['Exempelkommun  Tegen 1 : 12', 'Exempelkommun Tegen 1:12'],
  ['Exempelkommun Tegen S:3', 'Exempelkommun Tegen S:3'],
  ['min tomt', { fault: 'property.unreadable' }],
]);
