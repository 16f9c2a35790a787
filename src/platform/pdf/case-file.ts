import { fileTypeFromBuffer } from 'file-type';
import { formatFileSize } from '../pages/format.ts';
import { readImageHeader } from '../files/image.ts';
import { withoutPhotoMetadata } from '../files/photo.ts';
import { maskedPages, pagesOf } from './page-images.ts';
import { renderPdf, type PdfResult } from './render.ts';
import type { CaseFileData } from './shapes.ts';

/** A file of the case: pictures and pages of PDF are shown in the document, of anything else stands its checksum. */
export interface CaseFileAttachment {
  /** the document's id: records point at it */
  key: string;
  name: string;
  mediaType: string;
  sha256: string;
  /** of the file, in bytes */
  size: number;
  /** absent: it is listed, not shown */
  bytes?: Buffer;
}

/** Dots per inch of a page that is shown as a picture, as `maskedPages` makes them: a drawing's small text can be read. */
const dotsPerInch = 150;
/** What the compiler holds unpacked at once, at three bytes a pixel, and pages; what is beyond is listed with its checksum. */
const mostPixels = 240_000_000;
const mostPages = 120;

/**
 * A whole case as one PDF/A (a-2a): its own records as text that can be read aloud, with an index that gives their pages; what
 * was attached as pictures of its pages. A page that is shown as a picture stays a picture: the file itself is the record, and
 * its checksum stands beside it.
 */
export async function caseFilePdf(data: Omit<CaseFileData, 'attachments'>, attachments: readonly CaseFileAttachment[], at: Date): Promise<PdfResult> {
  const files: Record<string, Buffer> = {};
  const shown: CaseFileData['attachments'] = [];
  const left = { pixels: mostPixels, pages: mostPages };
  for (const [index, one] of attachments.entries()) {
    const label = `Bilaga ${index + 1}`;
    const pictures = one.bytes ? await picturesOf(one.bytes, left) : [];
    for (const [page, picture] of pictures.entries()) files[`attachment-${index}-${page}.${picture.extension}`] = picture.bytes;
    shown.push({
      key: one.key, label, name: one.name, type: one.mediaType, size: formatFileSize(one.size, 'sv'), sha256: one.sha256,
      says: pictures.length ? `${pictures.length === 1 ? 'En sida visas' : `${pictures.length} sidor visas`} här i dokumentet.` : 'Visas inte här: filen lämnas för sig.',
      pictures: pictures.map(({ extension }, page) => ({ file: `/attachment-${index}-${page}.${extension}`, alt: `${label}, ${one.name}, sida ${page + 1} av ${pictures.length}` })),
    });
  }
  return renderPdf({
    template: { files, main: 'case-file.typ' }, data: { ...data, attachments: shown }, standard: 'a-2a', language: 'sv', title: data.heading, at,
    timeoutMs: 60_000, maxBytes: 300 * 1024 * 1024 + mostPixels * 4,
  });
}

interface Picture { extension: 'jpg' | 'png'; bytes: Buffer }

async function picturesOf(bytes: Buffer, left: { pixels: number; pages: number }): Promise<Picture[]> {
  const kind = (await fileTypeFromBuffer(bytes))?.mime;
  if (kind === 'image/jpeg' || kind === 'image/png') {
    const header = readImageHeader(bytes, kind);
    const pixels = header ? header.width * header.height : 0;
    if (pixels === 0 || pixels > left.pixels || left.pages < 1) return [];
    left.pixels -= pixels;
    left.pages -= 1;
    return [{ extension: kind === 'image/jpeg' ? 'jpg' : 'png', bytes: withoutPhotoMetadata(bytes) }];
  }
  if (kind !== 'application/pdf') return [];
  const known = await pagesOf(bytes);
  if (!known.ok || known.pages.length === 0 || known.pages.length > left.pages) return [];
  const pixels = known.pages.reduce((sum, { width, height }) => sum + (width * height * dotsPerInch ** 2) / 72 ** 2, 0);
  if (pixels > left.pixels) return [];
  const made = await maskedPages(bytes, []);
  if (!made.ok) return [];
  const pictures = made.images.map((png): Picture => ({ extension: 'png', bytes: png }));
  left.pixels -= pixels;
  left.pages -= pictures.length;
  return pictures;
}
