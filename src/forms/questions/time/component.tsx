import type { VNode } from 'preact';
import { TextField } from '../../../platform/index.ts';
import type { ViewProps } from '../view.ts';
import type { TimeQuestion } from './model.ts';

export function TimeField({ asked, shown, words }: ViewProps<TimeQuestion>): VNode {
  return (
    <TextField {...asked} hint={asked.hint ?? words.own('hints.time')} type="time" size={8} value={shown.text()} />
  );
}
