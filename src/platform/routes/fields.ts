import type { Fields } from './route.ts';

/** What was typed in a field, without the space around it; nothing where the form had no such field or sent it several times. `most`: letters kept. */
export function textOf(fields: Fields, name: string, most = Infinity): string {
  const value = fields[name];
  return (typeof value === 'string' ? value : '').trim().slice(0, most);
}

/** A posted form as texts: a field sent several times keeps its last. */
export function typedIn(fields: Fields): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, (typeof value === 'string' ? value : value.at(-1) ?? '').trim()]));
}

/** Every value sent under a name: boxes that were ticked. */
export function allOf(fields: Fields, name: string): string[] {
  return [fields[name] ?? []].flat();
}
