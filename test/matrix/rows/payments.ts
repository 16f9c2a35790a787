import { mine, type Row } from '../row.ts';

/** The routes of payments. */
export const payments: Readonly<Record<string, Row>> = {
  'GET /handlaggning/utbetalningar': mine,
  'POST /handlaggning/utbetalningar/attest': { of: 'oneself', fields: { order: '{nothing}' } },
  'GET /handlaggning/utbetalningar/:id': { of: 'nobody', butAll: 'notFound' },
  'POST /handlaggning/utbetalningar/:id/uppgifter': { of: 'nobody', butAll: 'notFound' },
  'POST /handlaggning/utbetalningar/:id/stopp': { of: 'nobody', butAll: 'notFound' },
  'GET /handlaggning/utbetalningar/filer': mine,
  'GET /handlaggning/utbetalningar/filer/ny': mine,
  'POST /handlaggning/utbetalningar/filer': mine,
  'POST /handlaggning/utbetalningar/filer/kvittens': mine,
  'GET /handlaggning/utbetalningar/filer/:id': { of: 'nobody', butAll: 'notFound' },
  'GET /handlaggning/utbetalningar/filer/:id/dokument/:document': { of: 'nobody', params: { document: '{nothing}' }, butAll: 'notFound' },
  'GET /handlaggning/utbetalningar/fordringar': mine,
  'POST /handlaggning/utbetalningar/fordringar/fil': mine,
  'GET /handlaggning/utbetalningar/fordringar/fil/:document': { of: 'nobody', params: { document: '{nothing}' }, butAll: 'notFound', but: { manager: 'forbidden' } },
  'POST /handlaggning/utbetalningar/fordringar/betalningar': mine,
  'GET /handlaggning/utbetalningar/fordringar/:id': { of: 'nobody', butAll: 'notFound' },
  'POST /handlaggning/utbetalningar/fordringar/:id/andring': { of: 'nobody', butAll: 'notFound' },
  'GET /handlaggning/utbetalningar/installningar': mine,
  'POST /handlaggning/utbetalningar/installningar': mine,
};
