import { asUuid, type Runner, type Tx, type Uuid } from '../../platform/index.ts';
import { secretsOf, type Secrets } from './lanes.ts';
import { q } from './tables.ts';

/** The key that seals what belongs to a lane. */
export async function keyOfLane(tx: Runner, id: Uuid): Promise<Uuid> {
  const { key_id: key } = await tx.one(q.selectFrom('queue.lane').select('key_id').where('tenant_id', '=', tx.tenant).where('id', '=', id));
  return asUuid(key);
}

const kept = new Map<Uuid, Secrets>();

/** A lane's secrets never change, so a process asks for them once. */
export async function knownSecrets(tx: Tx, id: Uuid): Promise<Secrets> {
  const known = kept.get(id);
  if (known) return known;
  const secrets = await secretsOf(tx, id);
  if (kept.size > 1_000) kept.clear();
  kept.set(id, secrets);
  return secrets;
}
