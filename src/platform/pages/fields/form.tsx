import type { ComponentChildren, VNode } from 'preact';
import type { Href } from '../href.ts';

export interface FormProps {
  action: Href;
  /** `get` for searches and filters, which change nothing. */
  method?: 'post' | 'get';
  /** Needed when it holds a FileField. */
  multipart?: boolean;
  /** Values sent along unseen, as a revision or a one-time key. Never personal data with `get`. */
  hidden?: Readonly<Record<string, string | undefined>>;
  id?: string;
  /** Names the form when the page has several. */
  label?: string;
  /** Fields side by side with the button, as for a filter. */
  inline?: boolean;
  children: ComponentChildren;
}

/** A form. The browser's own checks are off: they speak the browser's language and vanish; ours stay on the page. */
export function Form({ action, method = 'post', multipart = false, hidden = {}, id, label, inline = false, children }: FormProps): VNode {
  return (
    <form
      class="form"
      action={action}
      method={method}
      enctype={multipart ? 'multipart/form-data' : undefined}
      id={id}
      aria-label={label}
      novalidate
      data-inline={inline ? '' : undefined}
      data-once={method === 'post' ? '' : undefined}
    >
      {Object.entries(hidden).map(([name, value]) =>
        value === undefined ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
      {children}
    </form>
  );
}
