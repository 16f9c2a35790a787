import { asUuid, type Place, type Tx, type Uuid } from '../../platform/index.ts';
import { q, type TargetKind } from './tables.ts';

/** Another system that gets packages from here. */
export interface Target {
  /** as services name it in `handOver.to` */
  name: string;
  kind: TargetKind;
  title: string;
  /** `https://…`, or `sftp://user@host:port/folder` */
  address: string;
}

/** What only the two systems know. */
export interface TargetSecret {
  /** webhook: signs what we send and what comes back, base64 */
  shared?: string;
  /** sftp: a password, or a private key in OpenSSH's form */
  password?: string;
  privateKey?: string;
  /** sftp: SHA-256 of the host's key, base64, as `ssh-keygen -l` shows it: another host is not the receiver */
  hostKey?: string;
}

const place = (tenant: Uuid, name: string): Place => ({ table: 'exchange.target', row: tenant, column: `secret_cipher/${name}`, revision: 1 });

/** Sets a receiver, or changes it. What is sent from now on goes to the new address. */
export async function setTarget(tx: Tx, target: Target, secret: TargetSecret, by?: Uuid): Promise<void> {
  const key = await tx.createKey();
  const row = {
    kind: target.kind, title: target.title, address: target.address, key_id: key, secret_cipher: await tx.sealJson(key, place(tx.tenant, target.name), secret),
    changed_at: tx.now, staff_id: by ?? null, ended_at: null,
  };
  await tx.run(q.insertInto('exchange.target').values({ tenant_id: tx.tenant, name: target.name, ...row })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'name']).doUpdateSet(row)));
  tx.audit({ event: 'exchange.targetSet', detail: { target: target.name, kind: target.kind } });
}

/** The receivers of the organisation. */
export async function listTargets(tx: Tx): Promise<Target[]> {
  return tx.all(q.selectFrom('exchange.target').select(['name', 'kind', 'title', 'address']).where('tenant_id', '=', tx.tenant).where('ended_at', 'is', null)
    .orderBy('name').limit(200));
}

/** A receiver with its secret; undefined when there is none by that name. */
export async function targetWithSecret(tx: Tx, name: string): Promise<(Target & { secret: TargetSecret }) | undefined> {
  const row = await tx.maybe(q.selectFrom('exchange.target').selectAll().where('tenant_id', '=', tx.tenant).where('name', '=', name).where('ended_at', 'is', null));
  return row && { name: row.name, kind: row.kind, title: row.title, address: row.address, secret: await tx.openJson<TargetSecret>(place(asUuid(row.tenant_id), name), row.secret_cipher) };
}
