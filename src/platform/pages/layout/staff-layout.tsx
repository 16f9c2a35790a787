import type { ComponentChildren, VNode } from 'preact';
import { Icon } from '../icons/icon.tsx';
import type { Href } from '../href.ts';
import { pageTexts } from '../texts.ts';
import { ProtectedIdentityBanner } from '../parts/alert.tsx';
import { Breadcrumb } from '../parts/link.tsx';
import type { Crumb } from '../parts/link.tsx';
import type { Language } from '../../language.ts';
import { Document, SkipLink } from './document.tsx';
import { Brand, MenuList, markImage } from './header.tsx';
import type { NavigationItem, Organisation } from './header.tsx';

export interface StaffFrame {
  language: Language;
  organisation: Organisation;
  navigation: readonly NavigationItem[];
  signedIn: {
    name: string;
    /** Authority and unit: the wall one stands inside, always in sight. */
    place: string;
    signOut: Href;
  };
  banner?: ComponentChildren;
}

export interface StaffLayoutProps extends StaffFrame {
  title: string;
  hasErrors?: boolean;
  notice?: ComponentChildren;
  crumbs?: readonly Crumb[];
  /** The person the page is about has protected identity. */
  protectedIdentity?: boolean;
  /** `text` for forms and settings; `full` (the default) for lists and cases. */
  width?: 'text' | 'full';
  children: ComponentChildren;
}

/** A page for staff: denser, with where they stand and what they may see always shown. */
export function StaffLayout(props: StaffLayoutProps): VNode {
  const { language, title, organisation, navigation, signedIn, banner, hasErrors, notice, crumbs } = props;
  const { protectedIdentity = false, width = 'full', children } = props;
  const texts = pageTexts[language];
  return (
    <Document language={language} title={title} owner={organisation.name} themeHref={organisation.themeHref} icon={markImage(organisation)}
      hasErrors={hasErrors} density="staff" noIndex>
      <SkipLink language={language} />
      {banner}
      <header class="staff-header">
        <div class="wrap header-row">
          <Brand organisation={organisation} beside={texts.staffMenu} />
          <div class="header-tools">
            <p class="staff-place"><Icon name="person" /><span>{signedIn.name}<br /><small>{signedIn.place}</small></span></p>
            <form action={signedIn.signOut} method="post">
              <button class="ds-button" data-variant="secondary" type="submit">{texts.signOut}</button>
            </form>
          </div>
        </div>
        <nav class="main-menu" aria-label={texts.staffMenu}>
          <MenuList items={navigation} />
        </nav>
      </header>
      {protectedIdentity && <ProtectedIdentityBanner />}
      <div class="page" data-width={width === 'full' ? 'staff' : 'text'}>
        {crumbs !== undefined && <div class="above"><Breadcrumb crumbs={crumbs} /></div>}
        <main id="innehall" tabindex={-1} class="flow">
          {notice}
          {children}
        </main>
      </div>
    </Document>
  );
}

/**
 * What was asked and answered, and what to do about it, side by side; one under the other on a narrow screen. The side follows the reader,
 * unless it is `long`: then it moves with the page, so that nothing of it is hidden below its own edge.
 */
export function TwoColumns({ main, side, sideLabel, long = false }: { main: ComponentChildren; side: ComponentChildren; sideLabel: string; long?: boolean }): VNode {
  return (
    <div class="two-columns" data-long={long || undefined}>
      <div class="flow">{main}</div>
      <aside class="flow" aria-label={sideLabel}>{side}</aside>
    </div>
  );
}
