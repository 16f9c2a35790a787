import type { VNode } from 'preact';
import { TextField } from '../../../platform/index.ts';
import type { ViewProps } from '../view.ts';
import type { OrganisationNumberQuestion } from './model.ts';

export function OrganisationNumberField({ asked, shown, words }: ViewProps<OrganisationNumberQuestion>): VNode {
  return (
    <TextField
      {...asked}
      hint={asked.hint ?? words.own('hints.organisationNumber')}
      type="personalNumber"
      size={13}
      value={shown.text()}
    />
  );
}
