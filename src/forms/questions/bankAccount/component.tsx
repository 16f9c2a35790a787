import type { VNode } from 'preact';
import { Group } from '../group.tsx';
import { PartFields } from '../part-fields.tsx';
import type { ViewProps } from '../view.ts';
import type { BankAccountQuestion } from './model.ts';

export function BankAccountField({ field, asked, shown, words }: ViewProps<BankAccountQuestion>): VNode {
  return (
    <Group asked={asked}>
      <PartFields
        parts={['clearing', 'account', 'bank']}
        optional={['bank']}
        field={field}
        shown={shown}
        words={words}
      />
    </Group>
  );
}
