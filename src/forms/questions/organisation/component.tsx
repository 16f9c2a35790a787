import type { VNode } from 'preact';
import { Group } from '../group.tsx';
import { PartFields } from '../part-fields.tsx';
import type { ViewProps } from '../view.ts';
import { organisationFields, type OrganisationQuestion } from './model.ts';

export function OrganisationField({ question, field, asked, shown, words }: ViewProps<OrganisationQuestion>): VNode {
  return (
    <Group asked={asked}>
      <PartFields parts={organisationFields(question)} field={field} shown={shown} words={words} />
    </Group>
  );
}
