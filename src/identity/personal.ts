import { asUuid, type PersonData, type Retention, type Tx } from '../platform/index.ts';
import { findPerson } from './person.ts';
import { proxiesOf } from './proxies.ts';
import { q } from './store.ts';

export const personData: PersonData = {
  columns: [
    'identity.person.number_hash', 'identity.person.facts_cipher',
    'identity.known_to.person_id',
    'identity.proxy.person_id', 'identity.proxy.agent_id', 'identity.proxy.evidence_cipher',
    'identity.staff_member.name', 'identity.staff_member.number_hash', 'identity.staff_member.number_cipher', 'identity.staff_member.organisational_id',
    'identity.session.person_id', 'identity.session.acting_for', 'identity.session.sealed', 'identity.pending.sealed', 'identity.invitation.name',
  ],
  async export(tx, person) {
    const known = await findPerson(tx, person);
    const sessions = await tx.all(q.selectFrom('identity.session').select(['started_at', 'ended_at', 'level'])
      .where('tenant_id', '=', tx.tenant).where('person_id', '=', person).orderBy('started_at').limit(10_000));
    return { person: known?.facts, proxies: await proxiesOf(tx, person), sessions };
  },
  async erase(tx, person) {
    const sessions = await tx.run(q.deleteFrom('identity.session').where('tenant_id', '=', tx.tenant).where('person_id', '=', person));
    return { erased: sessions, kept: [{ what: 'person', ground: 'kept while an authority has a case with the person (arkivlagen)' }] };
  },
};

/** Sessions that ended, and what was under way at a provider, are of no use to anyone after this. */
const sessionsKeptDays = 30;

export const retention: Retention = {
  tables: {
    'identity.person': 'as long as an authority has a case with the person; otherwise a year after the last sign-in',
    'identity.known_to': 'with the person', 'identity.proxy': 'with the person it is for',
    'identity.staff_member': 'with the records they have decided in', 'identity.assignment': 'with the member of staff',
    'identity.invitation': 'when used, or 30 days after it expired', 'identity.session': '30 days after it ended',
    'identity.pending': 'when used, or when it expires',
  },
  async run(tx) {
    const old = new Date(tx.now.getTime() - sessionsKeptDays * 86_400_000);
    const pending = await tx.run(q.deleteFrom('identity.pending').where('tenant_id', '=', tx.tenant).where('expires_at', '<', tx.now));
    const sessions = await tx.run(q.deleteFrom('identity.session').where('tenant_id', '=', tx.tenant).where('ends_at', '<', old));
    const invitations = await tx.run(q.deleteFrom('identity.invitation').where('tenant_id', '=', tx.tenant).where('expires_at', '<', old));
    const persons = await forgetStrangers(tx);
    const destroyed = pending + sessions + invitations + persons;
    if (destroyed) tx.audit({ event: 'identity.retentionRun', detail: { sessions, pending, invitations, persons } });
    return { destroyed };
  },
};

const strangersKeptDays = 365;

/** People whom no authority has a matter with, and who have not signed in for a year: they, their proxies and their keys go. */
async function forgetStrangers(tx: Tx): Promise<number> {
  const before = new Date(tx.now.getTime() - strangersKeptDays * 86_400_000);
  const rows = await tx.all(q.selectFrom('identity.person').select(['id', 'key_id']).where('tenant_id', '=', tx.tenant).where('checked_at', '<', before)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('identity.known_to').select('identity.known_to.person_id')
      .where('identity.known_to.tenant_id', '=', tx.tenant).whereRef('identity.known_to.person_id', '=', 'identity.person.id'))))
    .limit(1_000));
  for (const { id, key_id: key } of rows) {
    const proxies = await tx.all(q.deleteFrom('identity.proxy').where('tenant_id', '=', tx.tenant)
      .where((eb) => eb.or([eb('person_id', '=', id), eb('agent_id', '=', id)])).returning('key_id'));
    await tx.run(q.deleteFrom('identity.person').where('tenant_id', '=', tx.tenant).where('id', '=', id));
    for (const gone of [key, ...proxies.map((proxy) => proxy.key_id)]) await tx.destroyKey(asUuid(gone));
  }
  return rows.length;
}
