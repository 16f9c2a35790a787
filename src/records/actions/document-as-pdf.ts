import { imagesToPdf, readDocument, type Tx, type Uuid } from '../../platform/index.ts';

export type AsPdf = { ok: true; bytes: Buffer } | { ok: false; reason: 'gone' | 'otherKind' };

/** A document as a PDF, so that its pages can be shown and masked: a PDF as it is, a picture as a page. Other kinds can only be given whole or not at all. */
export async function documentAsPdf(tx: Tx, documentId: Uuid): Promise<AsPdf> {
  const document = await readDocument(tx, documentId);
  if (!document) return { ok: false, reason: 'gone' };
  if (document.mediaType === 'application/pdf') return { ok: true, bytes: document.bytes };
  if (!document.mediaType.startsWith('image/')) return { ok: false, reason: 'otherKind' };
  const made = await imagesToPdf([{ bytes: document.bytes, mediaType: document.mediaType }], { title: 'Bild', language: 'sv', at: tx.now });
  return made.ok ? { ok: true, bytes: made.bytes } : { ok: false, reason: 'otherKind' };
}
