import { themeHref } from './theme.ts';
import { findOrganisation, listUnits } from './store.ts';
import { languages, namesOfHost, swedishDay, type House, type Language, type Notice, type TenantFacts, type Uuid } from '../platform/index.ts';
import type { OrganisationBanner } from './model.ts';

/** How long what is known of a tenant is believed (ms): a change of hours or banner is seen within it, in every process. */
const believedFor = 2_000;
const kept = new Map<string, { facts: TenantFacts | undefined; until: number }>();

/** The organisation that a host name stands for: exactly, without its port, by its first part under `.localhost`, or the one for unknown hosts. */
export async function findTenant(house: House, host: string): Promise<TenantFacts | undefined> {
  const now = house.clock.now().getTime();
  const known = kept.get(host);
  if (known && known.until > now) return known.facts;
  const facts = await lookUp(house, host);
  if (kept.size > 1_000) kept.clear();
  kept.set(host, { facts, until: now + believedFor });
  return facts;
}

/** Every organisation on this installation. */
export async function listTenants(house: Pick<House, 'db'>): Promise<Uuid[]> {
  const { rows } = await house.db.pools.jobs.query<{ id: Uuid }>('select distinct organisation_id as id from organisation.host');
  return rows.map(({ id }) => id);
}

/** Every host name, and the organisation that it stands for. */
export async function listHosts(house: Pick<House, 'db'>): Promise<{ host: string; tenant: Uuid }[]> {
  const { rows } = await house.db.pools.jobs.query<{ host: string; tenant: Uuid }>('select host, organisation_id as tenant from organisation.host order by host');
  return rows;
}

async function lookUp(house: House, host: string): Promise<TenantFacts | undefined> {
  const own = namesOfHost(host);
  const [, name = host] = own;
  const names = house.settings.defaultHost ? [...own, house.settings.defaultHost] : own;
  const { rows } = await house.db.pools.resident.query<{ host: string; id: Uuid }>(
    'select host, organisation_id as id from organisation.host where host = any($1)', [names]);
  const found = rows.find((row) => own.includes(row.host)) ?? rows[0];
  if (!found) return undefined;
  return house.db.transaction('resident', { tenant: found.id }, { kind: 'anyone' }, async (tx) => {
    const organisation = await findOrganisation(tx);
    if (!organisation) return undefined;
    const desk = (await listUnits(tx)).find((unit) => unit.role === 'contactCentre');
    const hours = organisation.facts.openingHours[desk?.facts.hours ?? 'office'];
    return {
      id: found.id, name: organisation.name, kind: organisation.kind, host: name, mark: organisation.facts.theme.mark,
      themeHref: themeHref(organisation.facts.theme),
      // The day is part of it: news, opening days and new versions of services begin and end with a day.
      version: `${organisation.version} ${swedishDay(house.clock.now())}`,
      help: { phone: organisation.facts.contact.phone, hours: hours?.sv ?? '', ...(hours && { hoursIn: wordsIn(hours) }) },
      ...(organisation.facts.banner?.active && { banner: noticeOf(organisation.facts.banner) }),
    };
  });
}

/** What is said in each language that has words of its own. */
function wordsIn(words: Record<string, unknown>): Partial<Record<Language, string>> {
  return Object.fromEntries(languages.flatMap((language) => (typeof words[language] === 'string' ? [[language, words[language]]] : [])));
}

function noticeOf(banner: OrganisationBanner): Notice {
  const { sv, 'sv-simple': simple, en } = banner;
  return {
    kind: banner.level === 'crisis' ? 'danger' : 'info',
    ...(sv.link && { link: sv.link }),
    words: { sv, ...(simple && { 'sv-simple': simple }), ...(en && { en }) },
  };
}
