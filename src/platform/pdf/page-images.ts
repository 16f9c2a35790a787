/** Pages of a PDF as pictures, its text by place, and a copy in which what is masked is gone. */
import { Worker } from 'node:worker_threads';
import type { Mask, PageJob, PageOutcome, PageSize } from './page-images-worker.ts';

export type { Mask, PageSize } from './page-images-worker.ts';

/** Why a PDF could not be shown as pictures: it is damaged or locked, took too long, or has too many pages. */
export interface PagesRefusal {
  ok: false;
  reason: 'damaged' | 'timeout' | 'tooMany';
}

/** Most pages of one document that are masked in one go: each is held unpacked by the compiler (some 6 MB at 150 dots an inch). */
export const mostMaskedPages = 100;

/** How many pages a PDF has, and their sizes in points (1/72 inch), as they are seen. */
export async function pagesOf(pdf: Uint8Array): Promise<{ ok: true; pages: PageSize[] } | PagesRefusal> {
  const done = await run({ pdf, what: 'sizes' }, 20_000);
  return done.ok ? { ok: true, pages: done.sizes } : done;
}

/** One page as a PNG, with masks drawn in. @param page from 1 */
export async function pageImage(pdf: Uint8Array, page: number, options: { dotsPerInch?: number; masks?: readonly Mask[] } = {}): Promise<{ ok: true; png: Buffer } | PagesRefusal> {
  const done = await run({ pdf, what: 'render', pages: [page], dotsPerInch: options.dotsPerInch ?? 96, masks: options.masks ?? [] }, 20_000);
  if (!done.ok) return done;
  const [png] = done.images;
  return png ? { ok: true, png: Buffer.from(png) } : { ok: false, reason: 'damaged' };
}

/** Every page as a PNG in which what is masked has been painted over: nothing else of the PDF comes along. 150 dots an inch. */
export async function maskedPages(pdf: Uint8Array, masks: readonly Mask[]): Promise<{ ok: true; images: Buffer[] } | PagesRefusal> {
  const sizes = await pagesOf(pdf);
  if (!sizes.ok) return sizes;
  if (sizes.pages.length > mostMaskedPages) return { ok: false, reason: 'tooMany' };
  const pages = sizes.pages.map((_, index) => index + 1);
  const done = await run({ pdf, what: 'render', pages, dotsPerInch: 150, masks }, 120_000);
  return done.ok ? { ok: true, images: done.images.map((png) => Buffer.from(png)) } : done;
}

/** Where words stand: a mask for each line of each place they are found in. Case and runs of white space do not matter. */
export async function findInPages(pdf: Uint8Array, words: string): Promise<{ ok: true; masks: Mask[] } | PagesRefusal> {
  const done = await run({ pdf, what: 'find', words }, 20_000);
  return done.ok ? { ok: true, masks: done.found } : done;
}

/** All text that a reader of the PDF could get out of it. */
export async function textInPages(pdf: Uint8Array): Promise<{ ok: true; text: string } | PagesRefusal> {
  const done = await run({ pdf, what: 'text' }, 20_000);
  return done.ok ? { ok: true, text: done.text } : done;
}

/** In a thread of its own, ended when the time is up: a PDF comes from anyone, and may be made to take forever. */
function run(job: PageJob, timeoutMs: number): Promise<(PageOutcome & { ok: true }) | PagesRefusal> {
  return new Promise((settle) => {
    // Without the loader that this process was started with: Node reads these two files by itself, and the loader costs as much again as the page.
    const worker = new Worker(new URL('./page-images-worker.ts', import.meta.url), { workerData: job, execArgv: [] });
    const end = (outcome: (PageOutcome & { ok: true }) | PagesRefusal) => {
      clearTimeout(timer);
      settle(outcome);
      void worker.terminate();
    };
    const timer = setTimeout(() => end({ ok: false, reason: 'timeout' }), timeoutMs);
    worker.once('message', (outcome: PageOutcome) => end(outcome.ok ? outcome : { ok: false, reason: 'damaged' }));
    worker.once('error', () => end({ ok: false, reason: 'damaged' }));
    worker.once('exit', () => end({ ok: false, reason: 'damaged' }));
  });
}
