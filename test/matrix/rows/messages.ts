import { mine, open, type Row } from '../row.ts';

/** The routes of messages. */
export const messages: Readonly<Record<string, Row>> = {
  'GET /mina-sidor/kontakt': mine,
  'POST /mina-sidor/kontakt': { of: 'oneself', fields: { epost: 'prov@exempel.example', telefon: '' }, but: { proxy: 'forbidden' } },
  'GET /ring-mig': open,
  'POST /ring-mig': { of: 'nobody', fields: { enhet: 'fardtjanst', namn: 'Prov', telefon: '031-390 06 36' } },
  'GET /mina-sidor/ring-mig/:id': { of: 'oneself', params: { id: '{nothing}' }, butAll: 'notFound' },
  'POST /mina-sidor/ring-mig/:id': { of: 'oneself', params: { id: '{nothing}' }, butAll: 'notFound' },
  'GET /handlaggning/ring-upp': mine,
  'GET /handlaggning/ring-upp/:id': { of: 'oneself', params: { id: '{nothing}' }, butAll: 'notFound' },
  'POST /handlaggning/ring-upp/:id/samtal': { of: 'oneself', params: { id: '{nothing}' }, butAll: 'notFound' },
};
