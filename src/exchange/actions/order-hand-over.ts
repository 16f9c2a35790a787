import { findCase, findPermit } from '../../cases/index.ts';
import type { DomainEvent, House, Tx, Uuid } from '../../platform/index.ts';
import { versionById, type ServiceVersion } from '../../services/index.ts';
import { orderDeliveryOnce } from '../store/deliveries.ts';
import type { Handed } from '../store/tables.ts';
import { permitsOfDecision } from './permits-of-decision.ts';

/** Fills `decisionMade`: what the service hands over when something has been decided is ordered in the same transaction. Of permits, only when the decision gave or ended one. */
export async function handOverDecision(tx: Tx, { caseId, decisionId }: { caseId: Uuid; decisionId: Uuid }): Promise<void> {
  await order(tx, caseId, 'decided', decisionId);
}

/** Fills `caseSubmitted`: a service may hand its cases over as they come, to the system where they are handled. */
export async function handOverCase(tx: Tx, { caseId, version }: { caseId: Uuid; version: ServiceVersion }): Promise<void> {
  if (version.compiled.folder.definition.handOver?.when === 'submitted') await order(tx, caseId, 'submitted');
}

/**
 * A permit that is given back has ended without a decision, and an instance above ends one or lets it stand again: whoever was handed it is told
 * until when it is valid, as when it is revoked. The delivery has the id of the event, so that it is ordered once however often the event is told.
 */
export async function handOverPermit(house: House, { id, tenant, ids }: DomainEvent): Promise<void> {
  await house.db.system(tenant, 'exchange', async (tx) => {
    const permit = await findPermit(tx, ids['permit']!);
    if (permit) await order(tx, permit.caseId, 'decided', permit.decisionId, id);
  });
}

async function order(tx: Tx, caseId: Uuid, when: 'decided' | 'submitted', decisionId?: Uuid, delivery = tx.id()): Promise<void> {
  const file = await findCase(tx, caseId);
  if (!file) return;
  const { handOver } = (await versionById(tx, file.versionId)).compiled.folder.definition;
  // A payment goes by the payment file, not as a package.
  if (!handOver || handOver.when !== when || handOver.what === 'payment') return;
  const what: Handed = handOver.what;
  if (what === 'permit' && decisionId && !(await permitsOfDecision(tx, caseId, decisionId)).length) return;
  const ordered = await orderDeliveryOnce(tx, { authorityId: file.authorityId, caseId, target: handOver.to, what, ...(decisionId && { decisionId }) }, delivery);
  if (ordered) tx.emit('exchange.deliveryOrdered', { delivery, case: caseId });
}
