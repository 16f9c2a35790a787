import { typeCases } from '../../fixtures/cases.ts';

typeCases({ type: 'phone' }, [
  ['070-174 06 05', '+46701740605', ['070-174 06 05']],
  ['+47 22 22 22 22', '+4722222222', ['+4722222222']],
  ['12', { fault: 'phone.unreadable' }],
]);
