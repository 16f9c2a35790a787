import { open, type Row } from '../row.ts';

/** A lane that the organisation does not have. */
const noLane: Row = { of: 'nobody', params: { lane: 'ingen-sadan' }, butAll: 'notFound' };

/** The routes of queue. */
export const queue: Readonly<Record<string, Row>> = {
  'GET /ko/:lane': noLane,
  'GET /ko/:lane/status': noLane,
  'POST /ko/:lane/plats': noLane,
  'GET /ko/:lane/anmalan': noLane,
  'POST /ko/:lane/anmalan': noLane,
  'GET /ko/:lane/lottning': noLane,
  'GET /ko/:lane/lottning/lista': noLane,
  'GET /ko-skript/:name': { of: 'nobody', params: { name: 'annat.js' }, butAll: 'notFound' },
  'GET /ko/:lane/min-plats': noLane,
  'POST /ko/:lane/tur': noLane,
  'POST /ko/:lane/mer-tid': noLane,
  'GET /handlaggning/koer': open,
  'GET /handlaggning/koer/ny': open,
  'POST /handlaggning/koer': open,
  'GET /handlaggning/koer/:lane': noLane,
  'POST /handlaggning/koer/:lane/steg': noLane,
  'POST /handlaggning/koer/:lane/plats': noLane,
  'GET /handlaggning/koer/:lane/lage': noLane,
  'POST /handlaggning/koer/:lane/tur': noLane,
  'POST /handlaggning/koer/:lane/uppringd': noLane,
};
