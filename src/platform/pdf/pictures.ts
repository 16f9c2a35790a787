/** Several pictures of one paper document become one PDF. */
import { fileTypeFromBuffer } from 'file-type';
import { isLandscape, readImageHeader } from '../files/image.ts';
import { withoutPhotoMetadata } from '../files/photo.ts';
import { renderPdf, type PdfRefusal } from './render.ts';

export interface PictureFile {
  bytes: Buffer;
  /** As declared; what counts is told from the bytes. */
  mediaType: string;
  /** What the picture shows, in words; "Bild 1" and so on when not given. */
  alt?: string;
}

export interface PicturesOptions {
  title: string;
  language: string;
  at: Date;
  /** pictures at most; 30, a paper photographed page by page, when not given */
  atMost?: number;
  /** fills the page from edge to edge: for pictures of whole pages, margins and all */
  wholePages?: boolean;
}

/**
 * - `noPictures`, `tooMany`: none, or more than 30 (or `atMost`), or together more than 240 million pixels
 * - `heic`: see `inspectFile`
 * - `notAPicture`: something else than JPEG or PNG, or damaged
 * `index` counts the pictures from 0.
 */
export interface PicturesRefusal {
  ok: false;
  reason: 'noPictures' | 'tooMany' | 'heic' | 'notAPicture';
  index?: number;
}

const maxPictures = 30;
/** Twenty pictures of a phone. The compiler holds all of them unpacked, at three bytes a pixel (measured). */
const maxPixelsTogether = 240_000_000;
const maxBytes = 300 * 1024 * 1024 + maxPixelsTogether * 4;

/**
 * One picture a page of A4, upright as the camera meant it, on its side when the picture is. Place, time and camera are
 * left out; the picture itself is not recompressed. The result is `ua-1`, but a photographed text stays a picture:
 * a screen reader hears only the alternative text.
 */
export async function imagesToPdf(
  images: readonly PictureFile[],
  options: PicturesOptions,
): Promise<{ ok: true; bytes: Buffer; pages: number } | PicturesRefusal | PdfRefusal> {
  if (images.length === 0) return { ok: false, reason: 'noPictures' };
  const most = options.atMost ?? maxPictures;
  if (images.length > most) return { ok: false, reason: 'tooMany', index: most };

  const files: Record<string, Buffer> = {};
  const pictures: { file: string; landscape: boolean; alt: string }[] = [];
  let pixels = 0;
  for (const [index, image] of images.entries()) {
    const picture = await readPicture(image);
    if (!picture.ok) return { ok: false, reason: picture.reason, index };
    pixels += picture.pixels;
    if (pixels > maxPixelsTogether) return { ok: false, reason: 'tooMany', index };
    const file = `picture-${index}.${picture.extension}`;
    files[file] = picture.bytes;
    pictures.push({ file: `/${file}`, landscape: picture.landscape, alt: image.alt ?? '' });
  }

  return renderPdf({
    template: { files, main: 'pictures.typ' },
    data: { pictures, margin: options.wholePages ? 0 : 10 },
    standard: 'ua-1',
    title: options.title,
    language: options.language,
    at: options.at,
    timeoutMs: 30_000,
    maxBytes,
  });
}

type Picture =
  | { ok: true; bytes: Buffer; extension: string; landscape: boolean; pixels: number }
  | { ok: false; reason: 'heic' | 'notAPicture' };

async function readPicture(image: PictureFile): Promise<Picture> {
  const mediaType = (await fileTypeFromBuffer(image.bytes))?.mime;
  if (mediaType === 'image/heic' || mediaType === 'image/heif') return { ok: false, reason: 'heic' };
  if (mediaType !== 'image/jpeg' && mediaType !== 'image/png') return { ok: false, reason: 'notAPicture' };
  const header = readImageHeader(image.bytes, mediaType);
  if (!header || header.width === 0 || header.height === 0) return { ok: false, reason: 'notAPicture' };
  return {
    ok: true,
    bytes: withoutPhotoMetadata(image.bytes),
    extension: mediaType === 'image/jpeg' ? 'jpg' : 'png',
    landscape: isLandscape(header),
    pixels: header.width * header.height,
  };
}
