import type { ComponentChildren, VNode } from 'preact';
import type { Href } from '../href.ts';
import { Icon } from '../icons/icon.tsx';
import type { IconName } from '../icons/shapes.ts';

/** `primary` is the page's one next step, `danger` what cannot be undone, `quiet` looks like a link. */
export type ButtonKind = 'primary' | 'secondary' | 'danger' | 'quiet';

interface Look {
  kind?: ButtonKind;
  icon?: IconName;
  /** Set when the arrow points onward and should stand after the text. */
  iconAfter?: boolean;
  children: ComponentChildren;
}

export interface ButtonProps extends Look {
  /** Sent with the form when this button was the one pressed. */
  name?: string;
  value?: string;
  /** Sends another form on the page. */
  form?: string;
  /** Sends the form somewhere else than its own action. */
  action?: Href;
  /** What a screen reader hears instead of the text, when several buttons on the page say the same. Starts with the text. */
  label?: string;
  describedBy?: string;
}

/** Sends the form it stands in. */
export function Button({ kind = 'primary', name, value, form, action, label, describedBy, ...look }: ButtonProps): VNode {
  return (
    <button
      class="ds-button"
      type="submit"
      name={name}
      value={value}
      form={form}
      formaction={action}
      aria-label={label}
      aria-describedby={describedBy}
      {...variant(kind)}
    >
      <Face {...look} />
    </button>
  );
}

/**
 * What the enter key presses. It presses the first button of a form: in a form with buttons inside its questions – a row more, a map to
 * point at – this one stands first, so that enter goes on as the button below does. Nobody sees it, and it is not reached by the keyboard.
 */
export function EnterButton({ name, value }: Pick<ButtonProps, 'name' | 'value'>): VNode {
  return <button class="enter-button" type="submit" name={name} value={value} tabindex={-1} aria-hidden="true" />;
}

export interface LinkButtonProps extends Look {
  href: Href;
  label?: string;
}

/** A link that looks like a button: leads to the next step, changes nothing by itself. */
export function LinkButton({ kind = 'primary', href, label, ...look }: LinkButtonProps): VNode {
  return (
    <a class="ds-button" href={href} aria-label={label} {...variant(kind)}>
      <Face {...look} />
    </a>
  );
}

/** Buttons side by side, the next step first. They stack on a narrow screen. */
export function Buttons({ children }: { children: ComponentChildren }): VNode {
  return <div class="buttons">{children}</div>;
}

function Face({ icon, iconAfter = false, children }: Look): VNode {
  return (
    <>
      {icon !== undefined && !iconAfter && <Icon name={icon} />}
      <span>{children}</span>
      {icon !== undefined && iconAfter && <Icon name={icon} />}
    </>
  );
}

function variant(kind: ButtonKind): { 'data-variant'?: string; 'data-color'?: string } {
  switch (kind) {
    case 'primary':
      return {};
    case 'secondary':
      return { 'data-variant': 'secondary' };
    case 'danger':
      return { 'data-color': 'danger' };
    case 'quiet':
      return { 'data-variant': 'tertiary' };
  }
}
