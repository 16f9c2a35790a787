import { asUuid, type Place, type Tx, type Uuid } from '../../platform/index.ts';
import { q } from './tables.ts';

/** A laboratory whose own system sends answers here. */
export interface Laboratory {
  /** stands in the address they post to */
  name: string;
  title: string;
  /** whose samples it answers */
  authorityId: Uuid;
}

const place = (tenant: Uuid, name: string): Place => ({ table: 'exchange.laboratory', row: tenant, column: `secret_cipher/${name}`, revision: 1 });

/**
 * Lets a laboratory in, or gives it a new secret: the old one ends at once, and its key with it.
 * @returns false, and nothing is changed, when one that is let in by that name answers another authority's samples: it is ended first, seen by whoever does it
 */
export async function setLaboratory(tx: Tx, laboratory: Laboratory, secret: string, by?: Uuid): Promise<boolean> {
  const before = await tx.maybe(q.selectFrom('exchange.laboratory').select(['authority_id', 'key_id', 'ended_at']).where('tenant_id', '=', tx.tenant).where('name', '=', laboratory.name).forUpdate());
  if (before && !before.ended_at && before.authority_id !== laboratory.authorityId) return false;
  const key = await tx.createKey();
  const row = {
    title: laboratory.title, authority_id: laboratory.authorityId, key_id: key, secret_cipher: await tx.sealJson(key, place(tx.tenant, laboratory.name), secret),
    changed_at: tx.now, staff_id: by ?? null, ended_at: null,
  };
  await tx.run(q.insertInto('exchange.laboratory').values({ tenant_id: tx.tenant, name: laboratory.name, ...row })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'name']).doUpdateSet(row)));
  if (before) await tx.destroyKey(asUuid(before.key_id));
  tx.audit({ event: 'exchange.laboratorySet', authorityId: laboratory.authorityId, detail: { laboratory: laboratory.name } });
  return true;
}

/** Lets a laboratory in no more. @returns false when it was not let in */
export async function endLaboratory(tx: Tx, name: string): Promise<boolean> {
  const ended = await tx.run(q.updateTable('exchange.laboratory').set({ ended_at: tx.now }).where('tenant_id', '=', tx.tenant).where('name', '=', name).where('ended_at', 'is', null));
  if (ended) tx.audit({ event: 'exchange.laboratoryEnded', detail: { laboratory: name } });
  return ended > 0;
}

export async function listLaboratories(tx: Tx): Promise<Laboratory[]> {
  const rows = await tx.all(q.selectFrom('exchange.laboratory').select(['name', 'title', 'authority_id']).where('tenant_id', '=', tx.tenant).where('ended_at', 'is', null).orderBy('title').limit(200));
  return rows.map((row) => ({ name: row.name, title: row.title, authorityId: asUuid(row.authority_id) }));
}

/** A laboratory with the secret it signs with, base64; undefined when none of that name is let in. */
export async function laboratoryWithSecret(tx: Tx, name: string): Promise<(Laboratory & { secret: string }) | undefined> {
  const row = await tx.maybe(q.selectFrom('exchange.laboratory').selectAll().where('tenant_id', '=', tx.tenant).where('name', '=', name).where('ended_at', 'is', null));
  return row && { name: row.name, title: row.title, authorityId: asUuid(row.authority_id), secret: await tx.openJson<string>(place(asUuid(row.tenant_id), name), row.secret_cipher) };
}
