import { typeCases } from '../../fixtures/cases.ts';

typeCases({ type: 'yesNo' }, [
  ['yes', true, ['Ja']],
  ['no', false, ['Nej']],
  ['maybe', { fault: 'required.yesNo' }],
]);
