import { deleteDocuments, type Tx } from '../../platform/index.ts';
import { noteRemoved, receivedBefore } from '../store/exports.ts';

/** Days that a package lies here once the archive has received it. */
const days = 90;

/** Takes away packages that the archive has had for a while: what they were and their hash stay. @returns how many */
export async function forgetPackages(tx: Tx): Promise<number> {
  const due = await receivedBefore(tx, new Date(tx.now.getTime() - days * 86_400_000));
  for (const one of due) {
    await deleteDocuments(tx, one.id);
    await tx.destroyKey(one.keyId);
    await noteRemoved(tx, one.id);
    tx.audit({ event: 'records.packageDestroyed', dossierId: one.id, authorityId: one.authorityId, detail: { sha256: one.sha256 } });
  }
  return due.length;
}
