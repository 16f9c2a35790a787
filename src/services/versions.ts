import type { ExpressionBuilder } from 'kysely';
import { asUuid, swedishDay, type Language, type Runner, type Uuid } from '../platform/index.ts';
import { compileService, localise, readStored, type CompiledService, type LocalisedService, type ServiceFolder } from './definition/index.ts';
import { q, type Tables } from './store.ts';

/** A published version of a service in an organisation: immutable, compiled once a process. */
export interface ServiceVersion {
  id: Uuid;
  service: string;
  path: string;
  /** hash of the canonical content with letters and tables */
  hash: string;
  authorityId: Uuid;
  validFrom: string;
  compiled: CompiledService;
}

const compiled = new Map<string, ServiceVersion>();
const most = 500;

/** A version in force today. */
export interface InForce extends ServiceVersion {
  /** it takes no new applications now: what has been begun and decided goes on, and staff take in what comes on paper */
  stopped?: Stopped;
}

export interface Stopped {
  /** why, in Swedish and the languages it has been written in */
  why: { sv: string } & Partial<Record<Language, string>>;
  until?: Date;
}

/** The versions in force today, one a service; also those that take no new applications, which is said of them. */
export async function currentVersions(tx: Runner): Promise<InForce[]> {
  const rows = await tx.all(q.selectFrom('services.version').distinctOn('service')
    .leftJoinLateral((eb) => eb.selectFrom('services.stop').select(['why', 'words', 'until_at']).where('services.stop.tenant_id', '=', tx.tenant)
      .whereRef('services.stop.service', '=', 'services.version.service').where('from_at', '<=', tx.now)
      .where((one) => one.or([one('until_at', 'is', null), one('until_at', '>', tx.now)]))
      .orderBy('from_at', 'desc').limit(1).as('stop'), (join) => join.onTrue())
    .select(['services.version.id', 'stop.why', 'stop.words', 'stop.until_at'])
    .where('tenant_id', '=', tx.tenant).where('valid_from', '<=', swedishDay(tx.now)).where(notCancelled)
    .orderBy('service').orderBy('valid_from', 'desc').orderBy('published_at', 'desc'));
  const found: InForce[] = [];
  for (const { id, why, words, until_at: until } of rows) {
    const version = await versionById(tx, asUuid(id));
    found.push(why === null ? version : { ...version, stopped: { why: { ...words, sv: why }, ...(until && { until }) } });
  }
  return found;
}

/** A version that was called off before its day never came. */
export function notCancelled({ not, exists, selectFrom }: ExpressionBuilder<Tables, 'services.version'>) {
  return not(exists(selectFrom('services.cancellation').select('services.cancellation.version_id')
    .whereRef('services.cancellation.tenant_id', '=', 'services.version.tenant_id').whereRef('services.cancellation.version_id', '=', 'services.version.id')));
}

/** The version in force under an address (`fardtjanst`), stopped or not. */
export async function currentVersion(tx: Runner, path: string): Promise<InForce | undefined> {
  return (await currentVersions(tx)).find((version) => version.path === path);
}

/** A version, in force or not: drafts, cases and letters point at the one they were made with. @throws when there is none */
export async function versionById(tx: Runner, id: Uuid): Promise<ServiceVersion> {
  const key = `${tx.tenant}/${id}`;
  const known = compiled.get(key);
  if (known) return known;
  const row = await tx.one(q.selectFrom('services.version').selectAll().where('tenant_id', '=', tx.tenant).where('id', '=', id));
  const result = compileService(readStored(row.folder as unknown as ServiceFolder));
  if (!result.ok) throw new Error(`version ${id} of ${row.service} no longer compiles: ${result.refused[0]?.problem.message}`);
  const version: ServiceVersion = {
    id, service: row.service, path: row.path, hash: row.hash, authorityId: asUuid(row.authority_id), validFrom: row.valid_from,
    compiled: result.service,
  };
  if (compiled.size >= most) compiled.delete(compiled.keys().next().value!);
  compiled.set(key, version);
  return version;
}

const localised = new WeakMap<CompiledService, Map<Language, LocalisedService>>();

/** The service in a language, worked out once for each version and language. */
export function inLanguage(version: ServiceVersion, language: Language): LocalisedService {
  const byLanguage = localised.get(version.compiled) ?? new Map<Language, LocalisedService>();
  localised.set(version.compiled, byLanguage);
  const known = byLanguage.get(language) ?? localise(version.compiled.folder, language);
  byLanguage.set(language, known);
  return known;
}
