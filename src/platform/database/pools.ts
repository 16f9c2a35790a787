import { createHmac } from 'node:crypto';
import pg from 'pg';

/** The login roles the application uses; none owns a table, none passes row level security. */
export const loginRoles = ['resident', 'staff', 'jobs', 'relay'] as const;
export type LoginRole = (typeof loginRoles)[number];

export type Pools = Record<LoginRole, pg.Pool> & { end(): Promise<void> };

pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/** PostgreSQL's name of a login role. */
export function roleName(role: LoginRole): string {
  return `sprang_${role}`;
}

/** A role's password follows from the master key, so that several processes agree on it without storing it. */
export function rolePassword(master: Buffer, role: LoginRole): string {
  return createHmac('sha256', master).update(`login role ${role}`).digest('base64url');
}

/** One pool a role. `url` is the owner's; only host, port and database are taken from it. */
export function openPools(url: string, master: Buffer, options: { size?: number } = {}): Pools {
  const open = (role: LoginRole) => {
    const address = new URL(url);
    address.username = roleName(role);
    address.password = rolePassword(master, role);
    const pool = new pg.Pool({
      connectionString: address.toString(),
      // The relay: one connection listens for jobs, one shows that this process lives, the rest move and work.
      max: role === 'relay' ? 5 : (options.size ?? 8),
      application_name: `sprang ${role}`,
      connectionTimeoutMillis: 10_000,
      // Statements that need not wait for each other's answers go out together (conversation.ts). graphile-worker has its own ways.
      pipeline: role !== 'relay',
    });
    // A connection that dies, idle or in the middle of a transaction, is replaced at the next use (a query under way fails);
    // without listeners it would end the process.
    pool.on('error', () => undefined);
    pool.on('connect', (client) => { client.on('error', () => undefined); });
    return pool;
  };
  const pools = { resident: open('resident'), staff: open('staff'), jobs: open('jobs'), relay: open('relay') };
  return { ...pools, end: async () => { await Promise.all(Object.values(pools).map((pool) => pool.end())); } };
}
