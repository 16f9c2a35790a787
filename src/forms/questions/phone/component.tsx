import type { VNode } from 'preact';
import { TextField } from '../../../platform/index.ts';
import type { ViewProps } from '../view.ts';
import type { PhoneQuestion } from './model.ts';

export function PhoneField({ asked, shown, words, isInRow }: ViewProps<PhoneQuestion>): VNode {
  return (
    <TextField
      {...asked}
      hint={asked.hint ?? words.own('hints.phone')}
      type="tel"
      size={18}
      value={shown.text()}
      {...(!isInRow && { autocomplete: 'tel' })}
    />
  );
}
