import type { VNode } from 'preact';
import { formatFileSize } from '../format.ts';
import type { Href } from '../href.ts';
import { Icon } from '../icons/icon.tsx';
import { useLanguage, useTexts } from '../language.tsx';
import { Button } from '../parts/button.tsx';
import { Frame, fieldId, wiring } from './field.tsx';
import type { QuestionProps } from './field.tsx';

export interface FileFieldProps extends QuestionProps {
  /** Media types and endings, as the `accept` attribute writes them. The server looks at the bytes anyway. */
  accept?: string;
  multiple?: boolean;
  maxFiles?: number;
  /** Bytes. */
  maxSize?: number;
}

/** A file from the device. A phone offers its camera by itself; the form must be `multipart`. */
export function FileField({ accept, multiple = false, maxFiles, maxSize, ...question }: FileFieldProps): VNode {
  const texts = useTexts();
  const language = useLanguage();
  const limits = [
    maxFiles === undefined ? undefined : texts.fileTooMany(maxFiles),
    maxSize === undefined ? undefined : texts.fileSizeAtMost(formatFileSize(maxSize, language)),
    // Said where pictures may come, which is everywhere that limits how much one person may send.
    maxSize === undefined || (accept !== undefined && !accept.includes('image')) ? undefined : texts.fileCleaned,
  ].filter((limit) => limit !== undefined);
  const limitsId = `${fieldId(question.name)}-limits`;
  const { id, ...aria } = wiring(question, limits.length === 0 ? undefined : limitsId);
  return (
    <Frame question={question}>
      <input class="ds-input" type="file" id={id} {...aria} accept={accept} multiple={multiple} />
      {limits.length > 0 && (
        <p class="hint" id={limitsId}>
          {limits.join(' ')}
        </p>
      )}
    </Frame>
  );
}

export interface AddedFile {
  id: string;
  name: string;
  /** Bytes. */
  size: number;
  href?: Href;
  /** What is wrong with it, or what is being done with it. */
  note?: string;
  /** something to know of it that is no fault */
  hint?: string;
}

export interface FileListProps {
  files: readonly AddedFile[];
  /** Name of the button that removes a file; its value is the file's id. Without it they cannot be removed. */
  removeName?: string;
}

/** Files that are already here, each with a way to look at it and take it away. */
export function FileList({ files, removeName }: FileListProps): VNode | null {
  const texts = useTexts();
  const language = useLanguage();
  if (files.length === 0) return null;
  return (
    <ul class="files" aria-label={texts.filesAdded}>
      {files.map((file) => (
        <li key={file.id}>
          <Icon name="attachment" />
          <span class="file-name">
            {file.href === undefined ? file.name : <a class="ds-link" href={file.href}>{file.name}</a>}{' '}
            <span class="hint">{formatFileSize(file.size, language)}</span>
            {file.note !== undefined && <span class="file-note">{file.note}</span>}
            {file.hint !== undefined && <span class="hint file-hint">{file.hint}</span>}
          </span>
          {removeName !== undefined && (
            <Button kind="quiet" name={removeName} value={file.id} label={texts.removeFile(file.name)}>
              {texts.remove}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
