import { z } from 'zod';
import { organisationMapSchema } from './map.ts';
import { isDayOff } from '../platform/index.ts';

/** The facts of an organisation, as an operator writes them in a file for `sprang organisation add`. */

const id = z.string().regex(/^[a-z][a-zA-Z0-9-]*$/);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day is written 2026-12-24');
const time = z.string().regex(/^\d{2}:\d{2}$/, 'a time is written 08:00');
const words = z.looseObject({ sv: z.string() });
const postal = z.strictObject({ name: z.string(), street: z.string(), postcode: z.string(), city: z.string() });
const colour = z.string().regex(/^#[0-9a-f]{6}$/i);
const office = z.looseObject({ name: z.string(), phone: z.string(), email: z.string().optional(), postal: postal.optional(), visit: postal.optional() });

const openingHours = words.extend({
  open: z.array(z.strictObject({ days: z.array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])), from: time, to: time })),
});
export type OpeningHours = z.infer<typeof openingHours>;

const delegation = z.looseObject({
  point: z.string(), sv: z.string(), roles: z.array(z.string()), unit: id.optional(), units: z.array(id).optional(),
  reported: z.boolean(), limitOre: z.int().optional(),
  /** two make the decision together */
  fourEyes: z.boolean().default(false),
});

const authority = z.looseObject({
  id, name: z.string(), role: id, diaryPrefix: z.string().regex(/^[A-ZÅÄÖ]{1,5}$/),
  controller: office, dataProtectionOfficer: office, registrar: office,
  appealCourt: id.optional(), meets: z.string().optional(), nextMeeting: day.optional(),
  delegations: z.array(delegation).default([]),
});

const unit = z.looseObject({
  id, name: z.string(), shortName: z.string().optional(), authority: id.nullable(), parent: id.optional(), role: id,
  phone: z.string(), email: z.string(), hours: id, visit: postal.optional(), postal: postal.optional(), callback: z.boolean().default(false),
  acute: z.looseObject({ phone: z.string(), hours: id, sv: z.string() }).optional(),
});

const news = z.looseObject({ id, from: day, until: day, sv: z.strictObject({ title: z.string(), text: z.string() }) });
const saying = z.looseObject({ title: z.string(), text: z.string(), link: z.string().exactOptional() });
/** The message across every page: in Swedish, and in the other languages it has been written in. */
export const organisationBanner = z.looseObject({ 'active': z.boolean(), 'level': z.string(), 'sv': saying, 'sv-simple': saying.exactOptional(), 'en': saying.exactOptional() });
export type OrganisationBanner = z.infer<typeof organisationBanner>;

export const organisationSchema = z.looseObject({
  organisation: id,
  kind: z.enum(['municipality', 'region', 'association', 'company', 'nationalBody']),
  name: z.string(),
  shortName: z.string().optional(),
  code: z.string(),
  hosts: z.array(z.string()).min(1),
  demonstration: z.boolean().default(false),
  theme: z.strictObject({ primary: colour, accent: colour, neutral: colour, mark: z.string().max(3) }),
  contact: z.looseObject({ phone: z.string(), email: z.string(), postal, visit: postal.optional() }),
  openingHours: z.record(id, openingHours),
  closures: z.array(z.looseObject({ date: day, sv: z.string(), from: time.optional(), to: time.optional() })).default([]),
  authorities: z.array(authority).min(1),
  units: z.array(unit).min(1),
  roles: z.looseObject({
    authorities: z.record(id, id), units: z.record(id, id),
    courts: z.record(id, z.looseObject({ name: z.string().optional() })).default({}),
  }),
  channels: z.record(id, z.looseObject({ withoutEid: z.boolean() })).default({}),
  news: z.array(news).default([]),
  banner: organisationBanner.optional(),
  /** A GeoJSON file beside the organisation's file, read in with it. */
  map: organisationMapSchema.optional(),
});

export type OrganisationFile = z.infer<typeof organisationSchema>;
export type AuthorityFacts = OrganisationFile['authorities'][number];
export type UnitFacts = OrganisationFile['units'][number];
/** What is kept of an organisation beside its authorities, units, delegations and closures. */
export type OrganisationFacts = Pick<OrganisationFile, 'organisation' | 'kind' | 'name' | 'shortName' | 'code' | 'hosts' | 'demonstration' |
  'theme' | 'contact' | 'openingHours' | 'roles' | 'channels' | 'news' | 'banner' | 'map'>;

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/** Whether a day is a working day: no day off in Sweden, and not closed the whole day here. Days are `YYYY-MM-DD`. */
export function isWorkingDay(date: string, closures: ReadonlyMap<string, { from?: string }>): boolean {
  if (isDayOff(date)) return false;
  const closure = closures.get(date);
  return !closure || closure.from !== undefined;
}

/** The day a number of working days after another. */
export function addWorkingDays(from: string, count: number, closures: ReadonlyMap<string, { from?: string }>): string {
  const date = new Date(`${from}T12:00:00Z`);
  for (let left = count; left > 0;) {
    date.setUTCDate(date.getUTCDate() + 1);
    if (isWorkingDay(date.toISOString().slice(0, 10), closures)) left -= 1;
  }
  return date.toISOString().slice(0, 10);
}

/** Whether a unit answers at a moment (Swedish local day and `HH:MM`). */
export function isOpen(hours: OpeningHours, date: string, at: string, closures: ReadonlyMap<string, { from?: string; to?: string }>): boolean {
  const closure = closures.get(date);
  if (closure) return closure.from !== undefined && at >= closure.from && at < (closure.to ?? '24:00');
  const weekday = weekdays[new Date(`${date}T12:00:00Z`).getUTCDay()]!;
  return hours.open.some((span) => span.days.includes(weekday) && at >= span.from && at < span.to);
}
