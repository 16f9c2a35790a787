import type { VNode } from 'preact';
import type { Href } from '../href.ts';
import { useTexts } from '../language.tsx';

export interface FooterFacts {
  /** The accessibility statement, with its way to report (DOS-lagen). */
  accessibility: Href;
  /** How personal data is used. */
  privacy: Href;
  about?: Href;
  /** The public register of records. */
  register?: Href;
  /** The public notice board. */
  board?: Href;
  /** Where a code from a letter is written. */
  code?: Href;
  /** Lines of contact: address, registration number. */
  contact?: readonly string[];
  /** Said in the demonstration, so that no one takes it for real. */
  note?: string;
}

export function Footer({ owner, facts }: { owner: string; facts: FooterFacts }): VNode {
  const texts = useTexts();
  return (
    <footer class="site-footer">
      <div class="wrap footer-columns">
        <div>
          <p class="footer-owner">{owner}</p>
          {facts.contact?.map((line) => <p key={line}>{line}</p>)}
          {facts.note !== undefined && <p class="footer-note">{facts.note}</p>}
        </div>
        <nav aria-label={texts.footerLabel}>
          <ul>
            {facts.register !== undefined && <li><a class="ds-link" href={facts.register}>{texts.register}</a></li>}
            {facts.board !== undefined && <li><a class="ds-link" href={facts.board}>{texts.noticeBoard}</a></li>}
            {facts.code !== undefined && <li><a class="ds-link" href={facts.code}>{texts.answerByCode}</a></li>}
            <li><a class="ds-link" href={facts.accessibility}>{texts.accessibility}</a></li>
            <li><a class="ds-link" href={facts.privacy}>{texts.privacy}</a></li>
            {facts.about !== undefined && <li><a class="ds-link" href={facts.about}>{texts.aboutSite}</a></li>}
          </ul>
        </nav>
      </div>
    </footer>
  );
}
