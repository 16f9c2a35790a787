/**
 * Which characters our fonts can draw. PDF/UA and PDF/A refuse a text with a character that has no glyph, so a single
 * one would stop a whole application from being filed. Such a character is written as its number instead, `[U+6F22]`:
 * nothing is lost, and it is seen that something else was written.
 */
import { readFileSync, readdirSync } from 'node:fs';

/** Font families in the order they are tried; every text of a letter is set in these. */
export const fontFamilies = ['Source Sans 3', 'Noto Sans Arabic', 'Noto Sans Ethiopic', 'Noto Emoji'] as const;

/** JSON as templates get it. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** The same value, with every character that cannot be drawn written as `[U+…]`, in keys untouched. */
export function displayable<T extends JsonValue>(value: T): T;
export function displayable(value: JsonValue): JsonValue {
  if (typeof value === 'string') return displayableText(value);
  if (Array.isArray(value)) return value.map((one: JsonValue) => displayable(one));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, displayable(one as JsonValue)]));
}

function displayableText(text: string): string {
  let result = '';
  for (const character of text.normalize('NFC')) {
    const code = character.codePointAt(0) ?? 0;
    result += isDisplayable(code) ? character : `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
  }
  return result;
}

/** Whether a code point can stand in a letter. */
export function isDisplayable(code: number): boolean {
  if (isSpaceOrInvisible(code)) return true;
  return !isForbidden(code) && covered().has(code);
}

/** Has a glyph, and yet the standards refuse it: control characters, private use, byte order marks, halves of pairs. */
function isForbidden(code: number): boolean {
  return code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0xd800 && code < 0xf900)
    || code === 0xfeff || (code & 0xfffe) === 0xfffe || code >= 0xf0000;
}

/** Line breaks, tab, and characters that only steer how others are shown; the compiler draws nothing for them. */
function isSpaceOrInvisible(code: number): boolean {
  return code === 0x0a || code === 0x0d || code === 0x09 || code === 0xa0 || code === 0xad
    || (code >= 0x200b && code <= 0x200f) || (code >= 0xfe00 && code <= 0xfe0f) || code === 0x2060;
}

let coveredCodes: Set<number> | null = null;

function covered(): Set<number> {
  if (coveredCodes) return coveredCodes;
  const folder = new URL('./fonts/', import.meta.url);
  // The heavier weights of a family hold the same characters as the regular one (tested).
  const files = readdirSync(folder).filter((name) => name.endsWith('-Regular.ttf'));
  coveredCodes = new Set(files.flatMap((name) => codesOf(readFileSync(new URL(name, folder)))));
  return coveredCodes;
}

/** The code points of a TrueType font that have a glyph: formats 4 and 12 of the OpenType `cmap` table. */
export function codesOf(font: Buffer): number[] {
  const tables = font.readUInt16BE(4);
  for (let record = 12; record < 12 + tables * 16; record += 16) {
    const name = font.toString('latin1', record, record + 4);
    if (name === 'cmap') return codesOfTable(font, font.readUInt32BE(record + 8));
  }
  return [];
}

function codesOfTable(font: Buffer, cmap: number): number[] {
  const codes: number[] = [];
  for (let index = 0; index < font.readUInt16BE(cmap + 2); index += 1) {
    const table = cmap + font.readUInt32BE(cmap + 4 + index * 8 + 4);
    const format = font.readUInt16BE(table);
    if (format === 12) codes.push(...segments12(font, table));
    if (format === 4) codes.push(...segments4(font, table));
  }
  return codes;
}

function* segments12(font: Buffer, table: number): Generator<number> {
  const groups = font.readUInt32BE(table + 12);
  for (let group = table + 16; group < table + 16 + groups * 12; group += 12) {
    const last = font.readUInt32BE(group + 4);
    for (let code = font.readUInt32BE(group); code <= last; code += 1) yield code;
  }
}

function* segments4(font: Buffer, table: number): Generator<number> {
  const doubled = font.readUInt16BE(table + 6);
  for (let at = 0; at < doubled; at += 2) {
    const last = font.readUInt16BE(table + 14 + at);
    const first = font.readUInt16BE(table + 16 + doubled + at);
    const delta = font.readUInt16BE(table + 16 + doubled * 2 + at);
    const rangeAt = table + 16 + doubled * 3 + at;
    const range = font.readUInt16BE(rangeAt);
    for (let code = first; code <= last && code !== 0xffff; code += 1) {
      const glyph = range === 0 ? (code + delta) & 0xffff : font.readUInt16BE(rangeAt + range + (code - first) * 2);
      if (glyph !== 0) yield code;
    }
  }
}
