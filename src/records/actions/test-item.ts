import { deleteDocument, imagesToPdf, maskedPages, mostMaskedPages, putDocument, readDocument, withoutPdfMetadata, withoutPhotoMetadata, type Tx, type Uuid } from '../../platform/index.ts';
import { faultsIn, type Burden, type TestFault } from '../model/secrecy-test.ts';
import { masksOf, setOutcome, type ItemTest, type ReleaseItem } from '../store/items.ts';
import type { ReleaseRequest } from '../store/requests.ts';
import { addStep } from '../store/steps.ts';
import type { ItemOutcome } from '../store/tables.ts';
import { documentAsPdf } from './document-as-pdf.ts';

export interface TestedWish extends ItemTest { outcome: ItemOutcome; burden: Burden; staffId: Uuid }

export type Tested = { ok: true } | { ok: false; faults: (TestFault | 'gone' | 'notPdf' | 'tooLong' | 'notMade')[] };

/**
 * Writes down what the test of a document came to, and makes what is handed out: a copy of its own for the request, masked or whole. The test
 * is made anew for each request; a mark or an earlier answer decides nothing (OSL 6 kap. 4 §).
 */
export async function testItem(tx: Tx, request: ReleaseRequest, item: ReleaseItem, wish: TestedWish): Promise<Tested> {
  const masks = await masksOf(tx, item.id);
  const faults = faultsIn({ ...wish, masks: masks.length });
  if (faults.length) return { ok: false, faults };
  const copy = await copyFor(tx, item, wish.outcome, masks);
  if (!copy.ok) return { ok: false, faults: [copy.reason] };
  if (item.copyId) await deleteDocument(tx, item.copyId);
  const copyId = copy.file && (await putDocument(tx, {
    dossierId: request.id, keyId: request.keyId, authorityId: request.authorityId, ownerId: wish.staffId, ...copy.file,
  })).id;
  await setOutcome(tx, request, item.id, { ...wish, by: wish.staffId, copyId: copyId ?? null });
  await addStep(tx, request, { kind: 'tested', staffId: wish.staffId, documentId: item.documentId, note: `${item.label}: ${outcomeWords[wish.outcome].toLowerCase()}` });
  return { ok: true };
}

/** As pages and the log say it. */
export const outcomeWords: Record<ItemOutcome, string> = {
  released: 'Lämnas ut', masked: 'Lämnas ut maskerad', reservation: 'Lämnas ut med förbehåll', refused: 'Lämnas inte ut',
};

type Copy = { ok: true; file?: { name: string; mediaType: string; bytes: Buffer } } | { ok: false; reason: 'gone' | 'notPdf' | 'tooLong' | 'notMade' };

async function copyFor(tx: Tx, item: ReleaseItem, outcome: ItemOutcome, masks: Awaited<ReturnType<typeof masksOf>>): Promise<Copy> {
  if (outcome === 'refused') return { ok: true };
  if (!masks.length) {
    const document = await readDocument(tx, item.documentId);
    if (!document) return { ok: false, reason: 'gone' };
    // What the pages say has been tested; what a program wrote about who made them has not been seen by anyone.
    const bytes = document.mediaType === 'application/pdf' ? await withoutPdfMetadata(document.bytes) : withoutPhotoMetadata(document.bytes);
    return bytes ? { ok: true, file: { name: item.name, mediaType: document.mediaType, bytes } } : copyOfPages(tx, document.bytes, []);
  }
  const pdf = await documentAsPdf(tx, item.documentId);
  if (!pdf.ok) return { ok: false, reason: pdf.reason === 'gone' ? 'gone' : 'notPdf' };
  return copyOfPages(tx, pdf.bytes, masks);
}

async function copyOfPages(tx: Tx, pdf: Buffer, masks: Awaited<ReturnType<typeof masksOf>>): Promise<Copy> {
  const pages = await maskedPages(pdf, masks);
  if (!pages.ok) return { ok: false, reason: pages.reason === 'tooMany' ? 'tooLong' : 'notMade' };
  // The title is a fixed one: a file's own name may say what was masked.
  const made = await imagesToPdf(pages.images.map((bytes, index) => ({ bytes, mediaType: 'image/png', alt: `Sida ${index + 1}, kopia där uppgifter är dolda` })),
    { title: 'Kopia där uppgifter är dolda', language: 'sv', at: tx.now, atMost: mostMaskedPages, wholePages: true });
  return made.ok ? { ok: true, file: { name: 'kopia-med-dolda-uppgifter.pdf', mediaType: 'application/pdf', bytes: made.bytes } } : { ok: false, reason: 'notMade' };
}
