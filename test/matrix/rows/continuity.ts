import { open, type Row } from '../row.ts';

/** Only for those who work for the whole organisation; one plan is asked for that is not there. */
const noPlan: Row = { of: 'nobody', params: { id: '{nothing}' }, butAll: 'notFound' };

/** The routes of continuity. */
export const continuity: Readonly<Record<string, Row>> = {
  'GET /kris': open,
  ...Object.fromEntries(['', '/starta', '/andra', '/avsluta', '/kopior', '/planer/ny'].map((path) => [`GET /handlaggning/kris${path}`, open])),
  ...Object.fromEntries(['/starta', '/andra', '/avsluta', '/nytt', '/planer/ny'].map((path) => [`POST /handlaggning/kris${path}`, open])),
  'GET /handlaggning/kris/planer/:id': noPlan,
  'POST /handlaggning/kris/planer/:id': noPlan,
  'GET /handlaggning/kris/planer/:id/ta-bort': noPlan,
  'POST /handlaggning/kris/planer/:id/ta-bort': noPlan,
};
