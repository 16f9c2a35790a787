import type { ComponentChildren, VNode } from 'preact';

export interface FieldsetProps {
  legend: string;
  hint?: ComponentChildren;
  children: ComponentChildren;
}

/** Questions that belong together under a common heading, as an address. */
export function Fieldset({ legend, hint, children }: FieldsetProps): VNode {
  return (
    <fieldset class="ds-fieldset group">
      <legend class="group-legend">{legend}</legend>
      {hint !== undefined && <p data-field="description">{hint}</p>}
      {children}
    </fieldset>
  );
}
