import type { ComponentChildren, VNode } from 'preact';
import { formatDate } from '../format.ts';
import { Icon } from '../icons/icon.tsx';
import type { IconName } from '../icons/shapes.ts';
import { useLanguage, useTexts } from '../language.tsx';

export type TagColour = 'neutral' | 'info' | 'success' | 'warning' | 'danger';

const iconOf: Readonly<Record<TagColour, IconName | undefined>> = {
  neutral: undefined, info: 'info', success: 'success', warning: 'warning', danger: 'danger',
};

export interface TagProps {
  colour?: TagColour;
  /** Each colour has its icon, so that the state is seen without colour; this chooses another. */
  icon?: IconName;
  children: ComponentChildren;
}

/** A state in a word or two. */
export function Tag({ colour = 'neutral', icon = iconOf[colour], children }: TagProps): VNode {
  return (
    <span class="ds-tag tag" data-color={colour}>
      {icon !== undefined && <Icon name={icon} />}
      <span>{children}</span>
    </span>
  );
}

export interface DeadlineTagProps {
  /** Which clock: "Lag", "Löfte", "Överklagan". */
  label: string;
  /** Last day, `YYYY-MM-DD`. */
  date: string;
  /** Whole days from today to the last day; negative when it has passed. */
  daysLeft: number;
  /** The clock stands still: something is awaited from someone else. */
  stopped?: boolean;
  /** From how many days left it is said to be soon. */
  soon?: number;
}

/** A clock: which, until when, and how long it is, told in words and by icon, not by colour alone. */
export function DeadlineTag({ label, date, daysLeft, stopped = false, soon = 7 }: DeadlineTagProps): VNode {
  const texts = useTexts();
  const language = useLanguage();
  const left = daysLeft < 0 ? texts.deadlineOver(-daysLeft) : daysLeft === 0 ? texts.deadlineToday : texts.deadlineLeft(daysLeft);
  const [colour, icon]: [TagColour, IconName] = stopped ? ['neutral', 'waiting']
    : daysLeft < 0 ? ['danger', 'danger'] : daysLeft <= soon ? ['warning', 'warning'] : ['neutral', 'clock'];
  return (
    <span class="deadline" data-over={daysLeft < 0 && !stopped ? '' : undefined}>
      <Tag colour={colour} icon={icon}>
        {label}: {stopped ? texts.deadlineStopped : left}
      </Tag>{' '}
      <time datetime={date}>{formatDate(date, language)}</time>
    </span>
  );
}
