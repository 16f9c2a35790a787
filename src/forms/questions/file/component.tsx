import type { VNode } from 'preact';
import { Button, Checkbox, FileField as Field, FileList, href } from '../../../platform/index.ts';
import { buttonValue } from '../../engine/pressed.ts';
import type { ViewProps } from '../view.ts';
import { acceptedTypes, mostFiles, type FileQuestion } from './model.ts';

/** 20 MB: a phone's picture several times over. The receiver has the last word. */
const mostBytes = 20_000_000;

export function FileField({ question, field, asked, shown, words }: ViewProps<FileQuestion>): VNode {
  const most = mostFiles(question);
  const files = shown.files.map((file) => ({
    id: buttonValue({ action: 'removeFile', field, file: file.id }),
    name: file.name,
    size: file.size,
    ...(shown.fileBase !== undefined && { href: href(`${shown.fileBase}/${file.id}`) }),
  }));
  return (
    <>
      <FileList files={files} removeName="do" />
      {files.length < most && (
        <Field
          {...asked}
          accept={acceptedTypes(question).join(',')}
          multiple={most > 1}
          maxFiles={most}
          maxSize={mostBytes}
        />
      )}
      {files.length < most && (
        <Button kind="secondary" name="do" value={buttonValue({ action: 'upload', field })}>
          {words.own('file.upload')}
        </Button>
      )}
      {question.later && files.length === 0 && (
        <Checkbox
          name={`${field}.later`}
          label={words.own('file.later')}
          hint={words.own('file.laterHint')}
          checked={shown.text('later') !== ''}
        />
      )}
    </>
  );
}
