import { typeCases } from '../../fixtures/cases.ts';

typeCases({ type: 'date', min: 'today-P1Y', max: 'today', dontKnow: true }, [
  ['2026-05-03', '2026-05-03', ['3 maj 2026']],
  ['3/5 2026', '2026-05-03'],
  ['20260503', '2026-05-03'],
  ['3 maj 2026', '2026-05-03'],
  [{ dontKnow: 'yes' }, { dontKnow: true }, ['Vet inte']],
  ['2026-05-04', { fault: 'date.future' }],
  ['2025-05-02', { fault: 'date.early' }],
  ['igår', { fault: 'date.unreadable' }],
  ['2026-02-30', { fault: 'date.unreadable' }],
  [{ '': '2026-05-03', dontKnow: 'yes' }, { fault: 'dontKnow.both' }],
]);
