import type { ActorName } from './actors.ts';
import type { Outcome } from './expect.ts';

/**
 * What a route's address points at. `nobody`: public, or an empty form. `oneself`: whatever belongs to whoever is signed in.
 * `draft`, `proxy`: something of one person. `residentCase`: a case of two parties; `ownPart`: what one of them alone is to see. `entry`: an application that staff write.
 * `staffCase`: a case, opened by staff. `unreadCase`: a case, before it is opened.
 */
export type Belonging = 'nobody' | 'oneself' | 'draft' | 'residentCase' | 'ownPart' | 'proxy' | 'entry' | 'staffCase' | 'unreadCase';

export interface Row {
  of: Belonging;
  /** what stands for the parameters of the path; `{name}` is a thing of the fixture (see fixture.ts). `:id` follows from `of`. */
  params?: Readonly<Record<string, string>>;
  /** what is posted; `{name}` as above */
  fields?: Readonly<Record<string, string>>;
  query?: string;
  /** where one actor gets something else than `of` gives */
  but?: Partial<Record<ActorName, Outcome>>;
  /** who is a stranger to the case, and still may see whom it concerns */
  shownTo?: readonly ActorName[];
  /** where everyone whom the rule lets in gets something else */
  butAll?: Outcome;
}

const open: Row = { of: 'nobody' };
const mine: Row = { of: 'oneself' };
/** A proxy is for an authority's every unit: whoever works there and has its address sees for whom it is. */
const registeredProxy: Row = {
  of: 'proxy', but: { otherAuthority: 'notFound', staffOfOtherTenant: 'notFound' }, shownTo: ['otherUnit'],
};
const service = { path: 'fardtjanst' } as const;
/** What the register says of a record, or of a request, is for everyone who works in the authority; of the case it says nothing. */
const ofAuthority = { of: 'nobody', but: { otherAuthority: 'notFound', staffOfOtherTenant: 'notFound' } } as const satisfies Row;
const release = { ...ofAuthority, params: { id: '{release}' } } as const satisfies Row;
/** Who may not read the case is told why, and sees nothing of the file. */
const releaseItem = { ...ofAuthority, params: { id: '{release}', item: '{releaseItem}' } } as const satisfies Row;

/** Every route of the house. A route without a row fails the test, and so does a row without a route. */
export const rows: Readonly<Record<string, Row>> = {
  // portal and knowledge
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
  'GET /api/overlamning/nycklar': open,
  'POST /api/overlamning/:receiver/status': { of: 'nobody', params: { receiver: 'bookingCentre' } },
  'GET /handlaggning/administration/mottagare': open,
  'GET /handlaggning/administration/mottagare/ny': open,
  'POST /handlaggning/administration/mottagare/ny': open,
  'GET /handlaggning/overlamningar': open,
  'GET /handlaggning/overlamningar/:id': { of: 'nobody', butAll: 'notFound' },
  'POST /handlaggning/overlamningar/:id/igen': { of: 'nobody', butAll: 'notFound' },
  'GET /sok': open,
  'GET /tillganglighet': open,
  'POST /tillganglighet': open,
  'GET /tillganglighet/tack': open,
  'GET /personuppgifter': open,
  'GET /om': open,
  'GET /robots.txt': open,
  'GET /sitemap.xml': open,

  // portal: what an administrator changes, and proxies from paper
  ...Object.fromEntries(['', '/enheter', '/oppettider', '/roller', '/roller/ny', '/roller/ny-medarbetare', '/delegation', '/delegation/ny', '/meddelande', '/synpunkter']
    .map((path) => [`GET /handlaggning/administration${path}`, open])),
  ...Object.fromEntries(['/oppettider/dag', '/roller/ny', '/roller/ny-medarbetare', '/delegation/ny', '/meddelande']
    .map((path) => [`POST /handlaggning/administration${path}`, open])),
  ...Object.fromEntries(['GET /enheter/:id', 'POST /enheter/:id', 'GET /enheter/:id/stang', 'POST /enheter/:id/stang', 'GET /roller/:id/avsluta',
    'POST /roller/:id/avsluta', 'GET /delegation/:id/avsluta', 'POST /delegation/:id/avsluta', 'POST /synpunkter/:id/klar']
    .map((name) => [name.replace(' ', ' /handlaggning/administration'), { of: 'nobody', butAll: 'notFound' } satisfies Row])),
  ...Object.fromEntries(['GET /tjanster', 'GET /tjanster/ta-in', 'POST /tjanster/ta-in', 'GET /tabeller']
    .map((name) => [name.replace(' ', ' /handlaggning/administration'), open])),
  ...Object.fromEntries(['GET ', 'GET /stoppa', 'POST /stoppa', 'GET /oppna', 'POST /oppna', 'GET /brev/:name']
    .map((name) => [name.replace(' ', ' /handlaggning/administration/tjanster/:service'), { of: 'nobody', params: { service: 'transportService', name: 'granted.typ' } } satisfies Row])),
  ...Object.fromEntries(['GET /tjanster/:service/version/:id/:file', 'GET /tjanster/:service/version/:id/aterkalla', 'POST /tjanster/:service/version/:id/aterkalla',
    'POST /tjanster/:service/version/:id/igen', 'GET /tjanster/forslag/:id', 'POST /tjanster/forslag/:id']
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

  // organisation
  'GET /tema/:file': { of: 'nobody', params: { file: '{theme}' } },

  // identity
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
    but: { administrator: 'forbidden', otherAuthority: 'forbidden', staffOfOtherTenant: 'forbidden' },
  },
  'GET /handlaggning/inbjudan': open,
  'POST /handlaggning/inbjudan': open,

  // messages
  'GET /mina-sidor/kontakt': mine,
  'POST /mina-sidor/kontakt': { of: 'oneself', fields: { epost: 'prov@exempel.example', telefon: '' }, but: { proxy: 'forbidden' } },

  // services: the resident's own room
  'GET /tjanster/:path': { of: 'nobody', params: service },
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
  'GET /ansokan/:id/ta-bort': { of: 'draft' },
  'POST /ansokan/:id/ta-bort': { of: 'draft' },

  // services: what staff write for someone
  'GET /handlaggning/registrera': mine,
  'POST /handlaggning/registrera': { of: 'oneself', fields: { service: 'transportService', number: '189012129801' } },
  'GET /handlaggning/registrering/:id': { of: 'entry' },
  'GET /handlaggning/registrering/:id/sida/:page': { of: 'entry', params: { page: 'contact' } },
  'POST /handlaggning/registrering/:id/sida/:page': { of: 'entry', params: { page: 'contact' }, fields: { phone: '070-174 06 99' } },
  'GET /handlaggning/registrering/:id/fil/:file': { of: 'entry', params: { file: '{nothing}' }, butAll: 'notFound' },
  'GET /handlaggning/registrering/:id/granska': { of: 'entry' },
  'POST /handlaggning/registrering/:id/registrera': { of: 'entry' },

  // cases: parties
  'GET /mina-sidor/arenden/:id': { of: 'residentCase' },
  'GET /mina-sidor/arenden/:id/kvitto': { of: 'residentCase' },
  'GET /mina-sidor/arenden/:id/skickat': { of: 'residentCase' },
  'GET /mina-sidor/arenden/:id/skickat/:submission/kopia': { of: 'ownPart', params: { submission: '{submission}' } },
  'GET /mina-sidor/arenden/:id/fil/:document': { of: 'ownPart', params: { document: '{caseFile}' } },
  'POST /mina-sidor/arenden/:id/min-del': { of: 'residentCase' },
  'GET /mina-sidor/arenden/:id/ta-tillbaka': { of: 'residentCase' },
  'POST /mina-sidor/arenden/:id/ta-tillbaka': { of: 'residentCase' },
  'GET /mina-sidor/arenden/:id/meddelanden': { of: 'residentCase' },
  'POST /mina-sidor/arenden/:id/meddelanden': { of: 'residentCase', fields: { text: 'Hej!' } },
  'GET /mina-sidor/arenden/:id/komplettering/:request': { of: 'residentCase', params: { request: '{completion}' } },
  'POST /mina-sidor/arenden/:id/komplettering/:request': { of: 'residentCase', params: { request: '{completion}' }, fields: { 'svar-0': 'Det kommer.' } },
  'GET /mina-sidor/arenden/:id/yttrande/:request': { of: 'residentCase', params: { request: '{hearing}' } },
  'POST /mina-sidor/arenden/:id/yttrande/:request': { of: 'residentCase', params: { request: '{hearing}' }, fields: { svar: 'agree' } },
  'GET /mina-sidor/arenden/:id/beslut/:decision': { of: 'ownPart', params: { decision: '{decision}' } },
  'GET /mina-sidor/arenden/:id/beslut/:decision/overklaga': { of: 'ownPart', params: { decision: '{decision}' } },
  'POST /mina-sidor/arenden/:id/beslut/:decision/overklaga': { of: 'ownPart', params: { decision: '{decision}' }, fields: { andring: 'Jag vill resa.' } },
  'GET /mina-sidor/arenden/:id/overklagande/:appeal': { of: 'ownPart', params: { appeal: '{appeal}' } },
  'GET /mina-sidor/arenden/:id/vem-har-last': { of: 'residentCase' },
  'GET /mina-sidor/arenden/:id/begar-beslut': { of: 'residentCase' },
  'POST /mina-sidor/arenden/:id/begar-beslut': { of: 'residentCase', fields: { text: 'Besluta nu.' } },
  'GET /mina-sidor/arenden/:id/akt': { of: 'residentCase' },
  'GET /mina-sidor/arenden/:id/begar/:kind': { of: 'residentCase', params: { kind: 'change' } },
  'POST /mina-sidor/arenden/:id/begar/:kind': { of: 'residentCase', params: { kind: 'change' }, fields: { text: 'Vatten.' } },
  'GET /mina-sidor/tillstand/:permit': { of: 'nobody', params: { permit: '{nothing}' }, butAll: 'notFound' },

  // cases: those who do not apply, by sign-in and by code; the notice board
  'GET /mina-sidor/delaktig/:id': { of: 'nobody', butAll: 'notFound' },
  'POST /mina-sidor/delaktig/:id/svar': { of: 'nobody', butAll: 'notFound' },
  'GET /mina-sidor/delaktig/:id/fil/:document': { of: 'nobody', params: { document: '{caseFile}' }, butAll: 'notFound' },
  'GET /mina-sidor/delaktig/:id/beslut/:decision': { of: 'nobody', params: { decision: '{decision}' }, butAll: 'notFound' },
  'POST /mina-sidor/delaktig/:id/beslut/:decision': { of: 'nobody', params: { decision: '{decision}' }, butAll: 'notFound' },
  'GET /svar': open,
  'POST /svar': { of: 'nobody', fields: { kod: 'K7M-P2X' } },
  'GET /svar/:link': { of: 'nobody', params: { link: 'finns-inte' } },
  'POST /svar/:link': { of: 'nobody', params: { link: 'finns-inte' } },
  'GET /svar/oppet': open,
  'POST /svar/oppet/svar': open,
  'GET /svar/oppet/fil/:document': { of: 'nobody', params: { document: '{caseFile}' } },
  'GET /svar/oppet/beslut/:decision': { of: 'nobody', params: { decision: '{decision}' } },
  'POST /svar/oppet/beslut/:decision': { of: 'nobody', params: { decision: '{decision}' } },
  'POST /svar/oppet/mottaget/:notification': { of: 'nobody', params: { notification: '{notification}' } },
  'POST /svar/stang': open,
  'GET /anslagstavla': open,
  'GET /anslagstavla/:notice': { of: 'nobody', params: { notice: '{nothing}' }, butAll: 'notFound' },
  'GET /handlaggning/anslag': mine,
  'GET /handlaggning/anslag/nytt': open,
  'POST /handlaggning/anslag/nytt': { of: 'oneself', fields: { kind: 'other', title: 'Samråd', body: 'Kom och titta.', until: '2030-01-01' } },
  'GET /handlaggning/anslag/:notice': { of: 'nobody', params: { notice: '{nothing}' }, butAll: 'notFound' },
  'POST /handlaggning/anslag/:notice/nedtagning': { of: 'nobody', params: { notice: '{nothing}' }, butAll: 'notFound' },

  // cases: staff
  'GET /handlaggning/arenden/:id/parter': { of: 'staffCase' },
  'GET /handlaggning/arenden/:id/parter/ny': { of: 'staffCase' },
  'POST /handlaggning/arenden/:id/parter/ny': { of: 'staffCase', fields: { kind: 'guardian', name: 'Folke Prov', email: 'folke@exempel.se' } },
  'GET /handlaggning/arenden/:id/parter/:other': { of: 'staffCase', params: { other: '{other}' } },
  'POST /handlaggning/arenden/:id/parter/:other/fraga': { of: 'staffCase', params: { other: '{other}' }, fields: { due: '2026-01-01' } },
  'POST /handlaggning/arenden/:id/parter/:other/paminn': { of: 'staffCase', params: { other: '{other}' } },
  'POST /handlaggning/arenden/:id/parter/:other/ta-tillbaka': { of: 'staffCase', params: { other: '{other}' } },
  'POST /handlaggning/arenden/:id/parter/:other/svar': { of: 'staffCase', params: { other: '{other}' }, fields: { svar: 'agree' } },
  'GET /handlaggning/arenden/:id/parter/:party/lamnar': { of: 'staffCase', params: { party: '{coParty}' } },
  'POST /handlaggning/arenden/:id/parter/:party/lamnar': { of: 'staffCase', params: { party: '{coParty}' } },
  'GET /handlaggning/arenden/:id/delgivning': { of: 'staffCase' },
  'GET /handlaggning/arenden/:id/delgivning/:notification': { of: 'staffCase', params: { notification: '{notification}' } },
  'POST /handlaggning/arenden/:id/delgivning/:notification/mottagningsbevis': { of: 'staffCase', params: { notification: '{notification}' } },
  'POST /handlaggning/arenden/:id/delgivning/:notification/kontrollmeddelande': { of: 'staffCase', params: { notification: '{notification}' } },
  'POST /handlaggning/arenden/:id/delgivning/:notification/upplysning': { of: 'staffCase', params: { notification: '{notification}' } },
  'GET /handlaggning': mine,
  'GET /handlaggning/sok': mine,
  'POST /handlaggning/sok': { of: 'oneself', fields: { q: '{number}' } },
  'GET /handlaggning/arenden/:id': { of: 'staffCase' },
  'GET /handlaggning/arenden/:id/handelser': { of: 'staffCase' },
  'POST /handlaggning/arenden/:id/meddelande': { of: 'staffCase', fields: { text: 'Hej!' } },
  'GET /handlaggning/arenden/:id/handlingar': { of: 'staffCase' },
  'GET /handlaggning/arenden/:id/dokument/:document': { of: 'staffCase', params: { document: '{caseFile}' } },
  'GET /handlaggning/arenden/:id/komplettering': { of: 'staffCase' },
  'POST /handlaggning/arenden/:id/komplettering': { of: 'staffCase', fields: { items: 'certificate', text: 'Skicka intyget.' } },
  'GET /handlaggning/arenden/:id/kommunicering': { of: 'staffCase' },
  'POST /handlaggning/arenden/:id/kommunicering': { of: 'staffCase', fields: { text: 'Läs det här.' } },
  'POST /handlaggning/arenden/:id/begaran/:request/svar': { of: 'staffCase', params: { request: '{completion}' } },
  'GET /handlaggning/arenden/:id/utredning': { of: 'staffCase' },
  'GET /handlaggning/arenden/:id/utredning/:page': { of: 'staffCase', params: { page: 'talk' } },
  'POST /handlaggning/arenden/:id/utredning/:page': { of: 'staffCase', params: { page: 'talk' }, fields: { revision: '0' } },
  'GET /handlaggning/arenden/:id/beslut': { of: 'staffCase' },
  'POST /handlaggning/arenden/:id/beslut': { of: 'staffCase' },
  'GET /handlaggning/arenden/:id/beslut/brev': { of: 'staffCase' },
  'GET /handlaggning/arenden/:id/beslut/fatta': { of: 'staffCase' },
  'POST /handlaggning/arenden/:id/beslut/fatta': { of: 'staffCase' },
  'GET /handlaggning/arenden/:id/beslut/:decision/rattelse': { of: 'staffCase', params: { decision: '{decision}' }, but: { officer: 'notFound' } },
  'POST /handlaggning/arenden/:id/beslut/:decision/rattelse': { of: 'staffCase', params: { decision: '{decision}' }, fields: { what: 'Fel.', summary: 'Nej.' } },
  'GET /handlaggning/arenden/:id/fraga': { of: 'staffCase', query: 'vad=change' },
  'POST /handlaggning/arenden/:id/fraga': { of: 'staffCase', fields: { vad: 'change', text: 'Nytt.' } },
  'POST /handlaggning/arenden/:id/fraga/:matter/avsluta': { of: 'staffCase', params: { matter: '{nothing}' }, fields: { why: 'Behövs inte.' } },
  'GET /handlaggning/arenden/:id/oppna': { of: 'staffCase' },
  'POST /handlaggning/arenden/:id/oppna': { of: 'staffCase', fields: { why: 'Blev fel.' } },
  'GET /handlaggning/arenden/:id/granskning/:confirmation': { of: 'staffCase', params: { confirmation: '{nothing}' }, but: { officer: 'notFound' } },
  'POST /handlaggning/arenden/:id/granskning/:confirmation': { of: 'staffCase', params: { confirmation: '{nothing}' }, but: { officer: 'notFound' } },
  'GET /handlaggning/arenden/:id/tillstand/:permit': { of: 'staffCase', params: { permit: '{nothing}' }, but: { officer: 'notFound' } },
  'GET /handlaggning/granskning': mine,
  'GET /handlaggning/tillstand': mine,
  'POST /handlaggning/arenden/:id/delgivning/:notification': { of: 'staffCase', params: { notification: '{notification}' }, fields: { how: 'told', day: '2026-11-20' } },
  'POST /handlaggning/arenden/:id/overklagande': { of: 'staffCase', fields: { day: '2026-11-20', wants: 'Jag vill resa.' } },
  'POST /handlaggning/arenden/:id/overklagande/:appeal/prova': { of: 'staffCase', params: { appeal: '{appeal}' } },
  'POST /handlaggning/arenden/:id/overklagande/:appeal/lamna-over': { of: 'staffCase', params: { appeal: '{appeal}' } },
  'POST /handlaggning/arenden/:id/overklagande/:appeal/avvisa': { of: 'staffCase', params: { appeal: '{appeal}' } },
  'POST /handlaggning/arenden/:id/overklagande/:appeal/avgorande': { of: 'staffCase', params: { appeal: '{appeal}' }, fields: { day: '2026-11-20', outcome: 'upheld' } },
  'POST /handlaggning/arenden/:id/avgorande/:outcome/laga-kraft': { of: 'staffCase', params: { outcome: '{nothing}' }, but: { officer: 'notFound' } },
  'GET /handlaggning/arenden/:id/akt': { of: 'staffCase' },
  'GET /handlaggning/arenden/:id/frister': { of: 'staffCase' },
  'POST /handlaggning/arenden/:id/frister/:deadline/forlang': { of: 'staffCase', params: { deadline: 'promise' }, fields: { why: 'Det tar tid.' } },
  'POST /handlaggning/arenden/:id/uppgift': { of: 'staffCase', fields: { what: 'Ring.', due: '2026-12-01' } },
  'POST /handlaggning/arenden/:id/uppgift/:task/klar': { of: 'staffCase', params: { task: '{task}' } },
  'POST /handlaggning/arenden/:id/begaran-avgorande': { of: 'staffCase', fields: { day: '2026-11-20', text: 'Besluta nu.' } },
  'POST /handlaggning/arenden/:id/begaran-avgorande/:request/avslag': { of: 'staffCase', params: { request: '{nothing}' }, but: { officer: 'notFound' } },
  'GET /handlaggning/arenden/:id/namnd': { of: 'staffCase' },
  'POST /handlaggning/arenden/:id/namnd': { of: 'staffCase', fields: { proposal: 'Avslå.' } },
  'GET /handlaggning/arenden/:id/namnd/skrivelse': { of: 'staffCase' },
  'POST /handlaggning/arenden/:id/namnd/placering': { of: 'staffCase', fields: { meeting: '{meeting}' } },
  'POST /handlaggning/arenden/:id/namnd/ater': { of: 'staffCase' },
  'POST /handlaggning/arenden/:id/namnd/utskick': { of: 'staffCase' },
  'GET /handlaggning/uppgifter': mine,
  'GET /handlaggning/fordelning': mine,
  'POST /handlaggning/fordelning': mine,
  'GET /handlaggning/franvaro': mine,
  'POST /handlaggning/franvaro': { of: 'oneself', fields: { from: '2026-12-21', until: '2026-12-23' } },
  'POST /handlaggning/franvaro/:id/slut': { of: 'nobody', butAll: 'notFound' },
  'GET /handlaggning/sammantraden': mine,
  'POST /handlaggning/sammantraden': { of: 'oneself', fields: { day: '2026-12-18' } },
  'GET /handlaggning/sammantraden/:id': { of: 'nobody', params: { id: '{meeting}' } },
  'POST /handlaggning/sammantraden/:id/avslut': { of: 'nobody', params: { id: '{meeting}' } },
  'POST /handlaggning/sammantraden/:id/arenden/:item/beslut': { of: 'nobody', params: { id: '{meeting}', item: '{nothing}' }, butAll: 'notFound' },
  'GET /handlaggning/sammantraden/:id/arenden/:item/dokument/:document': { of: 'nobody', params: { id: '{meeting}', item: '{nothing}', document: '{caseFile}' }, butAll: 'notFound' },
  'GET /handlaggning/sammantraden/:id/delegationsbeslut': { of: 'nobody', params: { id: '{meeting}' } },
  'GET /handlaggning/sammantraden/:id/delegationsbeslut/lista': { of: 'nobody', params: { id: '{meeting}' } },
  'POST /handlaggning/sammantraden/:id/delegationsbeslut': { of: 'nobody', params: { id: '{meeting}' }, fields: { upTo: '2026-11-20T09:00:00Z' } },
  'GET /handlaggning/arenden/:id/avsluta': { of: 'staffCase' },
  'POST /handlaggning/arenden/:id/avsluta': { of: 'staffCase', fields: { how: 'withdrawn', why: 'Parten vill det.' } },
  'GET /handlaggning/uppfoljning': mine,
  'GET /handlaggning/uppfoljning/delegationsbeslut': mine,
  'POST /handlaggning/uppfoljning/delegationsbeslut': { of: 'oneself', fields: { upTo: '2026-11-20T09:00:00Z' } },
  'GET /handlaggning/uppfoljning/delegationsbeslut/lista': mine,
  'GET /handlaggning/uppfoljning/logg': mine,
  'POST /handlaggning/arenden/:id/skal': { of: 'unreadCase', fields: { reason: 'cover' } },
  'POST /handlaggning/arenden/:id/ta': { of: 'unreadCase', fields: { bias: 'no' } },
  'POST /handlaggning/arenden/:id/visa-skyddade': { of: 'staffCase' },
  'POST /handlaggning/arenden/:id/anteckning': { of: 'staffCase', fields: { text: 'En anteckning.' } },
  'GET /handlaggning/arenden/:id/lamna': { of: 'staffCase' },
  'POST /handlaggning/arenden/:id/lamna': { of: 'staffCase', fields: { to: '{colleague}', kind: 'handOver' } },

  'GET /handlaggning/uppfoljning/automatik': mine,
  'POST /handlaggning/uppfoljning/automatik/pa': { of: 'oneself', fields: { service: 'transportService', resolution: '§ 1, 2026-11-01', oneIn: '10' } },
  'POST /handlaggning/uppfoljning/automatik/av': { of: 'oneself', fields: { service: 'transportService' } },
  'GET /handlaggning/uppfoljning/automatik/:period': { of: 'oneself', params: { period: '2026-11' } },
  'POST /mina-sidor/arenden/:id/beslut/:decision/granskning': { of: 'ownPart', params: { decision: '{decision}' } },

  // payments
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

  // records: the register for staff and public, release, retention, the archive
  'GET /diarium': { of: 'nobody', query: 'namnd=tekniska-namnden' },
  'GET /diarium/begar-ut': open,
  'POST /diarium/begar-ut': open,
  'GET /diarium/begar-ut/tack': { of: 'nobody', query: 'nummer=TN%20U%202026-0001' },
  'GET /diarium/utlamnat/:token': { of: 'nobody', params: { token: 'finns-inte' }, butAll: 'notFound' },
  'GET /diarium/utlamnat/:token/:item': { of: 'nobody', params: { token: 'finns-inte', item: '{releaseItem}' }, butAll: 'notFound' },
  'GET /handlaggning/register': mine,
  'GET /handlaggning/register/lista': mine,
  'GET /handlaggning/register/handlingar/:id': { ...ofAuthority, params: { id: '{record}' } },
  'POST /handlaggning/register/handlingar/:id/sekretess': { ...ofAuthority, params: { id: '{record}' }, fields: { do: 'remove' } },
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
  'POST /handlaggning/register/utlamnande/:id/overklagande': { ...release, fields: { do: 'appealed' }, butAll: 'notFound' },
  'POST /handlaggning/register/utlamnande/:id/avslut': { ...release, fields: { why: 'withdrawn' } },
  'GET /handlaggning/register/utlamnande/:id/handlingar/:item': releaseItem,
  'POST /handlaggning/register/utlamnande/:id/handlingar/:item': { ...releaseItem, fields: { outcome: 'refused', section: '26 kap. 1 § OSL' } },
  'POST /handlaggning/register/utlamnande/:id/handlingar/:item/maskeringar': { ...releaseItem, fields: { how: 'area', page: '1', x: '1', y: '1', width: '1', height: '1' } },
  'POST /handlaggning/register/utlamnande/:id/handlingar/:item/maskeringar/bort': { ...releaseItem, but: { ...ofAuthority.but, officer: 'notFound' } },
  'GET /handlaggning/register/utlamnande/:id/handlingar/:item/original': { ...releaseItem, but: { ...ofAuthority.but, colleague: 'notFound', manager: 'notFound', registrar: 'notFound', otherUnit: 'notFound' } },
  'GET /handlaggning/register/utlamnande/:id/handlingar/:item/sidor/:page': { of: 'nobody', params: { ...releaseItem.params, page: '1' }, butAll: 'notFound' },
  'GET /handlaggning/register/utlamnande/:id/handlingar/:item/kopia': { ...releaseItem, butAll: 'notFound' },
  ...Object.fromEntries(['gallring', 'gallring/kommande', 'gallring/bevis', 'gallring/stopp', 'gallring/forskning', 'arkiv'].map((path) => [`GET /handlaggning/register/${path}`, mine])),
  ...Object.fromEntries(['gallring/korning', 'gallring/stopp', 'gallring/forskning', 'arkiv'].map((path) => [`POST /handlaggning/register/${path}`, mine])),
  'GET /handlaggning/register/gallring/planer/:service': { of: 'nobody', params: { service: 'transportService' } },
  'POST /handlaggning/register/gallring/planer/:service': { of: 'nobody', params: { service: 'transportService' } },
  'GET /handlaggning/register/gallring/bevis/:run': { of: 'nobody', params: { run: '{nothing}' }, butAll: 'notFound' },
  'GET /handlaggning/register/gallring/bevis/:run/lista': { of: 'nobody', params: { run: '{nothing}' }, butAll: 'notFound' },
  'POST /handlaggning/register/gallring/stopp/:id/hav': { of: 'nobody', butAll: 'notFound' },
  'GET /handlaggning/register/arkiv/:id/fil': { of: 'nobody', butAll: 'notFound' },
  'POST /handlaggning/register/arkiv/:id/kvittens': { of: 'nobody', butAll: 'notFound' },
};
