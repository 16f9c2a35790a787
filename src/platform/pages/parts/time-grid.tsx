import type { VNode } from 'preact';
import type { Href } from '../href.ts';
import { LinkButton } from './button.tsx';

export interface TimeChoice {
  key: string;
  /** "10.20" */
  time: string;
  href: Href;
  /** said instead, with what the eye sees around it: "Välj kl. 10.20, Idrottshallen"; begins or goes on with what stands on the button */
  label?: string;
}

/** Times to choose among, close together: many on a phone without much scrolling, and still large enough to press. */
export function TimeGrid({ times }: { times: readonly TimeChoice[] }): VNode {
  return (
    <ul class="time-grid">
      {times.map(({ key, time, href, label }) => <li key={key}><LinkButton kind="secondary" href={href} {...(label && { label })}>{time}</LinkButton></li>)}
    </ul>
  );
}
