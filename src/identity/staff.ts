import { listAuthorities, listUnits } from '../organisation/index.ts';
import { asUuid, type Place, type Runner, type StaffRole, type Tx, type Uuid } from '../platform/index.ts';
import { q } from './store.ts';

export interface StaffMember {
  id: Uuid;
  name: string;
  title: string;
}

/** A role in an authority (absent: the whole organisation) and a unit (absent: the whole authority). */
export interface Assignment {
  id: Uuid;
  staffId: Uuid;
  authorityId?: Uuid;
  unitId?: Uuid;
  role: StaffRole;
}

/** Who a provider means, by number or by the employer's identifier. Runs before anyone is signed in. */
export async function findStaff(tx: Tx, by: { number?: string; organisationalId?: string }): Promise<StaffMember | undefined> {
  const hashes = by.number ? await tx.hashes('personNumber', by.number) : [];
  const row = await tx.maybe(q.selectFrom('identity.staff_member').select(['id', 'name', 'title'])
    .where('tenant_id', '=', tx.tenant).where('ended_at', 'is', null)
    .where((eb) => eb.or([
      ...(hashes.length ? [eb('number_hash', 'in', hashes)] : []),
      ...(by.organisationalId ? [eb('organisational_id', '=', by.organisationalId)] : []),
    ])));
  return row && { ...row, id: asUuid(row.id) };
}

/** Adds a member of staff, or finds them by number. */
export async function addStaff(
  tx: Tx, member: { name: string; title: string; number?: string; organisationalId?: string },
): Promise<Uuid> {
  const known = await findStaff(tx, member);
  if (known) return known.id;
  const id = tx.id();
  const key = member.number ? await tx.createKey() : null;
  await tx.run(q.insertInto('identity.staff_member').values({
    tenant_id: tx.tenant, id, name: member.name, title: member.title, key_id: key, organisational_id: member.organisationalId ?? null,
    number_hash: member.number ? await tx.hash('personNumber', member.number) : null,
    number_cipher: key && await tx.seal(key, numberPlace(id), Buffer.from(member.number!)), added_at: tx.now, ended_at: null,
  }));
  tx.audit({ event: 'identity.staffAdded', detail: { staff: id } });
  return id;
}

const numberPlace = (row: Uuid): Place => ({ table: 'identity.staff_member', row, column: 'number_cipher' });

/** Stores every staff member's hash under the newest lookup key. @returns how many were not there yet */
export async function rehashStaff(tx: Tx): Promise<number> {
  let changed = 0;
  const rows = await tx.all(q.selectFrom('identity.staff_member').select(['id', 'number_hash', 'number_cipher'])
    .where('tenant_id', '=', tx.tenant).where('number_cipher', 'is not', null));
  for (const row of rows) {
    const hash = await tx.hash('personNumber', (await tx.open(numberPlace(asUuid(row.id)), row.number_cipher!)).toString('utf8'));
    if (row.number_hash?.equals(hash)) continue;
    await tx.run(q.updateTable('identity.staff_member').set({ number_hash: hash }).where('tenant_id', '=', tx.tenant).where('id', '=', row.id));
    changed += 1;
  }
  return changed;
}

/** Gives a role. The same role twice is once. */
export async function assign(tx: Tx, to: Omit<Assignment, 'id'>): Promise<void> {
  const same = (await assignmentsOf(tx, to.staffId)).some((one) =>
    one.authorityId === to.authorityId && one.unitId === to.unitId && one.role === to.role);
  if (same) return;
  await tx.run(q.insertInto('identity.assignment').values({
    tenant_id: tx.tenant, id: tx.id(), staff_id: to.staffId, authority_id: to.authorityId ?? null, unit_id: to.unitId ?? null,
    role: to.role, from_at: tx.now, until_at: null,
  }));
  tx.audit({ event: 'identity.roleGiven', detail: { staff: to.staffId, role: to.role }, ...(to.authorityId && { authorityId: to.authorityId }),
    ...(to.unitId && { unitId: to.unitId }) });
}

/** The roles someone has now. */
export async function assignmentsOf(tx: Runner, staffId: Uuid): Promise<Assignment[]> {
  const rows = await tx.all(current(tx).where('staff_id', '=', staffId).orderBy('from_at').limit(200));
  return rows.map(toAssignment);
}

/** Colleagues with a role in an authority now, with their roles, by name. */
export async function staffOf(tx: Runner, authorityId: Uuid): Promise<(StaffMember & { assignments: Assignment[] })[]> {
  const rows = await tx.all(current(tx).where('authority_id', '=', authorityId).limit(5_000));
  const ids = [...new Set(rows.map((row) => row.staff_id))];
  if (!ids.length) return [];
  const members = await tx.all(q.selectFrom('identity.staff_member').select(['id', 'name', 'title'])
    .where('tenant_id', '=', tx.tenant).where('id', 'in', ids).where('ended_at', 'is', null).orderBy('name'));
  return members.map((member) => ({
    ...member, id: asUuid(member.id), assignments: rows.filter((row) => row.staff_id === member.id).map(toAssignment),
  }));
}

/** Everyone with a role in the organisation now, with their roles and when those end, by name. */
export async function listStaff(tx: Runner): Promise<(StaffMember & { assignments: (Assignment & { untilAt?: Date })[] })[]> {
  const rows = await tx.all(current(tx).limit(20_000));
  if (!rows.length) return [];
  const members = await tx.all(q.selectFrom('identity.staff_member').select(['id', 'name', 'title'])
    .where('tenant_id', '=', tx.tenant).where('ended_at', 'is', null).where('id', 'in', [...new Set(rows.map((row) => row.staff_id))]).orderBy('name'));
  return members.map((member) => ({
    ...member, id: asUuid(member.id),
    assignments: rows.filter((row) => row.staff_id === member.id).map((row) => ({ ...toAssignment(row), ...(row.until_at && { untilAt: row.until_at }) })),
  }));
}

/** Ends a role at a moment, now or later. @returns whose it was; undefined when it has ended already */
export async function endRole(tx: Tx, id: Uuid, at: Date): Promise<Assignment | undefined> {
  const row = await tx.maybe(q.updateTable('identity.assignment').set({ until_at: at }).where('tenant_id', '=', tx.tenant).where('id', '=', id)
    .where((eb) => eb.or([eb('until_at', 'is', null), eb('until_at', '>', tx.now)])).returningAll());
  if (!row) return undefined;
  const ended = toAssignment(row);
  tx.audit({ event: 'identity.roleEnded', detail: { staff: ended.staffId, role: ended.role }, ...(ended.authorityId && { authorityId: ended.authorityId }),
    ...(ended.unitId && { unitId: ended.unitId }) });
  return ended;
}

/** Names of members of staff, also of those who have left: what they did still stands under their name. */
export async function staffNames(tx: Runner, ids: readonly Uuid[]): Promise<Map<Uuid, string>> {
  if (!ids.length) return new Map();
  const rows = await tx.all(q.selectFrom('identity.staff_member').select(['id', 'name'])
    .where('tenant_id', '=', tx.tenant).where('id', 'in', [...new Set(ids)]));
  return new Map(rows.map((row) => [asUuid(row.id), row.name]));
}

/** What someone is in one authority: units, roles, and how it is said in the header. */
export async function inAuthority(tx: Runner, assignments: readonly Assignment[], authorityId: Uuid | undefined) {
  const here = assignments.filter((one) => one.authorityId === authorityId);
  const units = await listUnits(tx);
  const authority = (await listAuthorities(tx)).find(({ id }) => id === authorityId);
  const unitIds = [...new Set(here.flatMap(({ unitId }) => unitId ?? []))];
  const names = units.filter(({ id }) => unitIds.includes(id)).map(({ name }) => name);
  return {
    ...(authorityId && { authorityId }), unitIds, roles: [...new Set(here.map(({ role }) => role))],
    name: [authority?.name, names.join(', ')].filter(Boolean).join(' · ') || 'Hela organisationen',
  };
}

function current(tx: Runner) {
  return q.selectFrom('identity.assignment').selectAll().where('tenant_id', '=', tx.tenant).where('from_at', '<=', tx.now)
    .where((eb) => eb.or([eb('until_at', 'is', null), eb('until_at', '>', tx.now)]));
}

function toAssignment(row: { id: string; staff_id: string; authority_id: string | null; unit_id: string | null; role: StaffRole }): Assignment {
  return {
    id: asUuid(row.id), staffId: asUuid(row.staff_id), role: row.role,
    ...(row.authority_id && { authorityId: asUuid(row.authority_id) }), ...(row.unit_id && { unitId: asUuid(row.unit_id) }),
  };
}
