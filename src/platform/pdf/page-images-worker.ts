/** The thread in which a PDF is opened (PDFium in WebAssembly: it reaches no file and no network). Answers one job and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { PDFiumLibrary, PDFiumModule } from '@hyzyla/pdfium';
import { encodePng } from './png.ts';

/** A rectangle on a page; sides are shares of the page's width and height as it is seen, 0–1, from the upper left corner. */
export interface Mask {
  /** from 1 */
  page: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Points, 1/72 inch. */
export interface PageSize { width: number; height: number }

export type PageJob = { pdf: Uint8Array } & (
  | { what: 'sizes' }
  | { what: 'text' }
  | { what: 'find'; words: string }
  | { what: 'render'; pages: readonly number[]; dotsPerInch: number; masks: readonly Mask[] }
);

export type PageOutcome =
  | { ok: true; sizes: PageSize[]; text: string; found: Mask[]; images: Uint8Array[] }
  | { ok: false };

/** What of PDFium's own functions the search for words needs; the library gives text without its places. */
interface TextFunctions {
  _FPDF_LoadMemDocument(bytes: number, size: number, password: number): number;
  _FPDF_GetPageCount(document: number): number;
  _FPDF_LoadPage(document: number, index: number): number;
  _FPDF_PageToDevice(page: number, x: number, y: number, width: number, height: number, rotate: number, pageX: number, pageY: number, outX: number, outY: number): number;
  _FPDFText_LoadPage(page: number): number;
  _FPDFText_CountChars(text: number): number;
  _FPDFText_GetUnicode(text: number, index: number): number;
  _FPDFText_GetCharBox(text: number, index: number, left: number, right: number, bottom: number, top: number): number;
  wasmExports: { malloc(size: number): number };
  HEAPU8: Uint8Array;
  HEAP32: Int32Array;
  HEAPF64: Float64Array;
}

const nothing = { sizes: [], text: '', found: [], images: [] };

async function work(job: PageJob): Promise<PageOutcome> {
  if (job.what === 'find') return { ok: true, ...nothing, found: await find(job.pdf, job.words) };
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(job.pdf);
  const count = document.getPageCount();
  const each = Array.from({ length: count }, (_, index) => index);
  switch (job.what) {
    case 'sizes': return { ok: true, ...nothing, sizes: each.map((index) => {
      const { originalWidth: width, originalHeight: height } = document.getPage(index).getOriginalSize();
      return { width, height };
    }) };
    case 'text': return { ok: true, ...nothing, text: each.map((index) => document.getPage(index).getText()).join('\n') };
    case 'render': {
      const images: Uint8Array[] = [];
      for (const page of job.pages) {
        if (page < 1 || page > count) return { ok: false };
        const { data, width, height } = await document.getPage(page - 1).render({ scale: job.dotsPerInch / 72, render: 'bitmap', renderFormFields: true });
        for (const mask of job.masks.filter((one) => one.page === page)) paint(data, width, height, mask);
        images.push(encodePng(data, width, height));
      }
      return { ok: true, ...nothing, images };
    }
  }
}

/** Black, and two dots wider all round: the softened edge of a letter must not tell which it was. */
function paint(data: Uint8Array, width: number, height: number, mask: Mask): void {
  const [left, right] = [Math.max(0, Math.floor(mask.x * width) - 2), Math.min(width, Math.ceil((mask.x + mask.width) * width) + 2)];
  const [top, bottom] = [Math.max(0, Math.floor(mask.y * height) - 2), Math.min(height, Math.ceil((mask.y + mask.height) * height) + 2)];
  for (let y = top; y < bottom; y++) {
    for (let at = (y * width + left) * 4; at < (y * width + right) * 4; at += 4) {
      data[at] = data[at + 1] = data[at + 2] = 0;
      data[at + 3] = 255;
    }
  }
}

/** A letter and where it stands, as shares of the page. */
interface Letter { text: string; left: number; top: number; right: number; bottom: number }

async function find(pdf: Uint8Array, words: string): Promise<Mask[]> {
  const module = await (PDFiumModule as unknown as () => Promise<TextFunctions & { _FPDF_InitLibrary(): void }>)();
  module._FPDF_InitLibrary();
  const bytes = module.wasmExports.malloc(pdf.length);
  module.HEAPU8.set(pdf, bytes);
  const document = module._FPDF_LoadMemDocument(bytes, pdf.length, 0);
  if (!document) throw new Error('not a PDF that can be opened');
  const sought = plain(words);
  if (!sought) return [];
  const masks: Mask[] = [];
  for (let index = 0; index < module._FPDF_GetPageCount(document); index++) {
    masks.push(...placesOf(lettersOf(module, module._FPDF_LoadPage(document, index)), sought).map((mask) => ({ page: index + 1, ...mask })));
  }
  return masks;
}

function lettersOf(module: TextFunctions, page: number): Letter[] {
  const text = module._FPDFText_LoadPage(page);
  const room = module.wasmExports.malloc(48);
  const box = (offset: number) => module.HEAPF64[(room + offset) / 8]!;
  // A page of this many dots: fine enough to be read as shares of the page, whatever its turn and crop.
  const fine = 100_000;
  const shown = (x: number, y: number): [number, number] => {
    module._FPDF_PageToDevice(page, 0, 0, fine, fine, 0, x, y, room + 32, room + 36);
    return [module.HEAP32[(room + 32) / 4]! / fine, module.HEAP32[(room + 36) / 4]! / fine];
  };
  return Array.from({ length: module._FPDFText_CountChars(text) }, (_, index) => {
    module._FPDFText_GetCharBox(text, index, room, room + 8, room + 16, room + 24);
    const [left, right, bottom, top] = [box(0), box(8), box(16), box(24)];
    const [[x1, y1], [x2, y2]] = [shown(left, top), shown(right, bottom)];
    return {
      text: String.fromCodePoint(module._FPDFText_GetUnicode(text, index)),
      left: Math.min(x1, x2), right: Math.max(x1, x2), top: Math.min(y1, y2), bottom: Math.max(y1, y2),
    };
  });
}

/** The words without white space, in small letters, so that a line break or a double space hides nothing. */
function plain(text: string): string {
  return text.normalize('NFC').toLowerCase().replaceAll(/[\s\u00ad\u0002]+/g, '');
}

function placesOf(letters: readonly Letter[], sought: string): Omit<Mask, 'page'>[] {
  const kept = letters.filter(({ text }) => plain(text) !== '');
  // A letter may become several in small letters: each points back at its own.
  const owners = kept.flatMap((letter) => [...plain(letter.text)].map((text) => ({ text, letter })));
  const all = owners.map(({ text }) => text).join('');
  const offsets = owners.flatMap(({ text, letter }) => Array.from({ length: text.length }, () => letter));
  const masks: Omit<Mask, 'page'>[] = [];
  for (let at = all.indexOf(sought); at >= 0; at = all.indexOf(sought, at + 1)) masks.push(...lines(offsets.slice(at, at + sought.length)));
  return masks;
}

/** One rectangle a line: letters that stand beside one another. */
function lines(letters: readonly Letter[]): Omit<Mask, 'page'>[] {
  const rows: Letter[][] = [];
  for (const letter of letters) {
    const row = rows.at(-1);
    const beside = row && letter.top < Math.max(...row.map(({ bottom }) => bottom)) && letter.bottom > Math.min(...row.map(({ top }) => top));
    if (row && beside) row.push(letter);
    else rows.push([letter]);
  }
  return rows.map((row) => {
    const [x, y] = [Math.min(...row.map(({ left }) => left)), Math.min(...row.map(({ top }) => top))];
    return { x, y, width: Math.max(...row.map(({ right }) => right)) - x, height: Math.max(...row.map(({ bottom }) => bottom)) - y };
  });
}

parentPort?.postMessage(await work(workerData as PageJob).catch((): PageOutcome => ({ ok: false })));
