import { typeCases } from '../../fixtures/cases.ts';

typeCases({ type: 'longText', minLength: 5, maxLength: 30 }, [
  ['Rad ett\r\nrad två', 'Rad ett\nrad två', ['Rad ett', 'rad två']],
  ['Hej', { fault: 'text.short' }],
  ['x'.repeat(31), { fault: 'text.long' }],
  ['👩‍👩‍👧', '👩‍👩‍👧'],
]);
