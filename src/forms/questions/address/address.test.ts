import { typeCases } from '../../fixtures/cases.ts';

typeCases({ type: 'address' }, [
  [
    { careOf: '', street: 'Storgatan 1', postalCode: '12345', city: 'Exempelby' },
    { street: 'Storgatan 1', postalCode: '123 45', city: 'Exempelby' },
    ['Storgatan 1', '123 45 Exempelby'],
  ],
  [
    { careOf: 'Ek', street: 'Storgatan 1', postalCode: 'SE-123 45', city: 'Exempelby' },
    { careOf: 'Ek', street: 'Storgatan 1', postalCode: '123 45', city: 'Exempelby' },
    ['c/o Ek', 'Storgatan 1', '123 45 Exempelby'],
  ],
  [
    { street: 'Storgatan 1', postalCode: '1234', city: 'Exempelby' },
    { fault: 'address.postalCode', at: 'postalCode' },
  ],
  [
    { street: 'Storgatan 1', postalCode: '', city: 'Exempelby' },
    { fault: 'missing.postalCode', at: 'postalCode' },
  ],
]);
