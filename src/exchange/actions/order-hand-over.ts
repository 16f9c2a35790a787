import { findCase } from '../../cases/index.ts';
import type { Tx, Uuid } from '../../platform/index.ts';
import { versionById, type ServiceVersion } from '../../services/index.ts';
import { orderDelivery } from '../store/deliveries.ts';
import type { Handed } from '../store/tables.ts';

/** Fills `decisionMade`: what the service hands over when something has been decided is ordered in the same transaction. */
export async function handOverDecision(tx: Tx, { caseId, decisionId }: { caseId: Uuid; decisionId: Uuid }): Promise<void> {
  await order(tx, caseId, 'decided', decisionId);
}

/** Fills `caseSubmitted`: a service may hand its cases over as they come, to the system where they are handled. */
export async function handOverCase(tx: Tx, { caseId, version }: { caseId: Uuid; version: ServiceVersion }): Promise<void> {
  if (version.compiled.folder.definition.handOver?.when === 'submitted') await order(tx, caseId, 'submitted');
}

async function order(tx: Tx, caseId: Uuid, when: 'decided' | 'submitted', decisionId?: Uuid): Promise<void> {
  const file = await findCase(tx, caseId);
  if (!file) return;
  const { handOver } = (await versionById(tx, file.versionId)).compiled.folder.definition;
  // A payment goes by the payment file, not as a package.
  if (!handOver || handOver.when !== when || handOver.what === 'payment') return;
  const what: Handed = handOver.what;
  const delivery = await orderDelivery(tx, { authorityId: file.authorityId, caseId, target: handOver.to, what, ...(decisionId && { decisionId }) });
  tx.emit('exchange.deliveryOrdered', { delivery, case: caseId });
}
