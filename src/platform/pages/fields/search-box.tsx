import type { VNode } from 'preact';
import type { Href } from '../href.ts';
import { Icon } from '../icons/icon.tsx';
import { useTexts } from '../language.tsx';
import { fieldId } from './field.tsx';

export interface SearchBoxProps {
  action: Href;
  label: string;
  name?: string;
  value?: string;
  hint?: string;
  /** Large, for the start page. */
  size?: 'large';
  /** Hides the label from sight where a heading just above says the same. */
  labelHidden?: boolean;
}

/** A search that sends its words in the address, so that a result can be kept and shared. Only for public content. */
export function SearchBox({ action, label, name = 'q', value, hint, size, labelHidden = false }: SearchBoxProps): VNode {
  const texts = useTexts();
  const id = fieldId(name);
  const hintId = hint === undefined ? undefined : `${id}-hint`;
  return (
    <form class="search" role="search" action={action} method="get" data-size={size === 'large' ? 'lg' : undefined}>
      <label class={labelHidden ? 'ds-sr-only' : 'ds-label'} for={id}>
        {label}
      </label>
      {hint !== undefined && <p class="hint" id={hintId}>{hint}</p>}
      <div class="search-row">
        <input class="ds-input" type="search" id={id} name={name} value={value} aria-describedby={hintId}
          autocomplete="off" spellcheck={false} />
        <button class="ds-button" type="submit">
          <Icon name="search" />
          <span>{texts.search}</span>
        </button>
      </div>
    </form>
  );
}
