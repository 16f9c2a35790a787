import pg from 'pg';
import { ConfigProblem } from '../problem.ts';
import { loginRoles, roleName, rolePassword } from './pools.ts';

/**
 * Makes the login roles, or gives them the password that follows from the master key. Run by the owner at start-up.
 * @throws ConfigProblem when the owner may not make roles, or a login role could pass row level security.
 */
export async function prepareRoles(owner: pg.Client, master: Buffer): Promise<void> {
  await owner.query('select pg_advisory_lock(7205759)');
  try {
    for (const role of loginRoles) {
      const name = roleName(role);
      const password = pg.escapeLiteral(rolePassword(master, role));
      const known = await owner.query('select rolsuper or rolbypassrls as strong from pg_roles where rolname = $1', [name]);
      if (known.rows[0]?.strong) {
        throw new ConfigProblem('DATABASE_URL', `rollen ${name} är superuser eller går förbi radskyddet`,
          `Kör: alter role ${name} nosuperuser nobypassrls`);
      }
      // Only a superuser may name those attributes of a role that is there, even to take away what it lacks.
      await owner.query(known.rowCount
        ? `alter role ${name} login password ${password}`
        : `create role ${name} login nosuperuser nocreatedb nocreaterole nobypassrls password ${password}`);
    }
    const { rows } = await owner.query<{ name: string }>('select current_database() as name');
    const database = pg.escapeIdentifier(rows[0]!.name);
    await owner.query(`grant connect on database ${database} to ${loginRoles.map(roleName).join(', ')}`);
    // graphile-worker's tables belong to the relay: add_job by a non-owner is stopped by their row security.
    await owner.query(`grant create on database ${database} to ${roleName('relay')}`);
  } catch (error) {
    if ((error as { code?: string }).code === '42501') {
      throw new ConfigProblem('DATABASE_URL', 'ägaren får inte skapa inloggningsroller',
        'Ge den CREATEROLE, eller skapa sprang_resident, sprang_staff, sprang_jobs och sprang_relay för hand');
    }
    throw error;
  } finally {
    await owner.query('select pg_advisory_unlock(7205759)');
  }
}

/** @throws ConfigProblem if a login role owns a table: row level security would not bind it as it should. */
export async function refuseOwningRoles(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ owner: string; name: string }>(
    `select tableowner as owner, schemaname || '.' || tablename as name from pg_tables
     where tableowner = any($1) and schemaname not like 'graphile\\_worker%'`, [loginRoles.map(roleName)]);
  if (rows[0]) {
    throw new ConfigProblem('DATABASE_URL', `rollen ${rows[0].owner} äger ${rows[0].name}`,
      'Lämna över tabellen till ägaren i DATABASE_URL');
  }
}
