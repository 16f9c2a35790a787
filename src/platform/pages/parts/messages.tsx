import type { ComponentChildren, VNode } from 'preact';
import { formatDateTime } from '../format.ts';
import { useLanguage, useTexts } from '../language.tsx';
import { Tag } from './tag.tsx';

export interface Message {
  id: string;
  /** Who wrote, as the reader should see it: "Färdtjänstenheten". */
  from: string;
  /** Written by the one who reads. */
  own: boolean;
  at: Date;
  /** Plain text; blank lines part paragraphs. */
  text: string;
  unread?: boolean;
  /** Files and links that belong to it. */
  children?: ComponentChildren;
}

/** A conversation, oldest first. Who wrote is said, and own messages stand to the right. */
export function MessageList({ messages, label }: { messages: readonly Message[]; label: string }): VNode {
  const texts = useTexts();
  const language = useLanguage();
  return (
    <ol class="messages" aria-label={label}>
      {messages.map((message) => (
        <li key={message.id} id={`meddelande-${message.id}`} data-own={message.own ? '' : undefined}>
          <p class="message-head">
            <strong>{message.own ? texts.messageYou : message.from}</strong>{' '}
            <time datetime={message.at.toISOString()}>{formatDateTime(message.at, language)}</time>{' '}
            {message.unread === true && <Tag colour="info">{texts.unread}</Tag>}
          </p>
          <Paragraphs text={message.text} />
          {message.children}
        </li>
      ))}
    </ol>
  );
}

/** Text as someone typed it: blank lines part paragraphs, single ones break the line. */
export function Paragraphs({ text }: { text: string }): VNode {
  const paragraphs = text.split(/\r?\n\s*\r?\n/).filter((paragraph) => paragraph.trim() !== '');
  return <>{paragraphs.map((paragraph, index) => <p key={index} class="typed">{paragraph.trim()}</p>)}</>;
}
