import type { VNode } from 'preact';
import { Group } from '../group.tsx';
import { PartFields } from '../part-fields.tsx';
import type { ViewProps } from '../view.ts';
import { personFields, type PersonQuestion } from './model.ts';

export function PersonField({ question, field, asked, shown, words }: ViewProps<PersonQuestion>): VNode {
  return (
    <Group asked={asked}>
      <PartFields parts={personFields(question)} field={field} shown={shown} words={words} />
    </Group>
  );
}
