import { typeCases } from '../../fixtures/cases.ts';

typeCases({ type: 'organisationNumber' }, [
  ['556016-0680', '556016-0680', ['556016-0680']],
  ['165560160680', '556016-0680'],
  ['556016-0681', { fault: 'organisationNumber.unreadable' }],
]);
