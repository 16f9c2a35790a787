import type { VNode } from 'preact';
import { Alert } from '../../../platform/index.ts';
import type { Words } from '../type.ts';
import type { InfoQuestion } from './model.ts';

/** Something to read. A line feed in the text begins a new paragraph. */
export function Info({ question, words }: { question: InfoQuestion; words: Words }): VNode {
  const paragraphs = words
    .text('text')
    .split(/\n+/)
    .filter((text) => text !== '')
    .map((text) => <p key={text}>{text}</p>);
  return (
    <Alert kind={question.tone ?? 'info'} {...(question.ask !== undefined && { heading: words.text('ask') })}>
      {paragraphs}
    </Alert>
  );
}
