import type { QuestionProps } from '../../platform/index.ts';
import type { OrganisationMap } from '../../organisation/index.ts';
import type { Day, FileReference, Typed } from '../answers.ts';
import type { CompiledAnswered, CompiledTable } from '../engine/compiled.ts';
import { held } from '../engine/held.ts';
import { belongs, fieldsOf } from '../engine/typed.ts';
import type { Form, JourneyQuestion, Language } from '../engine/types.ts';
import type { Words } from '../questions/type.ts';
import { dontKnowChoice, type Shown } from '../questions/view.ts';

/** What every question of a page is drawn with. */
export interface Drawing {
  readonly form: Form;
  readonly typed: Typed;
  /** What to do, by field name. */
  readonly messages: ReadonlyMap<string, string>;
  readonly language: Language;
  readonly today: Day;
  readonly fileBase?: string;
  readonly focus?: string;
  readonly map?: OrganisationMap;
}

/** What stands in the fields: what was typed there if it could not be read, else the answer. */
export function shownIn(question: CompiledAnswered, { field, answer }: JourneyQuestion, drawing: Drawing): Shown {
  const isTyped = Object.keys(drawing.typed).some((name) => belongs(name, field));
  const raw = isTyped ? fieldsOf(drawing.typed, field) : undefined;
  const found = held(question, answer);
  const fields =
    found.state === 'value'
      ? question.type.fields(question.question, found.value)
      : found.state === 'dontKnow'
        ? { '': dontKnowChoice, dontKnow: 'yes' }
        : {};
  const all = (part = ''): readonly string[] => {
    if (raw) return raw.all(part);
    const value = Object.hasOwn(fields, part)
      ? (fields as Readonly<Record<string, string | readonly string[]>>)[part]
      : undefined;
    return value === undefined ? [] : typeof value === 'string' ? [value] : value;
  };
  return {
    all,
    text: (part) => all(part)[0] ?? '',
    error: (part) => drawing.messages.get(part === undefined ? field : `${field}.${part}`),
    files:
      found.state === 'value' && Array.isArray(found.value) && question.question.type === 'file'
        ? (found.value as readonly FileReference[])
        : [],
    ...(drawing.fileBase !== undefined && { fileBase: drawing.fileBase }),
  };
}

/** Label, hint, reason and error of a question. */
export function askedOf(
  { question }: CompiledAnswered | CompiledTable,
  field: string,
  words: Words,
  drawing: Drawing,
): QuestionProps {
  const error = drawing.messages.get(field);
  return {
    name: field,
    label: words.text('ask'),
    error,
    ...(question.hint !== undefined && { hint: words.text('hint') }),
    ...(question.why !== undefined && { why: words.text('why') }),
    ...(question.optional && { optional: true }),
  };
}
