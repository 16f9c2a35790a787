import type { VNode } from 'preact';
import { DateField } from '../../../platform/index.ts';
import { Group } from '../group.tsx';
import type { ViewProps } from '../view.ts';
import { boundsOf, type PeriodQuestion } from './model.ts';

export function PeriodField({ question, field, asked, shown, words }: ViewProps<PeriodQuestion>): VNode {
  const bounds = boundsOf(question);
  if (bounds.length === 1) {
    const [bound] = bounds;
    return (
      <DateField
        {...asked}
        name={`${field}.${bound}`}
        error={shown.error(bound) ?? shown.error()}
        value={shown.text(bound)}
      />
    );
  }
  return (
    <Group asked={asked}>
      {bounds.map((bound) => (
        <DateField
          key={bound}
          name={`${field}.${bound}`}
          label={words.own(`period.${bound}`)}
          value={shown.text(bound)}
          error={shown.error(bound)}
          {...(bound === 'end' && question.openEnd && { hint: words.own('period.openEnd') })}
        />
      ))}
    </Group>
  );
}
