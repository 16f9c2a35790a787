import { typeCases } from '../../fixtures/cases.ts';

typeCases({ type: 'email' }, [
  [' kim@exempel.se ', 'kim@exempel.se', ['kim@exempel.se']],
  ['kim', { fault: 'email.unreadable' }],
]);
