import type { VNode } from 'preact';
import { DateField as Field } from '../../../platform/index.ts';
import type { ViewProps } from '../view.ts';
import type { DateQuestion } from './model.ts';

export function DateField({ asked, shown }: ViewProps<DateQuestion>): VNode {
  return <Field {...asked} value={shown.text()} />;
}
