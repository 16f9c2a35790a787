import { typeCases } from '../../fixtures/cases.ts';

typeCases({ type: 'person', fields: ['givenName', 'familyName', 'personalNumber'] }, [
  [
    { givenName: 'Åsa', familyName: 'Ek', personalNumber: '890101-9802' },
    { fault: 'personalNumber.unreadable', at: 'personalNumber' },
  ],
  [
    { givenName: 'Åsa', familyName: 'Ek', personalNumber: '18900101-9802' },
    { givenName: 'Åsa', familyName: 'Ek', personalNumber: '189001019802' },
    ['Åsa Ek', '18900101-9802'],
  ],
  [
    { givenName: 'Åsa', familyName: 'Ek', personalNumber: '900101+9802' },
    { givenName: 'Åsa', familyName: 'Ek', personalNumber: '189001019802' },
  ],
  [
    { givenName: 'Åsa', familyName: '', personalNumber: '18900101-9802' },
    { fault: 'missing.familyName', at: 'familyName' },
  ],
]);
