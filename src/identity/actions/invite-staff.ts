import { createHash } from 'node:crypto';
import { asUuid, type StaffRole, type Tx, type Uuid } from '../../platform/index.ts';
import { addStaff, assign } from '../staff.ts';
import { q } from '../store.ts';

const validDays = 7;

/** Keeps an invitation for someone to use at their first sign-in. The code is given to them in person and stored only as a hash. */
export async function inviteStaff(tx: Tx, invitation: { code: string; name: string; role: StaffRole; authorityId?: Uuid }): Promise<void> {
  await tx.run(q.insertInto('identity.invitation').values({
    tenant_id: tx.tenant, id: tx.id(), code_hash: hashOf(invitation.code), name: invitation.name, role: invitation.role,
    authority_id: invitation.authorityId ?? null, expires_at: new Date(tx.now.getTime() + validDays * 86_400_000), used_at: null,
  }));
  tx.audit({ event: 'identity.staffInvited', detail: { role: invitation.role } });
}

/** Uses an invitation: whoever has proved who they are becomes staff with its role. Undefined when the code is wrong, old or used. */
export async function useInvitation(
  tx: Tx, code: string, member: { number?: string; organisationalId?: string },
): Promise<Uuid | undefined> {
  // Without either nobody could be found at the next sign-in, and the code would be spent.
  if (!member.number && !member.organisationalId) return undefined;
  const row = await tx.maybe(q.updateTable('identity.invitation').set({ used_at: tx.now })
    .where('tenant_id', '=', tx.tenant).where('code_hash', '=', hashOf(code)).where('used_at', 'is', null).where('expires_at', '>', tx.now)
    .returning(['name', 'role', 'authority_id']));
  if (!row) return undefined;
  const staffId = await addStaff(tx, { name: row.name, title: '', ...member });
  await assign(tx, { staffId, role: row.role, ...(row.authority_id && { authorityId: asUuid(row.authority_id) }) });
  return staffId;
}

function hashOf(code: string): Buffer {
  return createHash('sha256').update(code.trim()).digest();
}
