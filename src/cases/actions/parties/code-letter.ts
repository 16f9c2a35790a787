import { asUuid, deleteDocuments, listDocuments, putDocument, type Tx, type Uuid } from '../../../platform/index.ts';
import type { CaseFile } from '../../store/case/case-file.ts';
import { codeOfLetter, lettersOfCodes, markLetter } from '../../store/parties/codes.ts';
import type { IssuedCode } from './issue-code.ts';

/** What stands in the authority's own copy where the letter had its code. */
export const paintedOver = '[Koden står bara i brevet som skickades]';

interface CodeLetter {
  code: IssuedCode;
  /** without `.pdf` */
  name: string;
  by: Uuid;
  /** for whom in the case the copy is: 'all' parties, or staff alone */
  part: 'all' | 'staff';
  /** makes the letter with a code, or with what stands in its place */
  render: (code: string) => Promise<{ ok: true; bytes: Buffer } | { ok: false; message: string }>;
}

/**
 * Keeps a letter that holds a code. The copy in the case has no code: it goes along in the whole file to a court, in packages to other systems and
 * to the archive, and in what is released. The one to print lies apart while the code opens anything.
 * @returns the copy in the case, to be registered as what was sent
 */
export async function keepCodeLetter(tx: Tx, file: CaseFile, letter: CodeLetter): Promise<{ ok: true; documentId: Uuid } | { ok: false; message: string }> {
  const [printed, copy] = [await letter.render(letter.code.code), await letter.render(paintedOver)];
  if (!printed.ok) return printed;
  if (!copy.ok) return copy;
  const common = { keyId: file.keyId, authorityId: file.authorityId, ownerId: letter.by, name: `${letter.name}.pdf`, mediaType: 'application/pdf' };
  const { id } = await putDocument(tx, { ...common, dossierId: file.id, part: letter.part, bytes: copy.bytes });
  await putDocument(tx, { ...common, dossierId: letter.code.id, part: 'staff', bytes: printed.bytes });
  await markLetter(tx, letter.code.id, id);
  return { ok: true, documentId: id };
}

/** The letter to print, with its code, for the copy of it in the case; undefined when the code opens nothing any more. */
export async function printOf(tx: Tx, documentId: Uuid): Promise<Uuid | undefined> {
  const code = await codeOfLetter(tx, documentId);
  return code && (await listDocuments(tx, code))[0]?.id;
}

/** Destroys letters to print whose code is dead, or all of a case that is destroyed. Run as the system. @returns how many */
export async function destroyPrints(tx: Tx, of: { caseId: Uuid } | 'dead'): Promise<number> {
  let gone = 0;
  for (const code of await lettersOfCodes(tx, of)) gone += await deleteDocuments(tx, asUuid(code));
  return gone;
}
