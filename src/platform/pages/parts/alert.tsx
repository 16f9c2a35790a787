import type { ComponentChildren, VNode } from 'preact';
import type { Href } from '../href.ts';
import { Icon } from '../icons/icon.tsx';
import { useTexts } from '../language.tsx';

export type AlertKind = 'info' | 'warning' | 'success' | 'danger';

/** `information` etc. as a word, so that the kind is heard and not only seen in colour. */
const word = { info: 'information', warning: 'warning', success: 'success', danger: 'danger' } as const;

export interface AlertProps {
  kind?: AlertKind;
  heading?: string;
  /** Level of the heading, to fit the page's outline. */
  level?: 2 | 3 | 4;
  /** Read at once by screen readers: for the answer to what was just done. */
  live?: boolean;
  children?: ComponentChildren;
}

/** Something to notice on the page. */
export function Alert({ kind = 'info', heading, level = 2, live = false, children }: AlertProps): VNode {
  const texts = useTexts();
  const Tag = `h${level}` as const;
  const kindWord = <span class="ds-sr-only">{texts[word[kind]]}: </span>;
  return (
    <div class="ds-alert" data-color={kind} role={live ? (kind === 'danger' ? 'alert' : 'status') : undefined}>
      {heading === undefined ? kindWord : (
        <Tag class="alert-heading">
          {kindWord}
          {heading}
        </Tag>
      )}
      {children}
    </div>
  );
}

export interface BannerProps {
  kind?: AlertKind;
  heading: string;
  href?: Href;
  linkText?: string;
  /** of the message, when it is another than the page's: then it is read aloud right */
  lang?: 'sv';
  children?: ComponentChildren;
}

/** A message across the top of every page: a crisis, a planned stop. */
export function Banner({ kind = 'warning', heading, href, linkText, lang, children }: BannerProps): VNode {
  return (
    <section class="banner" data-color={kind} aria-label={heading}>
      <div class="wrap">
        <Icon name={kind === 'danger' ? 'warning' : kind} />
        <div>
          <div lang={lang}>
            <p class="banner-heading">{heading}</p>
            {children}
          </div>
          {href !== undefined && <p><a class="ds-link" href={href}>{linkText ?? heading}</a></p>}
        </div>
      </div>
    </section>
  );
}

/** Unmistakable on every staff page about a person with protected identity. */
export function ProtectedIdentityBanner({ children }: { children?: ComponentChildren }): VNode {
  const texts = useTexts();
  return (
    <section class="protected" aria-label={texts.protectedIdentity}>
      <Icon name="shield" />
      <div>
        <p class="protected-heading">{texts.protectedIdentity}</p>
        <p>{children ?? texts.protectedIdentityText}</p>
      </div>
    </section>
  );
}
