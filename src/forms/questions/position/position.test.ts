import { typeCases } from '../../fixtures/cases.ts';

typeCases({ type: 'position' }, [
  [
    { latitude: '59,3293', longitude: '18.0686', description: '' },
    { latitude: 59.3293, longitude: 18.0686 },
    ['59.32930, 18.06860 (WGS 84)'],
  ],
  [{ latitude: '', longitude: '', description: 'Vid bron' }, { description: 'Vid bron' }, ['Vid bron']],
  [
    { latitude: '59', longitude: '', description: '' },
    { fault: 'position.half', at: 'longitude' },
  ],
  [
    { latitude: '95', longitude: '18', description: '' },
    { fault: 'position.unreadable', at: 'latitude' },
  ],
]);
