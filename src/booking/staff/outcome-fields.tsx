import { DateField, RadioGroup, TextField, type FieldError } from '../../platform/index.ts';
import type { OutcomeRule } from '../bookable.ts';

/** What is asked when the outcome of a visit is written down: the fields of the definition. */
export function OutcomeFields({ rule, typed, errors, today }: { rule: OutcomeRule; typed: Readonly<Record<string, string>>; errors: readonly FieldError[]; today: string }) {
  const error = (name: string) => errors.find((one) => one.name === name)?.message;
  return (
    <>
      <DateField name="datum" label="Datum" value={typed['datum'] ?? today} error={error('datum')} />
      {rule.fields.map((field) => {
        const common = { name: `falt.${field.id}`, label: field.label, value: typed[field.id], error: error(`falt.${field.id}`), ...(field.optional && { optional: true }), ...(!field.told && { hint: 'Visas inte för personen här.' }) };
        if (field.type === 'choice') return <RadioGroup key={field.id} {...common} choices={field.options.map(({ id, label }) => ({ value: id, label }))} />;
        return field.type === 'date' ? <DateField key={field.id} {...common} /> : <TextField key={field.id} {...common} />;
      })}
    </>
  );
}
