import type { ComponentChildren, VNode } from 'preact';
import type { Href } from '../href.ts';
import { Icon } from '../icons/icon.tsx';
import type { IconName } from '../icons/shapes.ts';
import { useTexts } from '../language.tsx';

export interface LinkProps {
  href: Href;
  children: ComponentChildren;
  icon?: IconName;
  /** The language of the page it leads to, when it is another. */
  hrefLang?: string;
  /** Saves the file under this name instead of showing it. */
  download?: string;
  /** Words only a screen reader hears, to tell apart links that look the same: "Ändra" + "telefonnummer". */
  about?: string;
}

/** A link in running text or on its own. */
export function Link({ href, children, icon, hrefLang, download, about }: LinkProps): VNode {
  return (
    <a class="ds-link" href={href} hreflang={hrefLang} download={download}>
      {icon !== undefined && <Icon name={icon} />}
      {icon === undefined ? children : <span>{children}</span>}
      {about !== undefined && <span class="ds-sr-only"> {about}</span>}
    </a>
  );
}

/** The way back to the page before, first on a page. */
export function BackLink({ href, children }: { href: Href; children?: ComponentChildren }): VNode {
  const texts = useTexts();
  return (
    <a class="ds-link back-link" href={href}>
      <Icon name="arrowLeft" />
      <span>{children ?? texts.back}</span>
    </a>
  );
}

export interface Crumb {
  label: string;
  href: Href;
}

/** Where the page stands. The last crumb is the page above this one; the page itself is its heading. */
export function Breadcrumb({ crumbs }: { crumbs: readonly Crumb[] }): VNode {
  const texts = useTexts();
  return (
    <nav class="breadcrumb" aria-label={texts.breadcrumb}>
      <ol>
        {crumbs.map((crumb) => (
          <li key={crumb.href}>
            <a class="ds-link" href={crumb.href}>
              {crumb.label}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** Leads to a printable address. Without script it says how to print; the page's own print styles do the rest. */
export function PrintLink({ href, children }: { href: Href; children?: ComponentChildren }): VNode {
  const texts = useTexts();
  return (
    <a class="ds-link print-link" href={href} data-print>
      <Icon name="print" />
      <span>{children ?? texts.print}</span>
    </a>
  );
}
