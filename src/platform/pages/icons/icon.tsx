import type { VNode } from 'preact';
import { iconShapes } from './shapes.ts';
import type { IconName } from './shapes.ts';

/** A picture beside a text that says the same: always hidden from screen readers, so it never stands alone. */
export function Icon({ name }: { name: IconName }): VNode {
  return (
    <svg
      class="icon"
      viewBox="0 0 24 24"
      width="24"
      height="24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
      // Constants of this folder, never data: the only markup in the product that is not escaped.
      dangerouslySetInnerHTML={{ __html: iconShapes[name] }}
    />
  );
}
