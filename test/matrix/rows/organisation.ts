import type { Row } from '../row.ts';

/** The routes of organisation. */
export const organisation: Readonly<Record<string, Row>> = {
  'GET /tema/:file': { of: 'nobody', params: { file: '{theme}' } },
};
