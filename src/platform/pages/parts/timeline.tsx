import type { ComponentChildren, VNode } from 'preact';
import { Icon } from '../icons/icon.tsx';
import type { IconName } from '../icons/shapes.ts';
import { useTexts } from '../language.tsx';

export interface TimelineStep {
  /** A sentence: "Vi fick din ansökan." */
  text: ComponentChildren;
  /** As it should be read: "3 maj 2026", "senast 31 maj 2026". */
  when?: string;
  state: 'done' | 'now' | 'expected';
  /** More about it, or a link. */
  children?: ComponentChildren;
}

const iconOf: Readonly<Record<TimelineStep['state'], IconName>> = { done: 'success', now: 'arrowRight', expected: 'circle' };

/** What has happened, what happens now, what is expected. The state is said in words too. */
export function Timeline({ steps, label }: { steps: readonly TimelineStep[]; label: string }): VNode {
  const texts = useTexts();
  return (
    <ol class="timeline" aria-label={label}>
      {steps.map((step, index) => (
        <li key={index} data-state={step.state} aria-current={step.state === 'now' ? 'step' : undefined}>
          <Icon name={iconOf[step.state]} />
          <div>
            <p class="timeline-text">
              <span class="ds-sr-only">{texts[step.state]}: </span>
              {step.text}
            </p>
            {step.when !== undefined && <p class="hint">{step.when}</p>}
            {step.children}
          </div>
        </li>
      ))}
    </ol>
  );
}

/** "Sida 3 av 7", as words and as a bar. `title` names the part one is in. */
export function Progress({ page, of, title }: { page: number; of: number; title?: string }): VNode {
  const texts = useTexts();
  return (
    <div class="progress">
      <p>
        {texts.pageOf(page, of)}
        {title !== undefined && `: ${title}`}
      </p>
      {/* Drawn, because a progress element cannot be styled alike in every browser; the words above are what is read. */}
      <svg viewBox="0 0 100 2" preserveAspectRatio="none" width="100%" height="6" aria-hidden="true" focusable="false">
        <rect class="progress-track" width="100" height="2" />
        <rect class="progress-done" width={Math.max(1, Math.min(100, Math.round((100 * page) / of)))} height="2" />
      </svg>
    </div>
  );
}
