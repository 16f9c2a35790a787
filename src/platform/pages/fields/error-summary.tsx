import type { VNode } from 'preact';
import { useTexts } from '../language.tsx';
import { fieldId } from './field.tsx';

export interface FieldError {
  /** The question's name; without one the error is about the whole page. */
  name?: string;
  message: string;
}

export interface ErrorSummaryProps {
  errors: readonly FieldError[];
  heading?: string;
}

/**
 * What must be put right, first in the page's content. Read at once and given focus, each line leading to its question
 * with the same words. Shows nothing when nothing is wrong. The page's title then says so too (`Layout hasErrors`).
 */
export function ErrorSummary({ errors, heading }: ErrorSummaryProps): VNode | null {
  const texts = useTexts();
  if (errors.length === 0) return null;
  return (
    <div class="ds-error-summary" role="alert" id="error-summary" tabindex={-1} autofocus>
      <h2>{heading ?? texts.errorSummaryHeading}</h2>
      <ul class="ds-list">
        {errors.map(({ name, message }) => (
          <li key={`${name ?? ''} ${message}`}>
            {name === undefined ? message : <a class="ds-link" href={`#${fieldId(name)}`}>{message}</a>}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The message of a field among what is wrong. */
export function messageOf(errors: readonly FieldError[], name: string): string | undefined {
  return errors.find((one) => one.name === name)?.message;
}
