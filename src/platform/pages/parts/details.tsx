import type { ComponentChildren, VNode } from 'preact';
import { useTexts } from '../language.tsx';

export interface DetailsProps {
  summary: string;
  id?: string;
  open?: boolean;
  children: ComponentChildren;
}

/** More for the one who wants it. Nothing that must be read. */
export function Details({ summary, id, open = false, children }: DetailsProps): VNode {
  return (
    <details class="ds-details" id={id} open={open}>
      <summary>{summary}</summary>
      <div>{children}</div>
    </details>
  );
}

/** The reason for a question, under it. */
export function Why({ children }: { children: ComponentChildren }): VNode {
  const texts = useTexts();
  return (
    <details class="why">
      <summary>{texts.why}</summary>
      <div>{children}</div>
    </details>
  );
}
