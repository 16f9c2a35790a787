import type { VNode } from 'preact';
import { TextArea } from '../../../platform/index.ts';
import type { ViewProps } from '../view.ts';
import type { LongTextQuestion } from './model.ts';

export function LongTextField({ question, asked, shown }: ViewProps<LongTextQuestion>): VNode {
  return <TextArea {...asked} value={shown.text()} rows={question.rows ?? 5} count={question.maxLength ?? 5000} />;
}
