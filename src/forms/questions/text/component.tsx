import type { VNode } from 'preact';
import { TextField as Field } from '../../../platform/index.ts';
import type { ViewProps } from '../view.ts';
import type { TextQuestion } from './model.ts';

export function TextField({ asked, shown }: ViewProps<TextQuestion>): VNode {
  return <Field {...asked} value={shown.text()} />;
}
