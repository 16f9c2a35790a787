import type { ComponentChildren, VNode } from 'preact';
import type { Href } from '../href.ts';
import { useTexts } from '../language.tsx';

export interface Answered {
  question: string;
  /** Nothing means "Inget svar". */
  answer?: ComponentChildren;
  /** Where it can be changed. */
  change?: Href;
}

/** Questions and answers, to check before sending and to read afterwards. */
export function SummaryList({ rows }: { rows: readonly Answered[] }): VNode {
  const texts = useTexts();
  return (
    <dl class="summary-list">
      {rows.map((row, index) => (
        <div key={index}>
          <dt>{row.question}</dt>
          <dd>{isEmpty(row.answer) ? <span class="hint">{texts.empty}</span> : row.answer}</dd>
          {row.change !== undefined && (
            <dd class="summary-change">
              <a class="ds-link" href={row.change}>
                {texts.change}<span class="ds-sr-only">: {row.question}</span>
              </a>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}

export interface KeyValueItem {
  key: string;
  value: ComponentChildren;
}

/** Short facts: case number, unit, dates. */
export function KeyValue({ items }: { items: readonly KeyValueItem[] }): VNode {
  return (
    <dl class="key-values">
      {items.map((item) => (
        <div key={item.key}>
          <dt>{item.key}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}

function isEmpty(answer: ComponentChildren): boolean {
  return answer === undefined || answer === null || answer === '' || (Array.isArray(answer) && answer.length === 0);
}
