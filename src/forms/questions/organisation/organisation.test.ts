import { typeCases } from '../../fixtures/cases.ts';

typeCases({ type: 'organisation' }, [
  [{ name: 'Bygg AB', number: '5560160680' }, { name: 'Bygg AB', number: '556016-0680' }, ['Bygg AB', '556016-0680']],
  [
    { name: 'Bygg AB', number: '5560160681' },
    { fault: 'organisationNumber.unreadable', at: 'number' },
  ],
  [
    { name: '', number: '5560160680' },
    { fault: 'missing.name', at: 'name' },
  ],
]);
