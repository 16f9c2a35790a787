import type { ComponentChildren, VNode } from 'preact';
import type { Href } from '../href.ts';
import { pageTexts } from '../texts.ts';
import { BackLink, Breadcrumb } from '../parts/link.tsx';
import type { Crumb } from '../parts/link.tsx';
import { Document, SkipLink } from './document.tsx';
import { Footer } from './footer.tsx';
import type { FooterFacts } from './footer.tsx';
import { Header, markImage } from './header.tsx';
import type { HeaderProps } from './header.tsx';
import { HelpBox } from './help-box.tsx';
import type { Help } from './help-box.tsx';
import { StayNotice, type StayProps } from './stay-notice.tsx';

/** What stays the same from page to page; `residentFrame` makes it from a request. */
export interface Frame extends HeaderProps {
  help: Help;
  footer: FooterFacts;
  /** Across the top of every page: a `Banner`. */
  banner?: ComponentChildren;
  /** Where one may stay for a time. */
  stay?: StayProps;
  noIndex?: boolean;
}

export interface LayoutProps extends Frame {
  title: string;
  description?: string;
  hasErrors?: boolean;
  /** First in the content: an `Alert` about what was just done. */
  notice?: ComponentChildren;
  /** The page before this one, when there is one to go back to. */
  back?: Href;
  crumbs?: readonly Crumb[];
  /** `text` keeps lines short enough to read; `wide` is for tables; `full` lets the page draw from edge to edge. */
  width?: 'text' | 'wide' | 'full';
  /** A script that only this page needs. */
  script?: Href;
  children: ComponentChildren;
}

/** A page for residents. */
export function Layout({ title, description, hasErrors, notice, back, crumbs, width = 'text', script, children, ...frame }: LayoutProps): VNode {
  const { language, organisation, help, footer, banner, stay, noIndex } = frame;
  return (
    <Document language={language} title={title} owner={organisation.name} themeHref={organisation.themeHref} icon={markImage(organisation)}
      hasErrors={hasErrors} description={description} noIndex={noIndex} script={script}>
      <SkipLink language={language} />
      {banner}
      <Header {...frame} />
      {stay && <StayNotice {...stay} />}
      <div class="page" data-width={width}>
        {back !== undefined && <nav class="above" aria-label={pageTexts[language].back}><BackLink href={back} /></nav>}
        {back === undefined && crumbs !== undefined && <div class="above"><Breadcrumb crumbs={crumbs} /></div>}
        <main id="innehall" tabindex={-1} class="flow">
          {notice}
          {children}
        </main>
      </div>
      <HelpBox help={help} />
      <Footer owner={organisation.name} facts={footer} />
    </Document>
  );
}
