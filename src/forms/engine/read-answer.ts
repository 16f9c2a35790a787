import type { Answer, FileReference } from '../answers.ts';
import type { CompiledAnswered } from './compiled.ts';
import type { Pressed } from './pressed.ts';
import { readOne } from './read-one.ts';
import { held } from './held.ts';
import { viewAfter } from '../map/pointed.ts';
import { fieldsOf, rawOf, type RawFields } from './typed.ts';
import type { FormContext } from './types.ts';

/** A page being read: what was sent, and what has come of it so far. */
export interface Reading {
  readonly raw: RawFields;
  readonly context: FormContext;
  readonly uploaded: Readonly<Record<string, readonly FileReference[]>>;
  readonly pressed: Pressed | undefined;
  typed: Record<string, string | readonly string[]>;
  readonly removedFiles: FileReference[];
  /** A table whose rows were just brought in to be changed: shown again before anything is said about them. */
  correcting?: string;
}

/** One answer; what cannot be read goes to `reading.typed`. */
export function readAnswer(
  question: CompiledAnswered,
  field: string,
  before: Answer | undefined,
  reading: Reading,
): Answer | undefined {
  const files = question.question.type === 'file' ? filesOf(field, before, reading) : [];
  const { answer, fault } = readOne(question, reading.raw, field, reading.context, files);
  if (fault) reading.typed = { ...reading.typed, ...rawOf(reading.raw, field) };
  else if (reading.pressed?.action === 'map' && reading.pressed.field === field) reading.typed = { ...reading.typed, ...afterMap(question, field, answer, reading) };
  return answer;
}

/** The fields of a question whose map was pressed: the answer so far, and the part of the map that is looked at. */
function afterMap(question: CompiledAnswered, field: string, answer: Answer | undefined, { raw }: Reading): Record<string, string | readonly string[]> {
  const found = held(question, answer);
  const fields = { ...(found.state === 'value' && question.type.fields(question.question, found.value)), view: viewAfter(fieldsOf(raw, field)) };
  return Object.fromEntries(Object.entries(fields).map(([part, text]) => [`${field}.${part}`, text]));
}

function filesOf(field: string, before: Answer | undefined, reading: Reading): readonly FileReference[] {
  const kept = Array.isArray(before) ? (before as readonly FileReference[]) : [];
  const { pressed: button } = reading;
  const removed =
    button?.action === 'removeFile' && button.field === field ? kept.filter(({ id }) => id === button.file) : [];
  reading.removedFiles.push(...removed);
  return [...kept.filter((file) => !removed.includes(file)), ...(reading.uploaded[field] ?? [])];
}
