import { typeCases } from '../../fixtures/cases.ts';

typeCases({ type: 'bankAccount' }, [
  [
    { clearing: '8327-9', account: '123 456 789-0', bank: '' },
    { clearing: '8327-9', account: '1234567890' },
    ['Clearingnummer 8327-9, kontonummer 1234567890'],
  ],
  [
    { clearing: '5000', account: '1234567', bank: 'Exempelbanken' },
    { clearing: '5000', account: '1234567', bank: 'Exempelbanken' },
  ],
  [
    { clearing: '50', account: '1234567', bank: '' },
    { fault: 'bankAccount.clearing', at: 'clearing' },
  ],
  [
    { clearing: '5000', account: '12', bank: '' },
    { fault: 'bankAccount.account', at: 'account' },
  ],
]);
