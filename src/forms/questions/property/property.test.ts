import { typeCases } from '../../fixtures/cases.ts';

typeCases({ type: 'property' }, [
  ['Exempelkommun Tegen 1:12', 'Exempelkommun Tegen 1:12', ['Exempelkommun Tegen 1:12']],
  ['Exempelkommun  Tegen 1 : 12', 'Exempelkommun Tegen 1:12'],
  ['Exempelkommun Tegen S:3', 'Exempelkommun Tegen S:3'],
  ['Eken 3', 'Eken 3', ['Eken 3']],
  ['Exempelstad Norra Eken  12', 'Exempelstad Norra Eken 12'],
  ['Eken', { fault: 'property.unreadable' }],
  ['3', { fault: 'property.unreadable' }],
  ['min tomt', { fault: 'property.unreadable' }],
]);
