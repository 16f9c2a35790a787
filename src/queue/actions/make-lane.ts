import { randomBytes } from 'node:crypto';
import type { Tx, Uuid } from '../../platform/index.ts';
import { promiseOf } from '../model/draw.ts';
import type { Kind, LaneWords, Purpose } from '../model/lane.ts';
import { insertLane, insertStep } from '../store/lanes.ts';

export interface NewLane {
  slug: string;
  words: LaneWords;
  purpose?: Purpose;
  kind: Kind;
  /** the address that demands a pass, with all that begin with it */
  guards: string;
  /** where one is led with the pass; the guarded address when left out */
  leadsTo?: string;
  signIn?: boolean;
  joinedBy?: 'anyone' | 'staff';
  /** of an announced lane */
  registersAt?: Date;
  opensAt?: Date;
  perMinute: number;
  claimMinutes?: number;
  passMinutes?: number;
  /** how many of what people wait for there are, where that is known */
  supply?: number;
  /** whether the room that gives it out tells how many are left */
  supplyTold?: boolean;
  authorityId?: Uuid;
  staffId?: Uuid;
}

/**
 * Sets up a lane. The secret of its draw is made here, and the promise of it shown from now on: it stands in the audit, which is sealed
 * within a minute, before anyone can join.
 * @throws where another lane of the organisation has the slug
 */
export async function makeLane(tx: Tx, lane: NewLane): Promise<Uuid> {
  const id = tx.id();
  const secrets = { draw: randomBytes(32), ticket: randomBytes(32), person: randomBytes(32) };
  const keyId = await tx.createKey();
  const inHex = Object.fromEntries(Object.entries(secrets).map(([name, bytes]) => [name, bytes.toString('hex')]));
  const promise = promiseOf(secrets.draw);
  await insertLane(tx, {
    id, authority_id: lane.authorityId ?? null, slug: lane.slug, purpose: lane.purpose ?? 'general', kind: lane.kind, guards: lane.guards,
    leads_to: lane.leadsTo ?? lane.guards, words: lane.words, sign_in: lane.signIn ?? false, joined_by: lane.joinedBy ?? 'anyone',
    registers_at: lane.registersAt ?? null, opens_at: lane.opensAt ?? null, per_minute: lane.perMinute, claim_minutes: lane.claimMinutes ?? 20,
    pass_minutes: lane.passMinutes ?? 30, supply: lane.supply ?? null, supply_told: lane.supplyTold ?? false, key_id: keyId, promise, made_at: tx.now,
    secrets_cipher: await tx.sealJson(keyId, { table: 'queue.lane', row: id, column: 'secrets_cipher' }, inHex),
    opened_at: null, drawn: null, root: null, secret: null, seed: null, paused_at: null, holding_since: null, through_since: null, void_below: 0, ended_at: null,
  });
  await insertStep(tx, id, { kind: 'made', value: lane.perMinute, ...(lane.staffId && { staffId: lane.staffId }) });
  tx.audit({ event: 'queue.laneMade', ...(lane.authorityId && { authorityId: lane.authorityId }), detail: { lane: lane.slug, kind: lane.kind, promise } });
  return id;
}
