import { formatDate, type FieldError, type Language } from '../../platform/index.ts';
import type { OutcomeField, OutcomeRule } from '../bookable.ts';

/** What was posted, by the ids of the fields, and what is wrong with it. A day to come has not been. */
export function readOutcome(rule: OutcomeRule, fields: Readonly<Record<string, string | readonly string[]>>, today: string): { content: Record<string, string>; day: string; errors: FieldError[] } {
  const said = (name: string) => [fields[name] ?? ''].flat().at(-1)!.trim().slice(0, 500);
  const day = said('datum');
  const errors: FieldError[] = /^\d{4}-\d\d-\d\d$/.test(day) && day <= today && !Number.isNaN(Date.parse(day)) ? [] : [{ name: 'datum', message: `Skriv dagen då det gjordes, till exempel ${today}.` }];
  const content: Record<string, string> = {};
  for (const field of rule.fields) {
    const value = said(`falt.${field.id}`);
    const right = field.type === 'choice' ? field.options.some(({ id }) => id === value) : field.type === 'date' ? /^\d{4}-\d\d-\d\d$/.test(value) : value !== '';
    if (right) content[field.id] = value;
    else if (value || !field.optional) errors.push({ name: `falt.${field.id}`, message: field.type === 'choice' ? `Välj ett svar under ”${field.label}”.` : `Fyll i ”${field.label}”.` });
  }
  return { content, day, errors };
}

/** The codes by which a laboratory answers and what each means, in the order of the definition's answers. */
export function laboratoryCodes({ fields, laboratory }: OutcomeRule): { code: string; label: string }[] {
  const options = fields.find(({ id }) => id === laboratory?.field)?.options ?? [];
  return options.flatMap(({ id, label }) => Object.entries(laboratory?.codes ?? {}).flatMap(([code, means]) => (means === id ? [{ code, label }] : [])));
}

/** What was shown of something given elsewhere: who had issued the certificate. Beside the fields of the definition, none of which has a dot in its id. */
export const shownField = 'elsewhere.shown';

/** What was posted of something given elsewhere: which, when, what the certificate says of it, and which certificate. Of its fields none is demanded. */
export function readElsewhere(rule: OutcomeRule, kinds: readonly { id: string }[], fields: Readonly<Record<string, string | readonly string[]>>, today: string): { kind: string; day: string; content: Record<string, string>; shown: string; errors: FieldError[] } {
  const { content, day, errors } = readOutcome({ ...rule, fields: rule.fields.map((field) => ({ ...field, optional: true })) }, fields, today);
  const said = (name: string) => [fields[name] ?? ''].flat().at(-1)!.trim().slice(0, 200);
  const [kind, shown] = [said('kind'), said('intyg')];
  return {
    kind, day, content, shown, errors: [
      ...(kinds.some(({ id }) => id === kind) ? [] : [{ name: 'kind', message: 'Välj vilken dos det var.' }]), ...errors,
      ...(shown ? [] : [{ name: 'intyg', message: 'Skriv vilket intyg som visades.' }]),
    ],
  };
}

/** A value as it is read. */
export function fieldText(field: OutcomeField, value: string | undefined, language: Language = 'sv'): string {
  if (value === undefined) return '–';
  if (field.type === 'date') return formatDate(value, language);
  return field.options.find(({ id }) => id === value)?.label ?? value;
}
