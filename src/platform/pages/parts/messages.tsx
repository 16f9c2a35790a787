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

/** Text as someone typed it: blank lines part paragraphs, single ones break the line, and what begins with a dash is a list. */
export function Paragraphs({ text }: { text: string }): VNode {
  const parts = text.split(/\r?\n\s*\r?\n/).map((part) => part.trim()).filter(Boolean);
  const grouped: { items?: string[]; text?: string }[] = [];
  for (const part of parts) {
    const items = itemsOf(part);
    const before = grouped.at(-1);
    if (!items) grouped.push({ text: part });
    else if (before?.items) before.items.push(...items);
    else grouped.push({ items });
  }
  return (
    <>
      {grouped.map((part, index) => (part.items
        ? <ul key={index} class="ds-list">{part.items.map((item) => <li key={item} class="typed">{item}</li>)}</ul> : <p key={index} class="typed">{part.text}</p>))}
    </>
  );
}

/** The items of a part where every line begins with a dash; a line that goes on belongs to the one before. */
function itemsOf(part: string): string[] | undefined {
  return part.startsWith('- ') ? part.split(/\r?\n(?=- )/).map((item) => item.slice(2)) : undefined;
}
