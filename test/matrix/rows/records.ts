import { mine, open, type Row } from '../row.ts';

/** What the register says of a record, or of a request, is for everyone who works in the authority; of the case it says nothing. */
const ofAuthority = { of: 'nobody', but: { otherAuthority: 'notFound', staffOfOtherTenant: 'notFound' } } as const satisfies Row;
const release = { ...ofAuthority, params: { id: '{release}' } } as const satisfies Row;
/** Who may not read the case is told why, and sees nothing of the file. */
const releaseItem = { ...ofAuthority, params: { id: '{release}', item: '{releaseItem}' } } as const satisfies Row;

/** The routes of records: the register for staff and public, release, retention, the archive. */
export const records: Readonly<Record<string, Row>> = {
  'GET /diarium': { of: 'nobody', query: 'namnd=tekniska-namnden' },
  'GET /diarium/begar-ut': open,
  'POST /diarium/begar-ut': open,
  'GET /diarium/begar-ut/tack': { of: 'nobody', query: 'nummer=TN%20U%202026-0001' },
  'GET /diarium/utlamnat/:token': { of: 'nobody', params: { token: 'finns-inte' }, butAll: 'notFound' },
  'GET /diarium/utlamnat/:token/:item': { of: 'nobody', params: { token: 'finns-inte', item: '{releaseItem}' }, butAll: 'notFound' },
  'GET /diarium/avgift/:token': { of: 'nobody', params: { token: 'finns-inte' }, butAll: 'notFound' },
  'POST /diarium/avgift/:token': { of: 'nobody', params: { token: 'finns-inte' }, butAll: 'notFound' },
  'GET /handlaggning/administration/arkivet': open,
  'POST /handlaggning/administration/arkivet': { of: 'nobody', fields: { recipient: 'age1' } },
  'GET /handlaggning/register': mine,
  'GET /handlaggning/register/lista': mine,
  'GET /handlaggning/register/handlingar/:id': { ...ofAuthority, params: { id: '{record}' } },
  'POST /handlaggning/register/handlingar/:id/sekretess': { ...ofAuthority, but: { ...ofAuthority.but, otherUnit: 'forbidden' }, params: { id: '{record}' }, fields: { do: 'remove' } },
  'GET /handlaggning/register/utlamnande': mine,
  'GET /handlaggning/register/utlamnande/ny': mine,
  'POST /handlaggning/register/utlamnande/ny': { of: 'oneself', fields: { receivedDay: '2026-11-20', way: 'phone', wanted: 'Ett beslut', delivery: 'collect' } },
  'GET /handlaggning/register/utlamnande/:id': release,
  'POST /handlaggning/register/utlamnande/:id/ta': release,
  'POST /handlaggning/register/utlamnande/:id/handlingar': { ...release, butAll: 'notFound' },
  'POST /handlaggning/register/utlamnande/:id/uppgift': { ...release, fields: { case: '{case}' } },
  'POST /handlaggning/register/utlamnande/:id/nej': { ...release, fields: { do: 'toldNo' } },
  'POST /handlaggning/register/utlamnande/:id/beslut': { ...release, butAll: 'notFound' },
  'GET /handlaggning/register/utlamnande/:id/beslut/:step': { ...release, params: { id: '{release}', step: '{nothing}' }, butAll: 'notFound' },
  'POST /handlaggning/register/utlamnande/:id/lamna-ut': { ...release, butAll: 'notFound' },
  'POST /handlaggning/register/utlamnande/:id/avgift': { ...release, fields: { do: 'tell', pages: '30' } },
  'POST /handlaggning/register/utlamnande/:id/avgift/svar': { ...release, fields: { answer: 'advance' }, butAll: 'notFound' },
  'POST /handlaggning/register/utlamnande/:id/avgift/betald': { ...release, fields: { how: 'Kvitto 12' }, butAll: 'notFound' },
  'POST /handlaggning/register/utlamnande/:id/overklagande': { ...release, fields: { do: 'appealed' }, butAll: 'notFound' },
  'POST /handlaggning/register/utlamnande/:id/avslut': { ...release, fields: { why: 'withdrawn' } },
  'GET /handlaggning/register/utlamnande/:id/handlingar/:item': releaseItem,
  'POST /handlaggning/register/utlamnande/:id/handlingar/:item': { ...releaseItem, fields: { outcome: 'refused', section: '26 kap. 1 § OSL' } },
  'POST /handlaggning/register/utlamnande/:id/handlingar/:item/maskeringar': { ...releaseItem, fields: { how: 'area', page: '1', x: '1', y: '1', width: '1', height: '1' } },
  'POST /handlaggning/register/utlamnande/:id/handlingar/:item/maskeringar/bort': { ...releaseItem, but: { ...ofAuthority.but, officer: 'notFound' } },
  'GET /handlaggning/register/utlamnande/:id/handlingar/:item/original': { ...releaseItem, but: { ...ofAuthority.but, colleague: 'notFound', manager: 'notFound', registrar: 'notFound', otherUnit: 'notFound' } },
  'GET /handlaggning/register/utlamnande/:id/handlingar/:item/sidor/:page': { of: 'nobody', params: { ...releaseItem.params, page: '1' }, butAll: 'notFound' },
  'GET /handlaggning/register/utlamnande/:id/handlingar/:item/kopia': { ...releaseItem, butAll: 'notFound' },
  ...Object.fromEntries(['gallring', 'gallring/kommande', 'gallring/bevis', 'gallring/statistik', 'gallring/stopp', 'gallring/forskning', 'arkiv'].map((path) => [`GET /handlaggning/register/${path}`, mine])),
  ...Object.fromEntries(['gallring/korning', 'gallring/stopp', 'gallring/forskning', 'arkiv'].map((path) => [`POST /handlaggning/register/${path}`, mine])),
  'GET /handlaggning/register/gallring/planer/:service': { of: 'nobody', params: { service: 'transportService' } },
  'POST /handlaggning/register/gallring/planer/:service': { of: 'nobody', params: { service: 'transportService' } },
  'GET /handlaggning/register/gallring/bevis/:run': { of: 'nobody', params: { run: '{nothing}' }, butAll: 'notFound' },
  'GET /handlaggning/register/gallring/bevis/:run/lista': { of: 'nobody', params: { run: '{nothing}' }, butAll: 'notFound' },
  'POST /handlaggning/register/gallring/stopp/:id/hav': { of: 'nobody', butAll: 'notFound' },
  'GET /handlaggning/register/arkiv/:id/fil': { of: 'nobody', butAll: 'notFound' },
  'POST /handlaggning/register/arkiv/:id/kvittens': { of: 'nobody', butAll: 'notFound' },
};
