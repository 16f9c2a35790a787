import type { VNode } from 'preact';
import { TextField } from '../../../platform/index.ts';
import type { ViewProps } from '../view.ts';
import type { EmailQuestion } from './model.ts';

export function EmailField({ asked, shown, isInRow }: ViewProps<EmailQuestion>): VNode {
  return <TextField {...asked} type="email" value={shown.text()} {...(!isInRow && { autocomplete: 'email' })} />;
}
