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
  /** `label`: what the number is, when it is no case number */
  case: { number: string; label?: string };
  date: string;
  officer?: string;
  /** Name and address, a line each; for protected identity only what may be shown. */
  recipient: string[];
  heading: string;
  /** Yes, partly or no, first of all. */
  answer?: { summary: string; paragraphs?: string[] };
  /** A row for each thing decided. */
  items?: { name: string; outcome: string; valid?: string; conditions?: string[] }[];
  /** `foreign`: what stands in another language than the letter, with what says so first. */
  sections?: { heading?: string; paragraphs?: string[]; foreign?: { language: string; says: string; paragraphs: string[] }; table?: PdfTable & { total?: string[] } }[];
  laws?: { reference: string; says?: string; language?: string }[];
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

/** For `form.typ`: a form to be filled in with a pen. The template writes no words of its own. */
export interface PaperFormData {
  organisation: PdfOrganisation;
  name: string;
  lead: string;
  codeLabel: string;
  /** one form, or each of a series with a number of its own: its code, and the file of the template with the square to scan */
  copies: { printed: string; file: string; alt: string; number?: string }[];
  help: string;
  how: PaperList;
  bring: PaperList | undefined;
  sections: PaperSection[];
  send: { heading: string; text: string; address: string[] };
  after: PaperList;
  privacy: PaperList & { text: string; receivers: string };
  words: { page: string; ofPages: string };
}

export interface PaperList {
  heading: string;
  points: string[];
}

export interface PaperSection {
  title: string;
  intro?: string;
  notes: string[];
  /** the way ends here for whoever it concerns */
  warning?: boolean;
  questions: PaperQuestion[];
}

export interface PaperQuestion {
  number?: number;
  ask: string;
  hint?: string;
  /** when to answer, in words */
  note?: string;
  optional?: string;
  answer: PaperAnswer;
}

export interface PaperBox {
  label: string;
  hint?: string;
  /** with a line to write on */
  write?: boolean;
}

export type PaperAnswer =
  | { kind: 'text'; text: string }
  | { kind: 'boxes'; options: PaperBox[]; say?: string; inline?: boolean }
  /** `boxes`: groups of squares, one for each character; `lines`: how many to write on; `short`: room for a number */
  | { kind: 'fields'; fields: { label?: string; lines?: number; boxes?: number[]; short?: boolean; tall?: boolean; unit?: string }[]; options?: PaperBox[] }
  | { kind: 'table'; rowName: string; rows: number; columns: { label: string; unit?: string; notes: string[] }[]; stacked: boolean; more: string };

/** For `case-file.typ`: a whole case. `key` of an index row names the part or the attachment it stands as. */
export interface CaseFileData {
  organisation: PdfOrganisation;
  /** the case number */
  case: string;
  heading: string;
  /** what the document is, for whom, when: a line each */
  about: string[];
  words: { index: string; columns: [string, string, string, string, string]; attachments: string };
  index: { number: string; day: string; kind: string; title: string; key?: string }[];
  parts: CaseFilePart[];
  attachments: { key: string; label: string; name: string; type: string; size: string; sha256: string; says: string; pictures: { file: string; alt: string }[] }[];
}

/** A record as it stands in the file. */
export interface CaseFilePart {
  key: string;
  heading: string;
  facts?: string[];
  paragraphs?: string[];
  sections?: { heading: string; paragraphs?: string[]; questions?: SubmissionQuestion[] }[];
}
