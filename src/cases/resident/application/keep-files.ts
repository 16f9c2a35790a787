import { inspectFile, putDocument, withoutPhotoMetadata, type Tx, type Upload, type Uuid } from '../../../platform/index.ts';
import type { FileReference } from '../../../forms/index.ts';
import type { CaseFile } from '../../store/case/case-file.ts';

/** Bytes of one file, and files in one post, as in an application. */
export const uploadLimits = { maxBytes: 15_000_000, maxFiles: 12 };

export type KeptFiles = { ok: true; files: FileReference[] } | { ok: false; name: string; reason: string };

/**
 * Keeps what a party sends with an answer or an appeal, as documents of the case. All or none: what is refused is said, and the
 * rest is not kept without the person knowing.
 * @param mine.personId who sends them; nobody is known by a code
 * @param part 'all', or the party's id when the other party must not see it
 */
export async function keepFiles(tx: Tx, mine: { file: Pick<CaseFile, 'id' | 'keyId' | 'authorityId'>; personId?: Uuid }, uploads: readonly Upload[], part: string): Promise<KeptFiles> {
  const good: { name: string; mediaType: string; bytes: Buffer }[] = [];
  for (const upload of uploads) {
    const found = await inspectFile(upload.bytes, { name: upload.name, mediaType: upload.mediaType }, { maxBytes: uploadLimits.maxBytes });
    if (!found.ok) return { ok: false, name: upload.name, reason: found.reason };
    good.push({ name: found.safeName, mediaType: found.mediaType, bytes: withoutPhotoMetadata(upload.bytes) });
  }
  const files: FileReference[] = [];
  for (const file of good) {
    const { id, size } = await putDocument(tx, { dossierId: mine.file.id, keyId: mine.file.keyId, authorityId: mine.file.authorityId, ...(mine.personId && { ownerId: mine.personId }), part, ...file });
    files.push({ id, name: file.name, type: file.mediaType, size });
  }
  return { ok: true, files };
}
