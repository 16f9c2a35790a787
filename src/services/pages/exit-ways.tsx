import type { VNode } from 'preact';
import { Link, externalHref, href, phoneHref, type Language } from '../../platform/index.ts';
import type { JourneyPage } from '../../forms/index.ts';
import { texts } from '../texts.ts';

/** Where to turn instead, on a page where the way ends: a number to call, an address to go to. */
export function ExitWays({ page, language }: { page: JourneyPage; language: Language }): VNode | null {
  const { exit } = page.page;
  if (!exit) return null;
  const { phone, link } = exit;
  const outside = link !== undefined && !link.startsWith('/');
  return (
    <>
      {phone !== undefined && <p class="lead"><Link href={phoneHref(phone)}>{texts(language, 'page.exitCall', { phone })}</Link></p>}
      {link !== undefined && (
        <p><Link href={outside ? externalHref(link) : href(link)}>
          {outside ? texts(language, 'page.exitOutside', { host: new URL(link).hostname }) : texts(language, 'page.exitInside')}
        </Link></p>
      )}
      <p><strong>{texts(language, 'page.exit')}</strong></p>
    </>
  );
}
