import type { VNode } from 'preact';
import { FileList, href, type Href } from '../../platform/index.ts';
import type { AnswerText } from '../../forms/index.ts';

/** An answer as it is read: lines, files, rows. `fileBase` leads to the files, where they may be opened. */
export function Answer({ answer, fileBase }: { answer: AnswerText; fileBase?: string }): VNode {
  if (answer.rows?.length) return <Rows rows={answer.rows} {...(fileBase && { fileBase })} />;
  if (answer.files?.length) {
    return <FileList files={answer.files.map((file) => ({ id: file.id, name: file.name, size: file.size, ...(fileBase && { href: fileHref(fileBase, file.id) }) }))} />;
  }
  return <>{answer.lines.map((line, index) => <span class="answer-line" key={index}>{line}{index < answer.lines.length - 1 && <br />}</span>)}</>;
}

function Rows({ rows, fileBase }: { rows: NonNullable<AnswerText['rows']>; fileBase?: string }): VNode {
  return (
    <div class="flow">
      {rows.map((row) => (
        <div key={row.id} role="group" aria-label={row.heading}>
          <p><strong>{row.heading}</strong></p>
          <dl class="key-values">
            {row.cells.map((cell) => (
              <div key={cell.id}><dt>{cell.ask}</dt><dd><Answer answer={cell.text} {...(fileBase && { fileBase })} /></dd></div>
            ))}
          </dl>
        </div>
      ))}
    </div>
  );
}

function fileHref(base: string, id: string): Href {
  return href(`${base}/${id}`);
}

