import type { VNode } from 'preact';
import { NumberField, Select } from '../../../platform/index.ts';
import { Group } from '../group.tsx';
import type { ViewProps } from '../view.ts';
import type { MeasurementQuestion } from './model.ts';

export function MeasurementField({ question, field, asked, shown, words }: ViewProps<MeasurementQuestion>): VNode {
  const [first, ...others] = question.units;
  if (others.length === 0)
    return <NumberField {...asked} value={shown.text()} suffix={words.text(`units.${first!.id}`)} />;
  const { name: _name, error, ...whole } = asked;
  return (
    <Group asked={{ ...whole, name: `${field}.all` }}>
      <NumberField name={field} label={asked.label} value={shown.text()} error={error} />
      <Select
        name={`${field}.unit`}
        label={words.own('measurement.unit')}
        error={shown.error('unit')}
        value={shown.text('unit') || first!.id}
        options={question.units.map(({ id }) => ({ value: id, label: words.text(`units.${id}`) }))}
      />
    </Group>
  );
}
