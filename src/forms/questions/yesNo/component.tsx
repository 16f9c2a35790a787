import type { VNode } from 'preact';
import { RadioGroup } from '../../../platform/index.ts';
import { dontKnowAmong } from '../options.ts';
import type { ViewProps } from '../view.ts';
import type { YesNoQuestion } from './model.ts';

export function YesNoField({ question, asked, shown, words }: ViewProps<YesNoQuestion>): VNode {
  const choices = [
    { value: 'yes', label: words.own('yes') },
    { value: 'no', label: words.own('no') },
    ...dontKnowAmong(question, words),
  ];
  return <RadioGroup {...asked} choices={choices} value={shown.text()} inline />;
}
