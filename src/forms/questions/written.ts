import { fault, noFaults, type AnswerFault, type Reading } from './type.ts';

/** Characters that no keyboard gives and that break letters and PDF. Line breaks and tabs are kept. */
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g;

/** A text as it was typed, without spaces around and without unprintable characters; composed, so that equal looks equal. */
export function readText(typed: string): Reading<string> {
  const value = typed.replace(unprintable, '').normalize('NFC').trim();
  return value === '' ? {} : { value };
}

/** Lengths are counted in characters as people count them, not in code units. */
export function lengthFaults(value: string, min: number | undefined, max: number): readonly AnswerFault[] {
  if (value.length <= max && (min === undefined || value.length >= 2 * min)) return noFaults;
  const length = [...value].length;
  if (length > max) return fault('text.long', { max, over: length - max });
  return min !== undefined && length < min ? fault('text.short', { min }) : noFaults;
}

/** A type whose answer is one text that is rewritten in one way, or refused. */
export function readWith(typed: string, reader: (text: string) => string | undefined, code: string): Reading<string> {
  const text = typed.trim();
  if (text === '') return {};
  const value = reader(text);
  return value === undefined ? { fault: { code } } : { value };
}
