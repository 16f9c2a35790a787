import type { VNode } from 'preact';
import { RadioGroup } from '../../../platform/index.ts';
import { dontKnowAmong } from '../options.ts';
import type { ViewProps } from '../view.ts';
import type { ScaleQuestion } from './model.ts';

export function ScaleField({ question, asked, shown, words }: ViewProps<ScaleQuestion>): VNode {
  const { min, max } = question;
  const steps = Array.from({ length: max - min + 1 }, (_, index) => min + index);
  const label = (step: number) =>
    step === min ? `${step} – ${words.text('low')}` : step === max ? `${step} – ${words.text('high')}` : String(step);
  const choices = [
    ...steps.map((step) => ({ value: String(step), label: label(step) })),
    ...dontKnowAmong(question, words),
  ];
  return <RadioGroup {...asked} choices={choices} value={shown.text()} />;
}
