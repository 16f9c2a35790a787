import { typeCases } from '../../fixtures/cases.ts';

typeCases({ type: 'period', openEnd: true, min: 'today' }, [
  [{ start: '2026-05-03', end: '3/6 2026' }, { start: '2026-05-03', end: '2026-06-03' }, ['3 maj 2026 – 3 juni 2026']],
  [{ start: '2026-05-03', end: '' }, { start: '2026-05-03' }, ['Från och med 3 maj 2026']],
  [
    { start: '2026-06-03', end: '2026-05-03' },
    { fault: 'period.order', at: 'end' },
  ],
  [
    { start: '', end: '2026-05-03' },
    { fault: 'period.startMissing', at: 'start' },
  ],
  [
    { start: 'snart', end: '2026-05-03' },
    { fault: 'date.unreadable', at: 'start' },
  ],
  [
    { start: '2026-05-02', end: '2026-05-03' },
    { fault: 'date.past', at: 'start' },
  ],
]);
