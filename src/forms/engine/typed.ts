import type { FileReference, Typed } from '../answers.ts';
import type { Fields } from '../questions/type.ts';

export type RawFields = Readonly<Record<string, string | readonly string[]>>;

/** Reads the fields whose names begin with a question's. */
export function fieldsOf(raw: RawFields, field: string, files: readonly FileReference[] = []): Fields {
  const values = (part?: string): readonly string[] => {
    const name = part === undefined || part === '' ? field : `${field}.${part}`;
    const value = Object.hasOwn(raw, name) ? raw[name] : undefined;
    return value === undefined ? [] : typeof value === 'string' ? [value] : value;
  };
  return { text: (part) => (values(part)[0] ?? '').trim(), all: values, files };
}

/** Whether a field belongs to a question: its own, or a part of it. */
export function belongs(name: string, field: string): boolean {
  return name === field || name.startsWith(`${field}.`);
}

/** Everything sent for a question, to be kept as it was typed. */
export function rawOf(raw: RawFields, field: string): Typed {
  return Object.fromEntries(Object.entries(raw).filter(([name]) => belongs(name, field)));
}

/** Typed text without that of some questions. */
export function without(typed: Typed, fields: readonly string[]): Typed {
  return Object.fromEntries(Object.entries(typed).filter(([name]) => !fields.some((field) => belongs(name, field))));
}
