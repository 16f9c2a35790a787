import type { VNode } from 'preact';
import { Select, asUuid, formatDate, textOf, type DocumentFacts, type FieldError, type Fields, type Language, type Tx, type Upload, type Uuid } from '../../../platform/index.ts';
import { replaceDocument, replaceable } from '../../actions/case/replace-document.ts';
import type { Mine } from '../frame.tsx';
import type { MyCase } from '../case/my-case.ts';
import { texts } from '../texts.ts';

/** The current documents of a case that the person has sent in: what a new file may replace. */
export async function myReplaceable(tx: Tx, { file, personId }: MyCase): Promise<DocumentFacts[]> {
  return (await replaceable(tx, file.id)).filter(({ ownerId }) => ownerId === personId);
}

/** Beside a field for files: which earlier document they replace. Unless the person says otherwise it is a new one. Nothing, when they have sent none. */
export function ReplacesField({ language, choices, ...field }: { language: Language; choices: readonly DocumentFacts[]; name: string; value?: string; error?: string }): VNode | null {
  const t = (key: string, params = {}) => texts(language, `replaces.${key}`, params);
  if (!choices.length) return null;
  return (
    <Select {...field} label={t('label')} hint={t('hint')} options={[{ value: '', label: t('new') },
      ...choices.map(({ id, name, createdAt }) => ({ value: id, label: t('option', { name, date: formatDate(createdAt, language) }) }))]} />
  );
}

/** A field for files, and the choice beside it. */
export interface FilesWithChoice { files: string; choice: string }

/** What the person says that their files replace, by the field of the files; and what is wrong with it, before anything is kept. */
export function replacesIn(
  { fields, uploads, language }: { fields: Fields; uploads: readonly Upload[]; language: Language }, choices: readonly DocumentFacts[], asked: readonly FilesWithChoice[],
): { replaces: ReadonlyMap<string, Uuid>; errors: FieldError[] } {
  const replaces = new Map<string, Uuid>();
  const errors: FieldError[] = [];
  for (const { files, choice } of asked) {
    const chosen = textOf(fields, choice, 40);
    if (!chosen) continue;
    const earlier = choices.find(({ id }) => id === chosen);
    if (!earlier) errors.push({ name: choice, message: texts(language, 'replaces.gone') });
    else if (!uploads.some(({ field }) => field === files)) errors.push({ name: choice, message: texts(language, 'replaces.noFile', { name: earlier.name }) });
    else replaces.set(files, earlier.id);
  }
  return { replaces, errors };
}

/** Says it of the files as they were kept. Files of several fields may replace one document together. */
export async function keepReplaces({ tx, who }: Pick<Mine, 'tx' | 'who'>, { file }: MyCase, replaces: ReadonlyMap<string, Uuid>, kept: ReadonlyMap<string, readonly { id: string }[]>): Promise<void> {
  for (const earlierId of new Set(replaces.values())) {
    const laterIds = [...replaces].flatMap(([field, id]) => (id === earlierId ? (kept.get(field) ?? []).map((one) => asUuid(one.id)) : []));
    await replaceDocument(tx, file, { kind: 'resident', id: who.personId }, { earlierId, laterIds });
  }
}
