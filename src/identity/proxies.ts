import { asUuid, swedishDay, type House, type Runner, type Tx, type Uuid } from '../platform/index.ts';
import { ageAt, findPerson, fullName, meetPerson, type Person } from './person.ts';
import { registerOf } from './population-register.ts';
import { q, type ProxyGround } from './store.ts';

/** Someone a person may act for, or who may act for them. */
export interface Proxy {
  id: Uuid;
  personId: Uuid;
  agentId: Uuid;
  ground: ProxyGround;
  /** empty: all that the ground allows */
  services: readonly string[];
  fromDay: string;
  untilDay: string | null;
  registeredBy: Uuid | null;
}

/** Proxies in force today, where the person is either side. */
export async function proxiesOf(tx: Runner, personId: Uuid): Promise<Proxy[]> {
  const today = swedishDay(tx.now);
  const rows = await tx.all(q.selectFrom('identity.proxy').selectAll().where('tenant_id', '=', tx.tenant)
    .where((eb) => eb.or([eb('agent_id', '=', personId), eb('person_id', '=', personId)]))
    .where('ended_at', 'is', null).where('from_day', '<=', today)
    .where((eb) => eb.or([eb('until_day', 'is', null), eb('until_day', '>=', today)]))
    .orderBy('registered_at').limit(100));
  return rows.map(toProxy);
}

/** What staff registered from a paper, with both names: proxies in force or to come for people whom the authority knows. Guardians are not among them. */
export interface RegisteredProxy extends Proxy {
  person: string;
  agent: string;
}

/** Which of them: those one member of staff registered, those of one person (twelve digits), one of them, or all. */
export type ProxyFilter = { registeredBy: Uuid } | { number: string } | { id: Uuid } | 'all';

/** Proxies that the staff's authority may see: row level security gives those of people it has a matter with. Newest first. */
export async function registeredProxies(tx: Tx, which: ProxyFilter, most = 200): Promise<RegisteredProxy[]> {
  const today = swedishDay(tx.now);
  let query = q.selectFrom('identity.proxy').selectAll().where('tenant_id', '=', tx.tenant).where('ground', '<>', 'guardian')
    .where('ended_at', 'is', null).where((eb) => eb.or([eb('until_day', 'is', null), eb('until_day', '>=', today)]));
  if (which !== 'all') {
    if ('registeredBy' in which) query = query.where('registered_by', '=', which.registeredBy);
    else if ('id' in which) query = query.where('id', '=', which.id);
    else {
      const hashes = await tx.hashes('personNumber', which.number);
      const of = q.selectFrom('identity.person').select('id').where('tenant_id', '=', tx.tenant).where('number_hash', 'in', [...hashes]);
      query = query.where((eb) => eb.or([eb('person_id', 'in', of), eb('agent_id', 'in', of)]));
    }
  }
  const found: RegisteredProxy[] = [];
  for (const row of await tx.all(query.orderBy('registered_at', 'desc').limit(most))) {
    const proxy = toProxy(row);
    const [person, agent] = [await findPerson(tx, proxy.personId), await findPerson(tx, proxy.agentId)];
    if (person && agent) found.push({ ...proxy, person: fullName(person.facts), agent: fullName(agent.facts) });
  }
  return found;
}

export interface Represented {
  proxyId: Uuid;
  person: Person;
  name: string;
  ground: ProxyGround;
  services: readonly string[];
}

/**
 * Whom a person may act for now. Children come from the population register each time it is asked, so that a change of custody
 * counts at once; a child or guardian with protected identity breaks the link (as 1177 does).
 */
export async function representedBy(house: House, tenant: Uuid, agentId: Uuid): Promise<Represented[]> {
  await refreshCustody(house, tenant, agentId);
  return house.db.system(tenant, 'proxies', async (tx) => {
    const found: Represented[] = [];
    for (const proxy of await proxiesOf(tx, agentId)) {
      if (proxy.agentId !== agentId) continue;
      const person = await findPerson(tx, proxy.personId);
      if (!person || person.protected) continue;
      found.push({ proxyId: proxy.id, person, name: fullName(person.facts), ground: proxy.ground, services: proxy.services });
    }
    return found;
  });
}

/** Whether a person still may act by a proxy, as registers and papers stand now. */
export async function stillRepresents(house: House, tenant: Uuid, agentId: Uuid, proxyId: Uuid): Promise<boolean> {
  return (await representedBy(house, tenant, agentId)).some((one) => one.proxyId === proxyId);
}

/** Registers who may act for whom, from a paper that staff have seen. The evidence (court, date, what was shown) is sealed. */
export async function registerProxy(
  tx: Tx, proxy: { personId: Uuid; agentId: Uuid; ground: ProxyGround; services: readonly string[]; fromDay: string; untilDay: string | null;
    evidence: string; registeredBy: Uuid | null },
): Promise<Uuid> {
  const id = tx.id();
  const key = await tx.createKey();
  await tx.run(q.insertInto('identity.proxy').values({
    tenant_id: tx.tenant, id, person_id: proxy.personId, agent_id: proxy.agentId, ground: proxy.ground, services: [...proxy.services],
    from_day: proxy.fromDay, until_day: proxy.untilDay, key_id: key, registered_by: proxy.registeredBy, registered_at: tx.now,
    evidence_cipher: await tx.seal(key, { table: 'identity.proxy', row: id, column: 'evidence_cipher' }, Buffer.from(proxy.evidence)),
    ended_at: null, ended_reason: null,
  }));
  tx.audit({ event: 'identity.proxyRegistered', subjectId: proxy.personId, detail: { ground: proxy.ground, proxy: id } });
  return id;
}

/** Ends a proxy: by the person themselves, or by staff. @returns false when it had already ended, or is not theirs */
export async function endProxy(tx: Tx, id: Uuid, reason: string): Promise<boolean> {
  const ended = await tx.run(q.updateTable('identity.proxy').set({ ended_at: tx.now, ended_reason: reason })
    .where('tenant_id', '=', tx.tenant).where('id', '=', id).where('ended_at', 'is', null));
  if (ended) tx.audit({ event: 'identity.proxyEnded', detail: { proxy: id, reason } });
  return ended > 0;
}

/** Guardianship as it stands in the register: new children are added, and what no longer holds is ended. */
async function refreshCustody(house: House, tenant: Uuid, guardianId: Uuid): Promise<void> {
  const register = await registerOf(house, tenant);
  if (!register) return;
  const guardian = await house.db.system(tenant, 'proxies', (tx) => findPerson(tx, guardianId));
  const number = guardian?.facts.number;
  if (!number) return;
  const today = swedishDay(house.clock.now());
  const mine = guardian.protected ? [] : await register.childrenOf(number);
  const minors = mine.filter((child) => child.protection === 'none' && (ageAt(child, today) ?? 18) < 18);
  const children: Person[] = [];
  for (const child of minors) {
    children.push(await meetPerson(house, tenant, { number: child.personalIdentityNumber, givenName: child.givenName, familyName: child.familyName }, 'proxies'));
  }
  await house.db.system(tenant, 'proxies', async (tx) => {
    const before = (await proxiesOf(tx, guardianId)).filter(({ ground, agentId }) => ground === 'guardian' && agentId === guardianId);
    for (const gone of before.filter(({ personId }) => !children.some(({ id }) => id === personId))) await endProxy(tx, gone.id, 'register');
    for (const child of children.filter(({ id }) => !before.some(({ personId }) => personId === id))) {
      await registerProxy(tx, {
        personId: child.id, agentId: guardianId, ground: 'guardian', services: [], fromDay: today, untilDay: null,
        evidence: register.simulated ? 'Folkbokföringen (simulerad)' : 'Folkbokföringen', registeredBy: null,
      });
    }
  });
}

function toProxy(row: {
  id: string; person_id: string; agent_id: string; ground: ProxyGround; services: string[]; from_day: string; until_day: string | null; registered_by: string | null;
}): Proxy {
  return {
    id: asUuid(row.id), personId: asUuid(row.person_id), agentId: asUuid(row.agent_id), ground: row.ground, services: row.services,
    fromDay: row.from_day, untilDay: row.until_day, registeredBy: row.registered_by === null ? null : asUuid(row.registered_by),
  };
}
