import type { VNode } from 'preact';
import { phoneHref } from '../href.ts';
import type { Href } from '../href.ts';
import { Icon } from '../icons/icon.tsx';
import { useTexts } from '../language.tsx';

export interface Help {
  /** As people write it: "0123-45 67 89". */
  phone: string;
  /** In a sentence: "vardagar 8–16". */
  hours: string;
  /** true, false, or unknown. */
  open?: boolean;
  /** Whom one reaches, when not the organisation as such: "Färdtjänsten". */
  who?: string;
  /** Where to ask to be called. */
  callback?: Href;
  /** Where to write. */
  write?: Href;
  /** Address of a counter. */
  visit?: string;
}

/** A person to talk to, on every resident page. */
export function HelpBox({ help }: { help: Help }): VNode {
  const texts = useTexts();
  return (
    <section class="help-box" aria-labelledby="help-heading">
      <div class="help-inner">
        <h2 id="help-heading">{texts.helpHeading}</h2>
        <p class="help-phone">
          <Icon name="phone" />
          <span>
            {texts.helpCall} {help.who === undefined ? '' : `${help.who} `}
            <a class="ds-link" href={phoneHref(help.phone)}>{help.phone}</a>, {help.hours}.
            {help.open !== undefined && (
              <strong class="help-open"> {help.open ? texts.helpOpen : texts.helpClosed}.</strong>
            )}
          </span>
        </p>
        {(help.callback ?? help.write) !== undefined && (
          <ul class="help-ways">
            {help.callback !== undefined && <li><a class="ds-link" href={help.callback}>{texts.helpCallback}</a></li>}
            {help.write !== undefined && <li><a class="ds-link" href={help.write}>{texts.helpWrite}</a></li>}
          </ul>
        )}
        {help.visit !== undefined && <p><Icon name="place" /> {texts.helpVisit}: {help.visit}</p>}
      </div>
    </section>
  );
}
