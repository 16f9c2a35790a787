import type { ComponentChildren, VNode } from 'preact';
import { Fieldset, Why, fieldId, type QuestionProps } from '../../platform/index.ts';

/** A question of several fields, under its label. An error about all of it leads here. */
export function Group({ asked, children }: { asked: QuestionProps; children: ComponentChildren }): VNode {
  const { name, label, hint, error, why } = asked;
  return (
    <div id={fieldId(name)} tabindex={-1} data-error={error === undefined ? undefined : ''}>
      <Fieldset legend={label} {...(hint !== undefined && { hint })}>
        {error !== undefined && <p class="ds-validation-message">{error}</p>}
        {children}
        {why !== undefined && <Why>{why}</Why>}
      </Fieldset>
    </div>
  );
}
