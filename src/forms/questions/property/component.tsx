import type { VNode } from 'preact';
import { TextField } from '../../../platform/index.ts';
import type { ViewProps } from '../view.ts';
import type { PropertyQuestion } from './model.ts';

export function PropertyField({ asked, shown, words }: ViewProps<PropertyQuestion>): VNode {
  return (
    <TextField {...asked} hint={asked.hint ?? words.own('hints.property')} value={shown.text()} spellcheck={false} />
  );
}
