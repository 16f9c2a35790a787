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
    else if (value || !field.optional) errors.push({ name: `falt.${field.id}`, message: field.type === 'choice' ? `Välj ${field.label.toLowerCase()}.` : `Skriv ${field.label.toLowerCase()}.` });
  }
  return { content, day, errors };
}

/** A value as it is read. */
export function fieldText(field: OutcomeField, value: string | undefined, language: Language = 'sv'): string {
  if (value === undefined) return '–';
  if (field.type === 'date') return formatDate(value, language);
  return field.options.find(({ id }) => id === value)?.label ?? value;
}
