import { addEntry, findCase } from '../../cases/index.ts';
import type { House, Tx, Uuid } from '../../platform/index.ts';
import { nextAttempt } from '../model/backoff.ts';
import { addAttempt, deliveryById, dueDeliveries, updateDelivery, type Delivery } from '../store/deliveries.ts';
import { targetWithSecret } from '../store/targets.ts';
import { ways, type Carried, type Parcel } from '../ways/index.ts';
import { packageOf } from './build-package.ts';

/** Milliseconds in which nobody else takes a delivery that somebody is carrying. */
const held = 120_000;

/** Tries a delivery once. Nothing is held in the database while the other end is waited for. */
export async function deliver(house: House, tenant: Uuid, id: Uuid): Promise<void> {
  const taken = await house.db.system(tenant, 'exchange', (tx) => take(tx, id));
  if (!taken) return;
  const carried = taken.target ? await ways[taken.target.kind](taken.target, taken.parcel!) : { ok: false as const, reason: 'är inte inlagd' };
  await house.db.system(tenant, 'exchange', (tx) => note(tx, id, carried, taken.target?.title ?? ''));
}

/** Tries all whose time has come, one after another. */
export async function deliverDue(house: House, tenant: Uuid): Promise<void> {
  const due = await house.db.system(tenant, 'exchange', (tx) => dueDeliveries(tx, 100));
  for (const id of due) await deliver(house, tenant, id);
}

async function take(tx: Tx, id: Uuid): Promise<{ target?: NonNullable<Awaited<ReturnType<typeof targetWithSecret>>>; parcel?: Parcel } | undefined> {
  const delivery = await deliveryById(tx, id, { lock: true });
  if (!delivery || delivery.state !== 'waiting' || (delivery.nextAt && delivery.nextAt > tx.now)) return undefined;
  await updateDelivery(tx, id, { next_at: new Date(tx.now.getTime() + held) });
  const target = await targetWithSecret(tx, delivery.target);
  if (!target) return {};
  const { bytes, sha256 } = await packageOf(tx, delivery);
  return { target, parcel: { id, at: tx.now, bytes, sha256, kind: 'zip' } };
}

async function note(tx: Tx, id: Uuid, carried: Carried, to: string): Promise<void> {
  const delivery = await deliveryById(tx, id, { lock: true });
  if (!delivery || delivery.state !== 'waiting') return;
  const attempts = delivery.attempts + 1;
  await addAttempt(tx, delivery, { ok: carried.ok, reason: carried.ok ? carried.receipt ?? 'mottaget' : carried.reason });
  if (carried.ok) await arrived(tx, delivery, attempts, { to, receipt: carried.receipt });
  else {
    const next = carried.final ? undefined : nextAttempt(attempts, tx.now);
    await updateDelivery(tx, id, { attempts, state: next ? 'waiting' : 'failed', next_at: next ?? null });
    if (!next) tx.audit({ event: 'exchange.deliveryFailed', dossierId: delivery.caseId, authorityId: delivery.authorityId, detail: { target: delivery.target, attempts } });
  }
}

async function arrived(tx: Tx, delivery: Delivery, attempts: number, { to, receipt }: { to: string; receipt: string | undefined }): Promise<void> {
  await updateDelivery(tx, delivery.id, { attempts, state: 'delivered', next_at: null, delivered_at: tx.now, receipt: receipt ?? null });
  const file = await findCase(tx, delivery.caseId);
  if (file) await addEntry(tx, file, { kind: 'sentOn', part: 'all', authorKind: 'system', refId: delivery.id, content: { text: to, params: { to } } });
  tx.audit({ event: 'exchange.delivered', dossierId: delivery.caseId, authorityId: delivery.authorityId, detail: { target: delivery.target, sha256: delivery.sha256 ?? '' } });
}
