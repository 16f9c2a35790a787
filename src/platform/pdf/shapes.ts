/**
 * The data each common template expects. All text is finished text: dates, amounts and names are written as the reader
 * shall see them. A text that begins with `- ` among paragraphs is a point in a list.
 */

/** The sender, for every template. */
export interface PdfOrganisation {
  name: string;
  /** The unit or authority that writes. */
  unit?: string;
  /** A file of the template's (SVG, PNG), with what it shows said in words. */
  mark?: { file: string; alt: string };
  /** `#rrggbb`; lines and surfaces only, so contrast never depends on it. */
  color?: string;
}

export interface PdfTable {
  columns: { label: string; align?: 'left' | 'right' }[];
  rows: string[][];
}

/** For `letter.typ` and letters that import it; `standard.typ` shows all of it in the usual order. */
export interface LetterData {
  organisation: PdfOrganisation & {
    contact?: { phone?: string; hours?: string; email?: string; web?: string; address?: string[] };
  };
  case: { number: string };
  date: string;
  officer?: string;
  /** Name and address, a line each; for protected identity only what may be shown. */
  recipient: string[];
  heading: string;
  /** Yes, partly or no, first of all. */
  answer?: { summary: string; paragraphs?: string[] };
  /** A row for each thing decided. */
  items?: { name: string; outcome: string; valid?: string; conditions?: string[] }[];
  sections?: { heading?: string; paragraphs?: string[]; table?: PdfTable & { total?: string[] } }[];
  laws?: { reference: string; says?: string }[];
  signatures?: { name: string; title?: string; unit?: string; authority?: string }[];
  appeal?: { paragraphs?: string[]; to?: string; send?: string; by?: string };
  attachments?: string[];
  /** Values a service's own letter uses by name. */
  facts?: Record<string, string>;
}

/** For `submission.typ`: exactly what was signed. Rendered as `a-2a`. */
export interface SubmissionData {
  organisation: PdfOrganisation;
  service: { name: string };
  /** Hash of the published definition. */
  version: string;
  /** What the language is called, in itself: `Svenska`, `Lätt svenska`, `English`. */
  languageName: string;
  case?: string;
  arrived?: string;
  sections: { title: string; questions: SubmissionQuestion[] }[];
  /** One for each who has signed, in the order they did. */
  attestations: Attestation[];
}

export interface SubmissionQuestion {
  question: string;
  explanation?: string;
  answer: SubmissionAnswer;
  /** The register a fact was fetched from, when the person confirmed it instead of writing it. */
  source?: string;
}

export type SubmissionAnswer =
  | { kind: 'none' }
  | { kind: 'text'; text: string }
  | { kind: 'list'; items: string[] }
  | ({ kind: 'table' } & PdfTable)
  | { kind: 'files'; files: { name: string; type: string; size: string; sha256: string }[] };

export interface Attestation {
  /** The sentence that was signed. */
  statement: string;
  name: string;
  actsFor?: string;
  at: string;
  level: string;
  provider: string;
  transaction: string;
  /** SHA-256 of the exact text shown at signing, hexadecimal. */
  textHash: string;
}

/** For `register.typ`. More than five columns turn the paper on its side. */
export interface RegisterData extends PdfTable {
  organisation: PdfOrganisation;
  heading: string;
  paragraphs?: string[];
  made: string;
}
