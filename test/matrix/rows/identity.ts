import { mine, open, type Row } from '../row.ts';

/** The routes of identity. */
export const identity: Readonly<Record<string, Row>> = {
  'GET /logga-in': open,
  'POST /logga-in': open,
  'GET /handlaggning/logga-in': open,
  'POST /handlaggning/logga-in': open,
  'GET /inloggning/svar': { of: 'nobody', butAll: 'forbidden' },
  'POST /logga-ut': open,
  'POST /handlaggning/logga-ut': open,
  'GET /underskrift/svar': mine,
  'GET /mina-sidor/ombud': mine,
  'POST /mina-sidor/ombud': {
    of: 'oneself', fields: { ombud: '{proxy}' },
    but: { own: 'forbidden', lowerLevel: 'forbidden', coApplicant: 'forbidden', otherPerson: 'forbidden', otherTenant: 'forbidden' },
  },
  'POST /mina-sidor/ombud/avsluta': mine,
  'POST /mina-sidor/ombud/:id/slut': { of: 'proxy' },
  'POST /handlaggning/plats': {
    of: 'oneself', fields: { namnd: '{authority}' },
    but: { onDuty: 'forbidden', administrator: 'forbidden', otherAuthority: 'forbidden', staffOfOtherTenant: 'forbidden' },
  },
  'GET /handlaggning/inbjudan': open,
  'POST /handlaggning/inbjudan': open,
};
