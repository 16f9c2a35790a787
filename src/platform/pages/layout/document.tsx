import type { ComponentChildren, VNode } from 'preact';
import { htmlLanguage } from '../../language.ts';
import type { Language } from '../../language.ts';
import type { Href } from '../href.ts';
import { LanguageScope } from '../language.tsx';
import { pageTexts } from '../texts.ts';
import { scriptHref, staffScriptHref, stylesheetHref } from '../static-hrefs.ts';

export interface DocumentProps {
  language: Language;
  /** The page's own name, the same as its heading. */
  title: string;
  /** Whose page it is, last in the browser's title. */
  owner: string;
  themeHref: Href;
  /** The organisation's mark as an image, for the browser's tab. */
  icon?: Href | undefined;
  /** Says "Fel:" first in the title: the first thing a screen reader reads after a failed submission. */
  hasErrors?: boolean;
  /** One sentence for search engines, on public pages. */
  description?: string;
  /** Keeps search engines away: every page that is not public. */
  noIndex?: boolean;
  /** `staff` is denser. */
  density?: 'resident' | 'staff';
  /** A script that only this page needs. */
  script?: Href | undefined;
  children: ComponentChildren;
}

/** The document around every page: language, title, one stylesheet, the organisation's colours, one small script. */
export function Document(props: DocumentProps): VNode {
  const { language, title, owner, themeHref, hasErrors = false, description, noIndex = false, icon, density = 'resident', script } = props;
  const texts = pageTexts[language];
  return (
    <html lang={htmlLanguage(language)}>
      <head>
        <meta charset="utf-8" />
        <title>{(hasErrors ? texts.errorInTitle : '') + (title === owner ? owner : `${title} – ${owner}`)}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {/* Telephone numbers are marked up by us; a case number is not one. */}
        <meta name="format-detection" content="telephone=no" />
        {description !== undefined && <meta name="description" content={description} />}
        {noIndex && <meta name="robots" content="noindex" />}
        {/* Without an image of its own the page says so, or the browser asks for /favicon.ico every time. */}
        <link rel="icon" href={icon ?? 'data:,'} />
        <link rel="stylesheet" href={stylesheetHref} />
        <link rel="stylesheet" href={themeHref} />
        <script type="module" src={scriptHref} />
        {script !== undefined && <script type="module" src={script} />}
        {density === 'staff' && <script type="module" src={staffScriptHref} />}
      </head>
      <body class={density} data-size={density === 'staff' ? 'sm' : undefined}>
        <LanguageScope language={language}>{props.children}</LanguageScope>
      </body>
    </html>
  );
}

/** First on every page: past the header to what the page is about. */
export function SkipLink({ language }: { language: Language }): VNode {
  return (
    <a class="ds-skip-link" href="#innehall">
      {pageTexts[language].skipLink}
    </a>
  );
}
