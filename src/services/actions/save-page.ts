import { asUuid, deleteDocument, inspectFile, imagesToPdf, putDocument, withoutPhotoMetadata, type Fields, type FileRefusalReason,
  type Language, type Tx, type Upload, type Uuid } from '../../platform/index.ts';
import { pageAfter, readPage, type Fault, type FileReference, type Journey } from '../../forms/index.ts';
import { createHash } from 'node:crypto';
import { saveDraft } from '../drafts.ts';
import { asSaved, type OpenedDraft } from '../work-on-draft.ts';

/** Bytes of one file, and files in one post. A phone picture is 3–8 MB. */
export const uploadLimits = { maxBytes: 15_000_000, maxFiles: 12 };

export type PageSaved =
  | { saved: true; after: OpenedDraft; errors: readonly Fault[]; refusedFiles: readonly RefusedFile[]; next?: string; stay: boolean; focus?: string }
  /** another tab has saved since this page was shown: nothing is written, and what was typed here is shown beside */
  | { saved: false };

export interface RefusedFile {
  field: string;
  name: string;
  reason: FileRefusalReason;
}

/**
 * Saves a posted page: what could be read as answers, what could not as typed, files as sealed documents of the draft.
 * Saved whatever is wrong with it; leads on only when nothing is.
 */
export async function savePage(tx: Tx, opened: OpenedDraft, page: string, fields: Fields, uploads: readonly Upload[]): Promise<PageSaved> {
  const { draft, version, context } = opened;
  const { form } = version.compiled;
  if (changedElsewhere(opened, page, fields)) return { saved: false };
  const kept = await keepUploads(tx, {
    dossierId: draft.id, keyId: draft.keyId, part: draft.caseId ? 'own' : 'all', language: draft.content.language,
    ...(draft.personId && { ownerId: draft.personId }), ...(draft.authorityId && { authorityId: draft.authorityId }),
  }, uploads);
  const read = readPage(form, { page, fields, answers: draft.content.answers, typed: draft.content.typed, files: kept.files }, context);
  const unreadable = unreadableOn(opened, page, fields);
  const { paper } = draft.content;
  const content = { ...draft.content, answers: read.answers, typed: read.typed, ...(paper && { paper: { ...paper, unreadable } }) };
  if (!(await saveDraft(tx, draft, content))) return { saved: false };
  for (const removed of read.removedFiles) await deleteDocument(tx, asUuid(removed.id));
  const after = asSaved(opened, content);
  // An answer that nobody can read is asked for afterwards: it stops nothing here.
  const errors = read.errors.filter(({ question }) => question === undefined || !unreadable.includes(question));
  const next = errors.length || read.stay || kept.refused.length ? undefined : pageAfter(after.journey, page)?.key;
  return {
    saved: true, after, errors, refusedFiles: kept.refused, stay: read.stay, ...(next && { next }), ...(read.focus && { focus: read.focus }),
  };
}

/** Questions whose answer on the paper cannot be read: those ticked on this page, and those of the other pages as before. None where there is no paper. */
function unreadableOn(opened: OpenedDraft, page: string, fields: Fields): string[] {
  const { paper } = opened.draft.content;
  if (!paper) return [];
  const here = new Set(opened.journey.pages.find(({ key }) => key === page)?.questions.map(({ question }) => question.id));
  const ticked = [fields[unreadableField] ?? []].flat().filter((id) => here.has(id));
  return [...paper.unreadable.filter((id) => !here.has(id)), ...ticked];
}

/** Names the boxes of `Går inte att läsa`: an underscore, so that no question can have the name. */
export const unreadableField = '_unreadable';

/** Another tab changed the same page after this one was shown: its answers are not overwritten unseen. */
function changedElsewhere(opened: OpenedDraft, page: string, fields: Fields): boolean {
  const shown = Number(fields['revision'] ?? opened.draft.revision);
  if (shown === opened.draft.revision) return false;
  const now = pageAnswers(opened.journey, page);
  return fields['before'] !== undefined && fields['before'] !== now;
}

/** A short print of a page's answers, carried by the page as `before`. */
export function pageAnswers(journey: Journey, page: string): string {
  const found = journey.pages.find(({ key }) => key === page);
  return hashOf(JSON.stringify(found?.questions.map(({ field, answer }) => [field, answer])));
}

/** Where uploads are kept: the dossier, the key that seals them, whose they are. */
export interface UploadPlace {
  dossierId: Uuid;
  keyId: Uuid;
  ownerId?: Uuid;
  authorityId?: Uuid;
  part: string;
  language: Language;
}

/** Keeps uploads that can be kept as sealed documents, and says why the others cannot. */
export async function keepUploads(tx: Tx, { language, ...place }: UploadPlace, uploads: readonly Upload[]) {
  const { good, refused } = await inspectUploads(uploads, language, tx.now);
  const files: Record<string, FileReference[]> = {};
  for (const { field, ...file } of good) {
    const { id, size } = await putDocument(tx, { ...place, ...file });
    (files[field] ??= []).push({ id, name: file.name, type: file.mediaType, size });
  }
  return { files, refused };
}

/** A file that has been looked at and may be kept. */
export interface GoodFile {
  field: string;
  name: string;
  mediaType: string;
  bytes: Buffer;
}

/** Looks at uploads without keeping anything: pictures lose where they were taken, several pictures of a field become one PDF. */
export async function inspectUploads(uploads: readonly Upload[], language: Language, at: Date): Promise<{ good: GoodFile[]; refused: RefusedFile[] }> {
  const kept: GoodFile[] = [];
  const refused: RefusedFile[] = [];
  for (const [field, group] of Map.groupBy(uploads, (upload) => upload.field)) {
    const good: { name: string; mediaType: string; bytes: Buffer }[] = [];
    for (const upload of group) {
      const found = await inspectFile(upload.bytes, { name: upload.name, mediaType: upload.mediaType }, { maxBytes: uploadLimits.maxBytes });
      if (found.ok) good.push({ name: found.safeName, mediaType: found.mediaType, bytes: withoutPhotoMetadata(upload.bytes) });
      else refused.push({ field, name: upload.name, reason: found.reason });
    }
    for (const file of await gathered(good, language, at)) kept.push({ field, ...file });
  }
  return { good: kept, refused };
}

/** Several pictures taken at once are the pages of one paper: they become one PDF. */
async function gathered(files: readonly { name: string; mediaType: string; bytes: Buffer }[], language: string, at: Date) {
  const pictures = files.filter(({ mediaType }) => mediaType.startsWith('image/'));
  if (pictures.length < 2) return files;
  const pdf = await imagesToPdf(pictures.map(({ bytes, mediaType }) => ({ bytes, mediaType })), { title: pictures[0]!.name, language: language === 'en' ? 'en' : 'sv', at });
  // Pictures that cannot be put together are kept as they are: an officer can still read them one by one.
  if (!pdf.ok) return files;
  const name = `${pictures[0]!.name.replace(/\.\w+$/, '')}.pdf`;
  return [...files.filter((file) => !pictures.includes(file)), { name, mediaType: 'application/pdf', bytes: pdf.bytes }];
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
