import { open, type Row } from '../row.ts';

/** The routes of exchange. */
export const exchange: Readonly<Record<string, Row>> = {
  'GET /api/overlamning/nycklar': open,
  'POST /api/overlamning/:receiver/status': { of: 'nobody', params: { receiver: 'bookingCentre' } },
  'POST /api/provsvar/:laboratory': { of: 'nobody', params: { laboratory: 'labbet' } },
  'POST /api/sms/:receipt': { of: 'nobody', params: { receipt: 'finns-inte' }, butAll: 'notFound' },
  'GET /handlaggning/administration/mottagare': open,
  'GET /handlaggning/administration/mottagare/ny': open,
  'POST /handlaggning/administration/mottagare/ny': open,
  'GET /handlaggning/administration/laboratorier': open,
  'GET /handlaggning/administration/laboratorier/nytt': open,
  'POST /handlaggning/administration/laboratorier/nytt': open,
  'POST /handlaggning/administration/laboratorier/slut': open,
  'GET /handlaggning/administration/kanaler': open,
  'GET /handlaggning/administration/kanaler/:kind': { of: 'nobody', params: { kind: 'sms' } },
  'POST /handlaggning/administration/kanaler/:kind': { of: 'nobody', params: { kind: 'sms' } },
  'POST /handlaggning/administration/kanaler/:kind/prov': { of: 'nobody', params: { kind: 'sms' }, butAll: 'notFound' },
  'POST /handlaggning/administration/kanaler/:kind/slut': { of: 'nobody', params: { kind: 'sms' }, butAll: 'notFound' },
  'GET /handlaggning/arenden/:id/formaner': { of: 'staffCase' },
  'POST /handlaggning/arenden/:id/formaner': { of: 'staffCase' },
  'POST /handlaggning/arenden/:id/formaner/:question/synpunkter': { of: 'staffCase', params: { question: '{nothing}' }, but: { officer: 'notFound' } },
  'GET /handlaggning/overlamningar/register': open,
  'POST /handlaggning/overlamningar/register/:id/igen': { of: 'nobody', butAll: 'notFound' },
  'GET /handlaggning/overlamningar': open,
  'GET /handlaggning/overlamningar/:id': { of: 'nobody', butAll: 'notFound' },
  'POST /handlaggning/overlamningar/:id/igen': { of: 'nobody', butAll: 'notFound' },
};
