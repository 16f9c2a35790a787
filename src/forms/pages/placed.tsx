import type { ComponentChildren, VNode } from 'preact';

/**
 * A question where it stands. It names itself, since a box that is not ticked sends nothing; and takes focus when it has
 * just come up, so that a reader who cannot see the page knows.
 */
export function Placed({
  field,
  focus,
  children,
}: {
  field: string;
  focus: string | undefined;
  children: ComponentChildren;
}): VNode {
  const isNew = focus === field;
  return (
    <div class="asked" tabindex={isNew ? -1 : undefined} autofocus={isNew ? true : undefined}>
      <input type="hidden" name="asked" value={field} />
      {children}
    </div>
  );
}
