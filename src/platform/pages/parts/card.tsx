import type { ComponentChildren, VNode } from 'preact';
import { formatDate } from '../format.ts';
import type { Href } from '../href.ts';
import { Icon } from '../icons/icon.tsx';
import type { IconName } from '../icons/shapes.ts';
import { useLanguage, useTexts } from '../language.tsx';

/** Things side by side where there is room, in as many columns as fit. */
export function Grid({ children, size = 'medium' }: { children: ComponentChildren; size?: 'small' | 'medium' }): VNode {
  return <div class="grid" data-size={size === 'small' ? 'small' : undefined}>{children}</div>;
}

export interface CardProps {
  heading?: string;
  level?: 2 | 3 | 4;
  /** Makes the whole card lead somewhere; the heading is the link. */
  href?: Href;
  icon?: IconName;
  /** A `Tag` or a `DeadlineTag` above the heading. */
  tag?: ComponentChildren;
  /** On a tinted ground: something that stands out from its neighbours. */
  tinted?: boolean;
  children?: ComponentChildren;
}

/** One thing among several: a service, a case, a message. */
export function Card({ heading, level = 3, href, icon, tag, tinted = false, children }: CardProps): VNode {
  const Tag = `h${level}` as const;
  return (
    <div class={href === undefined ? 'ds-card card' : 'ds-card card card-link'} data-variant={tinted ? 'tinted' : undefined}>
      {tag !== undefined && <div class="card-tag">{tag}</div>}
      {heading !== undefined && (
        <Tag class="card-heading">
          {icon !== undefined && <Icon name={icon} />}
          {href === undefined ? <span>{heading}</span> : <a href={href}>{heading}</a>}
        </Tag>
      )}
      {children}
    </div>
  );
}

export interface LinkListItem {
  label: string;
  href: Href;
  hint?: string;
  icon?: IconName;
}

/** Large links under one another, as needs and services on the start page. */
export function LinkList({ items }: { items: readonly LinkListItem[] }): VNode {
  return (
    <ul class="link-list">
      {items.map((item) => (
        <li key={item.href}>
          <a href={item.href}>
            {item.icon !== undefined && <Icon name={item.icon} />}
            <span class="link-list-text">
              <span class="link-list-label">{item.label}</span>
              {item.hint !== undefined && <span class="hint">{item.hint}</span>}
            </span>
            <Icon name="chevronRight" />
          </a>
        </li>
      ))}
    </ul>
  );
}

export interface PermitCardProps {
  /** What it gives the right to: "Färdtjänst". */
  heading: string;
  level?: 2 | 3;
  holder: string;
  number: string;
  /** Dates `YYYY-MM-DD`. Without an end it holds until further notice. */
  from: string;
  until?: string;
  /** Conditions in plain words. */
  conditions?: readonly string[];
  /** A `Tag`: valid, ends soon, ended. */
  status?: ComponentChildren;
  issuer: string;
  children?: ComponentChildren;
}

/** A permit to show at a counter or in a car: on screen and on paper. */
export function PermitCard(props: PermitCardProps): VNode {
  const { heading, level = 2, holder, number, from, until, conditions = [], status, issuer, children } = props;
  const texts = useTexts();
  const language = useLanguage();
  const Tag = `h${level}` as const;
  return (
    <article class="permit">
      <div class="permit-head">
        <Tag><Icon name="card" /> {heading}</Tag>
        <p>{issuer}</p>
      </div>
      <div class="permit-body flow">
        <p class="permit-holder">{holder}</p>
        <dl class="key-values">
          <div><dt>{texts.permitNumber}</dt><dd>{number}</dd></div>
          <div><dt>{texts.from}</dt><dd>{formatDate(from, language)}</dd></div>
          <div>
            <dt>{texts.until}</dt>
            <dd>{until === undefined ? texts.untilFurther.toLocaleLowerCase('sv') : formatDate(until, language)}</dd>
          </div>
        </dl>
        {conditions.length > 0 && <ul class="ds-list">{conditions.map((text) => <li key={text}>{text}</li>)}</ul>}
        {status}
        {children}
      </div>
    </article>
  );
}
