import { mine, type Row } from '../row.ts';

const service = { path: 'fardtjanst' } as const;

/** The routes of services. */
export const services: Readonly<Record<string, Row>> = {
  // the resident's own room
  'GET /tjanster/:path': { of: 'nobody', params: service },
  'GET /tjanster/:path/blankett.pdf': { of: 'nobody', params: service },
  'GET /tjanster/:path/ring-mig': { of: 'nobody', params: service },
  'POST /tjanster/:path/ring-mig': { of: 'nobody', params: service, fields: { namn: 'Prov', telefon: '031-390 06 36' } },
  // a service that asks everyone to sign in has no such pages
  'GET /tjanster/:path/utan-inloggning': { of: 'nobody', params: service, butAll: 'notFound' },
  'POST /tjanster/:path/utan-inloggning': { of: 'nobody', params: service, butAll: 'notFound' },
  'GET /tjanster/:path/utan-inloggning/skicka': { of: 'nobody', params: service },
  'POST /tjanster/:path/utan-inloggning/skicka': { of: 'nobody', params: service, butAll: 'notFound' },
  'GET /tjanster/:path/ta-reda-pa': { of: 'nobody', params: service, butAll: 'notFound' },
  'POST /tjanster/:path/ta-reda-pa': { of: 'nobody', params: service, butAll: 'notFound' },
  'GET /tjanster/:path/ta-reda-pa/vidare': { of: 'nobody', params: service },
  'POST /tjanster/:path/ta-reda-pa/vidare': { of: 'nobody', params: service, butAll: 'notFound' },
  'GET /tjanster/:path/borja': { of: 'oneself', params: service, but: { lowerLevel: 'stepUp' } },
  'POST /tjanster/:path/borja': { of: 'oneself', params: service, but: { lowerLevel: 'stepUp' } },
  'GET /ansokan/:id': { of: 'draft' },
  'GET /ansokan/:id/sida/:page': { of: 'draft', params: { page: 'contact' } },
  'POST /ansokan/:id/sida/:page': { of: 'draft', params: { page: 'contact' }, fields: { phone: '070-174 06 99' } },
  'GET /ansokan/:id/fil/:file': { of: 'draft', params: { file: '{draftFile}' }, but: { lowerLevel: 'notFound' } },
  'GET /ansokan/:id/ny-version': { of: 'draft' },
  'POST /ansokan/:id/ny-version': { of: 'draft' },
  'GET /ansokan/:id/andringar': { of: 'draft' },
  'GET /ansokan/:id/granska': { of: 'draft' },
  'POST /ansokan/:id/skriv-under': { of: 'draft' },
  'POST /ansokan/:id/skicka': { of: 'draft' },
  'GET /ansokan/:id/ring-mig': { of: 'draft' },
  'POST /ansokan/:id/ring-mig': { of: 'draft' },
  'GET /ansokan/:id/ta-bort': { of: 'draft' },
  'POST /ansokan/:id/ta-bort': { of: 'draft' },

  // what staff write for someone
  'GET /handlaggning/registrera': mine,
  'POST /handlaggning/registrera': { of: 'oneself', fields: { service: 'transportService', number: '189012129801' } },
  'GET /handlaggning/registrering/:id': { of: 'entry' },
  'GET /handlaggning/registrering/:id/sida/:page': { of: 'entry', params: { page: 'contact' } },
  'POST /handlaggning/registrering/:id/sida/:page': { of: 'entry', params: { page: 'contact' }, fields: { phone: '070-174 06 99' } },
  'GET /handlaggning/registrering/:id/fil/:file': { of: 'entry', params: { file: '{nothing}' }, butAll: 'notFound' },
  'GET /handlaggning/registrering/:id/granska': { of: 'entry' },
  'POST /handlaggning/registrering/:id/registrera': { of: 'entry' },
  'GET /handlaggning/registrering/:id/klart': { of: 'entry', butAll: 'notFound' },
  'GET /handlaggning/registrering/:id/bekraftelse': { of: 'entry', butAll: 'notFound' },
  'GET /handlaggning/registrera/blankett': mine,
  'POST /handlaggning/registrera/blankett': { of: 'oneself', fields: { code: 'fel' } },
  'GET /handlaggning/blanketter': mine,
  'POST /handlaggning/blanketter': { of: 'oneself', fields: { service: 'transportService', language: 'sv', count: '1' } },
  'GET /handlaggning/blanketter/:id': { of: 'oneself', params: { id: '{nothing}' }, butAll: 'notFound' },
};
