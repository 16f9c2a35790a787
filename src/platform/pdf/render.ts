/** A template and its data become a PDF. */
import { readFileSync, readdirSync } from 'node:fs';
import { createCompilerPool, type PoolOutcome } from './pool.ts';
import { displayable, fontFamilies, type JsonValue } from './displayable.ts';
import { refusedSource } from './source.ts';
import type { CompileJob, PdfStandard } from './protocol.ts';

/** A letter's own files; beside them the common ones (`letter.typ`, `submission.typ`, …) always lie. */
export interface PdfTemplate {
  /** Path in the letter's workspace → content. A file of the same name as a common one takes its place. */
  files: Record<string, string | Buffer>;
  /** Path of the file to start with: one of `files`, or a common one. */
  main: string;
}

export interface PdfRequest {
  template: PdfTemplate;
  /** Becomes JSON, read by the template with `json("/data.json")`. Strings stay strings: nothing in them is markup. */
  data: object;
  standard: PdfStandard;
  /** BCP 47, for example `sv`; `sv-simple` is written as `sv`. Steers hyphenation and what a screen reader speaks. */
  language: string;
  /** The document's title, shown by readers in place of a file name. */
  title: string;
  /** When the document is made; it is written into it. */
  at: Date;
  /** Milliseconds the compiler may take; 10 000 when not given. */
  timeoutMs?: number;
  /** Bytes of memory the compiler may use, its own 100 MB included; 512 MB when not given. */
  maxBytes?: number;
}

/**
 * Why no PDF came. `template`: the template is wrong or did what it may not (`line` counts from 1, in `path`).
 * `timeout`: it took too long and was killed. `busy`: too many wait; try again later.
 */
export interface PdfRefusal {
  ok: false;
  reason: 'timeout' | 'template' | 'busy';
  message: string;
  path?: string;
  line?: number;
}

export type PdfResult = { ok: true; bytes: Buffer; pages: number } | PdfRefusal;

/** Two processes at most: a page takes milliseconds, and each keeps its fonts in memory. */
const pool = createCompilerPool({ size: 2, maxWaiting: 500 });

/**
 * Makes a PDF, in a process of its own that sees only these files and is killed when the time is up.
 * A broken template is a refusal, not an exception. The conformance to `standard` is what the compiler checks,
 * no more.
 */
export async function renderPdf(request: PdfRequest): Promise<PdfResult> {
  const { template } = request;
  const files = { ...commonTemplates(), ...template.files };
  const refused = refusedSource(files, template.main);
  if (refused) return { ok: false, reason: 'template', ...refused };
  const { language, region } = languageOf(request.language);
  const job: CompileJob = {
    files: { ...files, [mainFile]: mainSource(template.main), 'data.json': dataFile(request.data) },
    main: mainFile,
    inputs: { title: displayable(request.title), language, region },
    standard: request.standard,
    createdAt: Math.floor(request.at.getTime() / 1000),
    timeoutMs: request.timeoutMs ?? 10_000,
    maxBytes: request.maxBytes ?? 512 * 1024 * 1024,
  };
  const ended = await pool.run(job);
  // A process ended from outside (the machine ran out of memory) deserves another try; a bad template crashes again.
  return resultOf(ended.end === 'crashed' ? await pool.run(job) : ended);
}

/** Starts a compiler ahead of the first letter. */
export function warmPdf(): void {
  pool.warm();
}

/** Ends the compilers at shutdown; letters not done are refused as `busy`. */
export function closePdf(): void {
  pool.close();
}

const mainFile = 'sprang-main.typ';

function dataFile(data: object): string {
  return JSON.stringify(displayable(JSON.parse(JSON.stringify(data)) as JsonValue));
}

/** What holds for every document, whatever its template says: title, date, language, fonts. */
function mainSource(main: string): string {
  return `#set document(title: sys.inputs.title, date: auto)
#set text(
  lang: sys.inputs.language,
  region: if sys.inputs.region == "" { none } else { sys.inputs.region },
  font: (${fontFamilies.map((name) => JSON.stringify(name)).join(', ')}),
  fallback: false,
)
#include ${JSON.stringify(`/${main}`)}
`;
}

function languageOf(tag: string): { language: string; region: string } {
  const [language = 'sv', ...rest] = tag.split('-');
  return { language: language.toLowerCase(), region: rest.find((part) => /^[A-Z]{2}$/.test(part)) ?? '' };
}

function resultOf(ended: PoolOutcome): PdfResult {
  switch (ended.end) {
    case 'done': {
      const { outcome } = ended;
      if (outcome.ok) return { ok: true, bytes: Buffer.from(outcome.bytes), pages: outcome.pages };
      const { path, line } = outcome;
      return {
        ok: false,
        reason: 'template',
        message: plainMessage(outcome.message),
        ...(path === undefined ? {} : { path: pathInWorkspace(path) }),
        ...(line === undefined ? {} : { line }),
      };
    }
    case 'timeout':
      return { ok: false, reason: 'timeout', message: 'The template took too long and was stopped.' };
    case 'memory':
      return { ok: false, reason: 'template', message: 'The template used too much memory and was stopped.' };
    case 'crashed':
      return { ok: false, reason: 'template', message: 'The compiler stopped unexpectedly on this template.' };
    case 'busy':
    case 'closed':
      return { ok: false, reason: 'busy', message: 'Too many documents are waiting, or the server is closing.' };
  }
}

function plainMessage(message: string): string {
  if (/^(failed to download package|package not found)/.test(message)) return 'Packages are not allowed in a template.';
  return message.replace(/ \(searched at [^)]*\)/g, '').replace(/, you can adjust the project root.*$/, '');
}

function pathInWorkspace(path: string): string {
  return path.replace(/^.*sprang-letter-[0-9a-f-]{36}\//, '');
}

let commonFiles: Record<string, string> | null = null;

function commonTemplates(): Record<string, string> {
  if (commonFiles) return commonFiles;
  const folder = new URL('./templates/', import.meta.url);
  const names = readdirSync(folder).filter((name) => name.endsWith('.typ'));
  commonFiles = Object.fromEntries(names.map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]));
  return commonFiles;
}
