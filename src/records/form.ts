import type { FieldError, Fields } from '../platform/index.ts';

/** A posted form as texts: a field sent several times keeps its last. */
export function typedIn(fields: Fields): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, (typeof value === 'string' ? value : value.at(-1) ?? '').trim()]));
}

/** Every value sent under a name: boxes that were ticked. */
export function allOf(fields: Fields, name: string): string[] {
  return [fields[name] ?? []].flat();
}

/** The message of a field among what is wrong. */
export function messageOf(errors: readonly FieldError[], name: string): string | undefined {
  return errors.find((one) => one.name === name)?.message;
}
