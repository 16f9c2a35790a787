import type { VNode } from 'preact';
import { RadioGroup, TextField } from '../../../platform/index.ts';
import { choicesOf, dontKnowAmong } from '../options.ts';
import type { ViewProps } from '../view.ts';
import { otherChoice, type ChoiceOrOtherQuestion } from './model.ts';

export function ChoiceOrOtherField({ question, field, asked, shown, words }: ViewProps<ChoiceOrOtherQuestion>): VNode {
  const other = {
    value: otherChoice,
    label: question.other === undefined ? words.own('choiceOrOther.other') : words.text('other'),
    reveal: (
      <TextField
        name={`${field}.other`}
        label={words.own('choiceOrOther.describe')}
        value={shown.text('other')}
        error={shown.error('other')}
      />
    ),
  };
  const choices = [...choicesOf(question.options, words), other, ...dontKnowAmong(question, words)];
  return <RadioGroup {...asked} choices={choices} value={shown.text()} />;
}
