import type { VNode } from 'preact';
import { MoneyField as Field } from '../../../platform/index.ts';
import type { ViewProps } from '../view.ts';
import type { MoneyQuestion } from './model.ts';

export function MoneyField({ question, asked, shown, words }: ViewProps<MoneyQuestion>): VNode {
  const unit = question.unit === undefined ? undefined : words.text('unit');
  return <Field {...asked} {...(unit !== undefined && { label: `${asked.label} (${unit})` })} value={shown.text()} />;
}
