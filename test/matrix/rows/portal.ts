import { mine, open, type Row } from '../row.ts';

/** A proxy is for an authority's every unit: whoever works there and has its address sees for whom it is. */
const registeredProxy: Row = {
  of: 'proxy', but: { otherAuthority: 'notFound', staffOfOtherTenant: 'notFound' }, shownTo: ['otherUnit'],
};

/** The routes of portal and knowledge. */
export const portal: Readonly<Record<string, Row>> = {
  'GET /': open,
  'GET /tjanster': open,
  'GET /designguide': open,
  'GET /designguide/personal': open,
  'GET /information': open,
  'GET /information/:slug': { of: 'nobody', params: { slug: 'finns-inte' }, butAll: 'notFound' },
  'GET /kontakt': open,
  'GET /mina-sidor': mine,
  'GET /mina-sidor/utdrag': mine,
  'GET /mina-sidor/utdrag/fil': { of: 'oneself', but: { proxy: 'forbidden' } },
  'GET /sok': open,
  'GET /tillganglighet': open,
  'POST /tillganglighet': open,
  'GET /tillganglighet/tack': open,
  'GET /personuppgifter': open,
  'GET /om': open,
  'GET /robots.txt': open,
  'GET /sitemap.xml': open,

  // what an administrator changes, and proxies from paper
  ...Object.fromEntries(['', '/enheter', '/oppettider', '/roller', '/roller/ny', '/roller/ny-medarbetare', '/delegation', '/delegation/ny', '/meddelande', '/synpunkter']
    .map((path) => [`GET /handlaggning/administration${path}`, open])),
  ...Object.fromEntries(['/oppettider/dag', '/roller/ny', '/roller/ny-medarbetare', '/delegation/ny', '/meddelande']
    .map((path) => [`POST /handlaggning/administration${path}`, open])),
  ...Object.fromEntries(['GET /enheter/:id', 'POST /enheter/:id', 'GET /enheter/:id/stang', 'POST /enheter/:id/stang', 'GET /roller/:id/avsluta',
    'POST /roller/:id/avsluta', 'GET /delegation/:id/avsluta', 'POST /delegation/:id/avsluta', 'POST /synpunkter/:id/klar']
    .map((name) => [name.replace(' ', ' /handlaggning/administration'), { of: 'nobody', butAll: 'notFound' } satisfies Row])),
  ...Object.fromEntries(['GET /tjanster', 'GET /tjanster/ta-in', 'POST /tjanster/ta-in', 'GET /tabeller']
    .map((name) => [name.replace(' ', ' /handlaggning/administration'), open])),
  ...Object.fromEntries(['GET ', 'GET /stoppa', 'POST /stoppa', 'GET /oppna', 'POST /oppna', 'GET /brev/:name', 'GET /brev/:name/ord', 'POST /brev/:name/ord']
    .map((name) => [name.replace(' ', ' /handlaggning/administration/tjanster/:service'), { of: 'nobody', params: { service: 'transportService', name: 'granted.typ' } } satisfies Row])),
  ...Object.fromEntries(['GET /tjanster/:service/version/:id/:file', 'GET /tjanster/:service/version/:id/aterkalla', 'POST /tjanster/:service/version/:id/aterkalla',
    'POST /tjanster/:service/version/:id/igen', 'GET /tjanster/forslag/:id', 'GET /tjanster/forslag/:id/fragor', 'POST /tjanster/forslag/:id']
    .map((name) => [name.replace(' ', ' /handlaggning/administration'), { of: 'nobody', params: { service: 'noService', file: 'service.yaml' }, butAll: 'notFound' } satisfies Row])),
  ...Object.fromEntries(['GET ', 'GET /ny', 'POST /ny']
    .map((name) => [name.replace(' ', ' /handlaggning/administration/tabeller/:name'), { of: 'nobody', params: { name: 'noTable' }, butAll: 'notFound' } satisfies Row])),
  'GET /handlaggning/administration/oppettider/:name': { of: 'nobody', params: { name: 'desk' } },
  'POST /handlaggning/administration/oppettider/:name': { of: 'nobody', params: { name: 'desk' } },
  'POST /handlaggning/administration/oppettider/dag/:date/oppna': { of: 'nobody', params: { date: '2026-01-01' }, butAll: 'notFound' },
  'GET /handlaggning/ombud': open,
  'POST /handlaggning/ombud/sok': open,
  'GET /handlaggning/ombud/ny': open,
  'POST /handlaggning/ombud/ny': open,
  'GET /handlaggning/ombud/:id/avsluta': registeredProxy,
  'POST /handlaggning/ombud/:id/avsluta': registeredProxy,
};
