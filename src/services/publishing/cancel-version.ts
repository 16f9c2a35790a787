import { swedishDay, type Tx, type Uuid } from '../../platform/index.ts';
import { q } from '../store.ts';

/** Calls off a version whose day has not come. @returns false when it is in force already, called off before, or not there */
export async function cancelVersion(tx: Tx, id: Uuid, wish: { by?: Uuid; why: string }): Promise<boolean> {
  const version = await tx.maybe(q.selectFrom('services.version').select(['service', 'valid_from', 'authority_id']).where('tenant_id', '=', tx.tenant)
    .where('id', '=', id).where('valid_from', '>', swedishDay(tx.now)));
  if (!version) return false;
  const done = await tx.run(q.insertInto('services.cancellation').values({ tenant_id: tx.tenant, version_id: id, at: tx.now, by_staff_id: wish.by ?? null, why: wish.why })
    .onConflict((conflict) => conflict.doNothing()));
  if (done) tx.audit({ event: 'services.versionCancelled', authorityId: version.authority_id as Uuid, detail: { service: version.service, from: version.valid_from } });
  return done > 0;
}
