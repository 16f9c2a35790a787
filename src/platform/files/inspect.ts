/** What an uploaded file is, told from its bytes and never from its name. */
import { fileTypeFromBuffer } from 'file-type';
import { readImageHeader } from './image.ts';
import { safeName } from './name.ts';
import { scanPdf } from './pdf-scan.ts';
import type { FileScanner } from './scanner.ts';

/** The kinds a service may accept; each has an inspection of its own here. */
export type AcceptedType = 'application/pdf' | 'image/jpeg' | 'image/png' | 'image/webp';

/** What is accepted when a service does not say: documents, and what phones and scanners make. */
export const acceptedByDefault: readonly AcceptedType[] = ['application/pdf', 'image/jpeg', 'image/png'];

/** Pixels of a picture at most: twelve times a full HD screen and more than a phone takes; unpacked about 180 MB. */
const maxPixels = 60_000_000;

const extensions: Record<AcceptedType, string> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
};

export interface InspectOptions {
  accept?: readonly AcceptedType[];
  /** Bytes. */
  maxBytes: number;
  /** A virus scanner, where the organisation has one. Without it nothing is searched for viruses. */
  scanner?: FileScanner;
}

/** What the browser says about the file. Used for the name, and to word a refusal; never to decide what it is. */
export interface DeclaredFile {
  name: string;
  mediaType: string;
}

export interface InspectedFile {
  ok: true;
  mediaType: AcceptedType;
  /** Without a dot. */
  extension: string;
  /** The declared name, harmless to show and to save, with the extension of what it is. */
  safeName: string;
  /** Of a PDF, as it says itself. */
  pages?: number;
  /** Of a picture, in pixels, as stored. */
  width?: number;
  height?: number;
}

/**
 * - `empty`, `tooLarge`: nothing, or more than `maxBytes`
 * - `heic`: a picture in the format of newer phones, which few readers show; the person can choose JPEG in the camera
 * - `notAllowed`: it is something else than is accepted; `detected` says what, when it is known
 * - `typeMismatch`: it calls itself an accepted kind and is not one
 * - `encrypted`: a PDF with a password
 * - `activeContent`: a PDF with scripts, embedded files or the like
 * - `damaged`: it begins as it should and cannot be read
 * - `tooManyPixels`: a picture that would take too much memory to show
 * - `infected`: the scanner found something
 */
export type FileRefusalReason =
  | 'empty' | 'tooLarge' | 'heic' | 'notAllowed' | 'typeMismatch' | 'encrypted' | 'activeContent' | 'damaged'
  | 'tooManyPixels' | 'infected';

export interface FileRefusal {
  ok: false;
  reason: FileRefusalReason;
  /** Media type told from the bytes, when it is known. */
  detected?: string;
}

export type Inspection = InspectedFile | FileRefusal;

/**
 * Inspects an uploaded file. A refusal is a result; it throws only when the scanner does.
 * It is no search for viruses (see `FileScanner`), and a file that passes is still served as an attachment,
 * with its own media type and `nosniff`, never shown inside a page of ours.
 */
export async function inspectFile(bytes: Buffer, declared: DeclaredFile, options: InspectOptions): Promise<Inspection> {
  if (bytes.length === 0) return { ok: false, reason: 'empty' };
  if (bytes.length > options.maxBytes) return { ok: false, reason: 'tooLarge' };

  const accept = options.accept ?? acceptedByDefault;
  const detected = (await fileTypeFromBuffer(bytes))?.mime;
  const mediaType = accept.find((type) => type === detected);
  if (mediaType === undefined) return refusedKind(detected, declared, accept);

  const content = mediaType === 'application/pdf' ? inspectPdf(bytes) : inspectImage(bytes, mediaType);
  if (!content.ok) return { ...content, detected: mediaType };

  const found = await options.scanner?.scan(bytes);
  if (found && !found.clean) return { ok: false, reason: 'infected', detected: mediaType };

  const extension = extensions[mediaType];
  return { ...content, mediaType, extension, safeName: safeName(declared.name, extension) };
}

type Content = { ok: true; pages?: number; width?: number; height?: number } | { ok: false; reason: FileRefusalReason };

function inspectPdf(bytes: Buffer): Content {
  const scan = scanPdf(bytes);
  if (!scan.ok) return scan;
  return scan.pages === null ? { ok: true } : { ok: true, pages: scan.pages };
}

function inspectImage(bytes: Buffer, mediaType: string): Content {
  const header = readImageHeader(bytes, mediaType);
  if (!header || header.width === 0 || header.height === 0) return { ok: false, reason: 'damaged' };
  if (header.width * header.height > maxPixels) return { ok: false, reason: 'tooManyPixels' };
  return { ok: true, width: header.width, height: header.height };
}

function refusedKind(
  detected: string | undefined,
  declared: DeclaredFile,
  accept: readonly AcceptedType[],
): FileRefusal {
  const kind = detected === undefined ? {} : { detected };
  if (detected === 'image/heic' || detected === 'image/heif') return { ok: false, reason: 'heic', ...kind };
  const claims = accept.some((type) => declared.mediaType.toLowerCase() === type || hasExtension(declared.name, type));
  return { ok: false, reason: claims ? 'typeMismatch' : 'notAllowed', ...kind };
}

function hasExtension(name: string, type: AcceptedType): boolean {
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase();
  return extension === extensions[type] || (type === 'image/jpeg' && extension === 'jpeg');
}
