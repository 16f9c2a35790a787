import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { addStaff, assign } from '../src/identity/index.ts';
import { readPageFiles, readSynonyms, takeInPages } from '../src/knowledge/index.ts';
import { addOrganisation, findOrganisation, listAuthorities, listUnits, readOrganisation } from '../src/organisation/index.ts';
import { tenantList, type House, type Tx, type Uuid } from '../src/platform/index.ts';
import { loadService, problemLine, publish } from '../src/services/index.ts';
import { demoPeople, fullName, orgAffiliation, type DemoPerson } from './people.ts';

/**
 * The demonstration's organisations, by the name of their file: added, or brought in line with their files when those have
 * changed. What an administrator has changed since stays through a restart.
 */
export async function prepareOrganisations(house: House): Promise<Map<string, Uuid>> {
  const folder = join(import.meta.dirname, 'organisations');
  const tenants = new Map<string, Uuid>();
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.yaml')).sort()) {
    const file = readOrganisation(join(folder, name));
    // With the map, which lies in a file of its own.
    const fileHash = createHash('sha256').update(JSON.stringify(file)).digest('hex');
    const known = await addedFrom(house, file.organisation, fileHash);
    const tenant = known ?? await addOrganisation(house.db, { ...file, fileHash });
    if (!known) await house.db.system(tenant, 'demo', (tx) => addDemoStaff(tx, file.organisation));
    tenants.set(file.organisation, tenant);
  }
  return tenants;
}

/** The organisation that was added from exactly this file, if there is one. */
async function addedFrom(house: House, slug: string, fileHash: string): Promise<Uuid | undefined> {
  for (const tenant of await house.slots.only(tenantList)(house)) {
    const organisation = await house.db.system(tenant, 'demo', (tx) => findOrganisation(tx));
    const facts: Record<string, unknown> | undefined = organisation?.facts;
    if (organisation?.slug === slug && facts?.['fileHash'] === fileHash) return tenant;
  }
  return undefined;
}

/** The demonstration's staff of an organisation, with their roles. @param wanted leaves out who is not needed */
export async function addDemoStaff(tx: Tx, organisation: string, wanted: (person: DemoPerson) => boolean = () => true): Promise<void> {
  const authorities = await listAuthorities(tx);
  const units = await listUnits(tx);
  for (const person of demoPeople) {
    const work = person.employment;
    if (work?.organisation !== organisation || !wanted(person)) continue;
    const staffId = await addStaff(tx, {
      name: fullName(person), title: work.title,
      ...(person.personalIdentityNumber && { number: person.personalIdentityNumber }),
      organisationalId: orgAffiliation(person)!,
    });
    const authorityId = authorities.find(({ slug }) => slug === work.authority)?.id;
    const unitIds = work.units.map((slug) => units.find((unit) => unit.slug === slug)!.id);
    for (const role of work.roles) {
      for (const unitId of unitIds.length ? unitIds : [undefined]) {
        await assign(tx, { staffId, role, ...(authorityId && { authorityId }), ...(unitId && { unitId }) });
      }
    }
  }
}

/** Takes the information pages and the words that mean the same into an organisation. */
export async function takeInInformation(house: House, tenant: Uuid): Promise<void> {
  const [pages, synonyms] = [join(import.meta.dirname, 'pages'), join(import.meta.dirname, 'synonyms.yaml')];
  await house.db.system(tenant, 'demo', (tx) =>
    takeInPages(tx, existsSync(pages) ? readPageFiles(pages) : [], existsSync(synonyms) ? readSynonyms(synonyms) : []));
}

/**
 * Takes the catalogue's services into an organisation. A service of an authority that the organisation does not have (health care in a
 * municipality) is not its own; what it has the authority for but cannot carry out is said and left out.
 * @returns what was refused, a line each
 */
export async function publishCatalogue(house: House, tenant: Uuid): Promise<string[]> {
  const catalogue = join(import.meta.dirname, '../catalogue');
  const folders = readdirSync(catalogue, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== 'tables');
  const refused: string[] = [];
  const has = (await house.db.system(tenant, 'demo', (tx) => findOrganisation(tx)))?.facts.roles.authorities ?? {};
  for (const { name } of folders) {
    const loaded = await loadService(join(catalogue, name));
    if (!loaded.ok) {
      refused.push(...loaded.problems.map((problem) => `${name}: ${problemLine(problem)}`));
      continue;
    }
    if (!(loaded.service.definition.authority in has)) continue;
    const published = await house.db.system(tenant, 'demo', (tx) => publish(tx, loaded.service));
    if (!published.ok) refused.push(...published.problems.map(({ reason, remedy }) => `${name}: ${reason}. ${remedy}`));
  }
  return refused;
}
