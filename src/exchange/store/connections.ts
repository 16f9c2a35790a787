import { z } from 'zod';
import { type Place, type Tx, type Uuid } from '../../platform/index.ts';
import { q } from './tables.ts';

export const connectionKinds = ['population', 'benefits', 'digitalMail', 'sms'] as const;
export type ConnectionKind = (typeof connectionKinds)[number];

/** What is agreed with the other end. Which of it is needed, the kind decides. */
export const connectionSettings = z.strictObject({
  /** PEM: shown to the other end (mutual TLS) */
  certificate: z.string().optional(),
  privateKey: z.string().optional(),
  /** PEM: whom the other end must be vouched for by, when it is nobody that everyone trusts */
  authority: z.string().optional(),
  organisationNumber: z.string().optional(),
  /** Navet: the identity of the order (beställningsidentitet) */
  order: z.string().optional(),
  user: z.string().optional(),
  secret: z.string().optional(),
  /** SMS: what stands as the sender in the telephone */
  sender: z.string().optional(),
});
export type ConnectionSettings = z.infer<typeof connectionSettings>;

export interface Connection {
  kind: ConnectionKind;
  address: string;
  settings: ConnectionSettings;
  changedAt: Date;
}

const place = (tenant: Uuid, kind: ConnectionKind): Place => ({ table: 'exchange.connection', row: tenant, column: `settings_cipher/${kind}`, revision: 1 });

/** Connects the organisation to a register or a channel, or changes how. */
export async function setConnection(tx: Tx, connection: Omit<Connection, 'changedAt'>, by?: Uuid): Promise<void> {
  const key = await tx.createKey();
  const row = {
    address: connection.address, key_id: key, settings_cipher: await tx.sealJson(key, place(tx.tenant, connection.kind), connection.settings), changed_at: tx.now,
    staff_id: by ?? null, ended_at: null,
  };
  await tx.run(q.insertInto('exchange.connection').values({ tenant_id: tx.tenant, kind: connection.kind, ...row })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'kind']).doUpdateSet(row)));
  tx.audit({ event: 'exchange.connected', detail: { kind: connection.kind } });
}

/** Ends a connection. @returns false when there was none */
export async function endConnection(tx: Tx, kind: ConnectionKind): Promise<boolean> {
  const done = await tx.run(q.updateTable('exchange.connection').set({ ended_at: tx.now }).where('tenant_id', '=', tx.tenant).where('kind', '=', kind).where('ended_at', 'is', null));
  if (done) tx.audit({ event: 'exchange.disconnected', detail: { kind } });
  return done > 0;
}

/** The connection of a kind; undefined when the organisation has none. */
export async function connectionOf(tx: Tx, kind: ConnectionKind): Promise<Connection | undefined> {
  const row = await tx.maybe(q.selectFrom('exchange.connection').selectAll().where('tenant_id', '=', tx.tenant).where('kind', '=', kind).where('ended_at', 'is', null));
  return row && { kind, address: row.address, settings: await tx.openJson<ConnectionSettings>(place(tx.tenant, kind), row.settings_cipher), changedAt: row.changed_at };
}
