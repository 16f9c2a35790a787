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
  children: ComponentChildren;
}

/** A form. The browser's own checks are off: they speak the browser's language and vanish; ours stay on the page. */
export function Form({ action, method = 'post', multipart = false, hidden = {}, id, label, children }: FormProps): VNode {
  return (
    <form
      class="form"
      action={action}
      method={method}
      enctype={multipart ? 'multipart/form-data' : undefined}
      id={id}
      aria-label={label}
      novalidate
      data-once={method === 'post' ? '' : undefined}
    >
      {Object.entries(hidden).map(([name, value]) =>
        value === undefined ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
      {children}
    </form>
  );
}
