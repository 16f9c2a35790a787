import type { ComponentChildren, VNode } from 'preact';

/** One component in one state, under its name in the code. */
export function Example({ name, children }: { name: string; children: ComponentChildren }): VNode {
  return (
    <div class="example flow">
      <p class="example-name"><code>{name}</code></p>
      {children}
    </div>
  );
}
