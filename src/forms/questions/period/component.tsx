import type { VNode } from 'preact';
import { DateField, RadioGroup, Select } from '../../../platform/index.ts';
import { Group } from '../group.tsx';
import type { ViewProps } from '../view.ts';
import { boundsOf, type PeriodQuestion } from './model.ts';
import { monthWords, monthsBetween } from './months.ts';

/** More months than these are a list to choose from. */
const mostRadios = 6;

const asHeading = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

export function PeriodField({ question, field, asked, shown, words, today }: ViewProps<PeriodQuestion>): VNode {
  if (question.bounds === 'month') {
    const choices = monthsBetween(question, today).map((month) => ({ value: month, label: asHeading(monthWords(`${month}-01`, words.language)) }));
    if (choices.length <= mostRadios) return <RadioGroup {...asked} choices={choices} value={shown.text()} />;
    return <Select {...asked} options={choices} value={shown.text()} />;
  }
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
