/** What the application and the compiler's process say to each other. Types only: the process imports this file. */

/** The conformance asked of a PDF. Letters are `ua-1` (accessible), signed copies `a-2a` (also archivable). */
export type PdfStandard = 'ua-1' | 'a-2a' | 'a-3b';

/** How a compiler process is started. */
export interface CompilerSettings {
  /** A path where nothing is: the compiler sees only the files mapped below it. */
  workspace: string;
  /** Folder with our fonts. */
  fonts: string;
  /** How long after its time limit a job whose parent did not kill it ends itself, in milliseconds. */
  graceMs: number;
}

export interface CompileJob {
  /** Relative path → content: everything the template can read. */
  files: Record<string, string | Uint8Array>;
  main: string;
  inputs: Record<string, string>;
  standard: PdfStandard;
  /** Seconds since 1970. */
  createdAt: number;
  timeoutMs: number;
  /** Resident memory of the process, in bytes, at which it ends itself. */
  maxBytes: number;
}

export interface JobMessage {
  id: number;
  job: CompileJob;
}

export type CompileOutcome =
  | { ok: true; bytes: Uint8Array; pages: number }
  | { ok: false; message: string; path?: string; line?: number };

export interface OutcomeMessage {
  id: number;
  outcome: CompileOutcome;
}
