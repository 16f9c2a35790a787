import { typeCases } from '../../fixtures/cases.ts';

typeCases({ type: 'time', min: '08:00', max: '17:00' }, [
  ['8.30', '08:30', ['kl. 08.30']],
  ['kl 17', '17:00'],
  ['7', { fault: 'time.early' }],
  ['17.01', { fault: 'time.late' }],
  ['halv nio', { fault: 'time.unreadable' }],
]);
