import type { VNode } from 'preact';
import { TextArea } from '../../../platform/index.ts';
import { Group } from '../group.tsx';
import { PartFields } from '../part-fields.tsx';
import type { ViewProps } from '../view.ts';
import type { PositionQuestion } from './model.ts';

export function PositionField({ field, asked, shown, words }: ViewProps<PositionQuestion>): VNode {
  return (
    <Group asked={asked}>
      <TextArea
        name={`${field}.description`}
        label={words.own('parts.description')}
        rows={3}
        value={shown.text('description')}
        error={shown.error('description')}
        optional
      />
      <PartFields
        parts={['latitude', 'longitude']}
        optional={['latitude', 'longitude']}
        field={field}
        shown={shown}
        words={words}
      />
    </Group>
  );
}
