import type { VNode } from 'preact';
import type { Href } from '../href.ts';
import { formatTime } from '../format.ts';
import { useLanguage, useTexts } from '../language.tsx';

/** How long before the end one is warned (s): WCAG 2.2.1 asks for twenty seconds, and a sentence takes longer to finish. */
const warned = 300;

export interface StayProps {
  until: Date;
  /** seconds left when the page was made: the browser's clock need not be right */
  left: number;
  /** where more time is given (a POST) */
  more: Href;
  /** what warns when the time comes */
  script: Href;
}

/**
 * How long one may stay where others wait, with a way to more time. Told from the first page on, since without script a page cannot tell it later;
 * with script it speaks up some minutes before the end. More time is given by the script or in another tab: what is typed stays where it is.
 */
export function StayNotice({ until, left, more, script }: StayProps): VNode {
  const texts = useTexts();
  const time = formatTime(until, useLanguage());
  const near = left <= warned;
  return (
    <section class="stay" aria-label={texts.stayLabel} data-color={near ? 'warning' : undefined} data-stay={left} data-stay-warned={warned}
      data-stay-near={texts.stayNear} data-stay-over={texts.stayOver} data-stay-given={texts.stayGiven} data-stay-failed={texts.stayFailed} data-stay-time={time}>
      <div class="wrap">
        <p role="status">{(near ? texts.stayNear : texts.stayUntil).replace('{time}', time)}</p>
        <form action={more} method="post" target="_blank">
          <input type="hidden" name="kvar" value="ja" />
          <button class="ds-button" data-variant="secondary" type="submit">{texts.stayMore}<span data-stay-tab> {texts.stayTab}</span></button>
        </form>
      </div>
      <script type="module" src={script} />
    </section>
  );
}
