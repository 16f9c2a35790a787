import type { VNode } from 'preact';
import { Group } from '../group.tsx';
import { PartFields } from '../part-fields.tsx';
import type { ViewProps } from '../view.ts';
import { addressParts, type AddressQuestion } from './model.ts';

const own = { street: 'street-address', postalCode: 'postal-code', city: 'address-level2' };

export function AddressField({ field, asked, shown, words, isInRow }: ViewProps<AddressQuestion>): VNode {
  return (
    <Group asked={asked}>
      <PartFields
        parts={addressParts}
        optional={['careOf']}
        field={field}
        shown={shown}
        words={words}
        {...(!isInRow && { autocomplete: own })}
      />
    </Group>
  );
}
