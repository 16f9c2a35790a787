import type { VNode } from 'preact';
import { NumberField as Field } from '../../../platform/index.ts';
import type { ViewProps } from '../view.ts';
import type { NumberQuestion } from './model.ts';

export function NumberField({ question, asked, shown, words }: ViewProps<NumberQuestion>): VNode {
  return <Field {...asked} value={shown.text()} {...(question.unit !== undefined && { suffix: words.text('unit') })} />;
}
