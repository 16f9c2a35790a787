import type { ComponentChildren, VNode } from 'preact';
import type { Href } from '../href.ts';
import { Icon } from '../icons/icon.tsx';
import type { IconName } from '../icons/shapes.ts';
import { useTexts } from '../language.tsx';
import { Form } from '../fields/form.tsx';
import { Button, Buttons } from './button.tsx';

export interface EmptyStateProps {
  heading: string;
  icon?: IconName;
  /** What it will hold, and what can be done now. */
  children?: ComponentChildren;
}

/** A list with nothing in it: says so, and what to do. */
export function EmptyState({ heading, icon = 'inbox', children }: EmptyStateProps): VNode {
  return (
    <div class="empty">
      <Icon name={icon} />
      <p class="empty-heading">{heading}</p>
      {children}
    </div>
  );
}

export interface ConfirmBoxProps {
  heading: string;
  level?: 1 | 2;
  /** What will happen, one line for each thing. */
  consequences: readonly ComponentChildren[];
  action: Href;
  hidden?: Readonly<Record<string, string | undefined>>;
  /** Says what is done: "Ta bort ansökan", never "OK". */
  confirm: string;
  cancel: Href;
  cancelText?: string;
  danger?: boolean;
  /** Fields to fill in before it is done, as a reason. */
  children?: ComponentChildren;
}

/** Asks before what cannot be undone, naming what will happen. */
export function ConfirmBox(props: ConfirmBoxProps): VNode {
  const { heading, level = 2, consequences, action, hidden, confirm, cancel, cancelText, danger = false, children } = props;
  const texts = useTexts();
  const Tag = `h${level}` as const;
  return (
    <div class="confirm flow" data-danger={danger ? '' : undefined}>
      <Tag>{heading}</Tag>
      <ul class="ds-list">{consequences.map((line, index) => <li key={index}>{line}</li>)}</ul>
      <Form action={action} hidden={hidden}>
        {children}
        <Buttons>
          <Button kind={danger ? 'danger' : 'primary'}>{confirm}</Button>
          <a class="ds-link" href={cancel}>{cancelText ?? texts.cancel}</a>
        </Buttons>
      </Form>
    </div>
  );
}
