import type { ComponentChildren, VNode } from 'preact';
import type { Href } from '../href.ts';

interface DragLinkProps {
  /** the page that asks where to; dragged to a place it is asked with `tid`, the place */
  href: Href;
  /** which places take it */
  kind: string;
  /** what follows the pointer */
  name: string;
  children: ComponentChildren;
  /** words only a screen reader hears, to tell it from others that look the same */
  about: string;
}

/** A link that may also be dragged to a place on the page. Pressed it leads where one chooses without dragging. */
export function DragLink({ href, kind, name, children, about }: DragLinkProps): VNode {
  return <a class="ds-link drag-link" href={href} data-drag={kind} data-drag-name={name}>{children}<span class="ds-sr-only"> {about}</span></a>;
}

/** A place that links of some kinds may be dragged to: the row it stands in, or itself. */
export function DropPlace({ value, kinds, children }: { value: string; kinds: readonly string[]; children: ComponentChildren }): VNode {
  return <span data-drop={value} data-drop-for={kinds.join(' ')}>{children}</span>;
}
