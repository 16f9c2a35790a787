import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Language } from './language.ts';

export type TextParams = Readonly<Record<string, string | number>>;

/** Finds a text by its key, in a language, with `{name}` filled in. */
export interface Texts {
  (language: Language, key: string, params?: TextParams): string;
  /** Keys of the Swedish texts; the check fails when a language lacks one. */
  keys(language: Language): readonly string[];
}

/**
 * Reads `<folder>/sv.yaml`, `sv-simple.yaml`, `en.yaml`, each when it is first asked for; nested keys are joined with dots.
 * A key missing in a language falls back to Swedish; missing in Swedish it is a fault.
 */
export function readTexts(folder: string): Texts {
  const read = new Map<Language, Map<string, string>>();
  const textsIn = (language: Language) => {
    const texts = read.get(language) ?? flatten(load(join(folder, `${language}.yaml`)));
    read.set(language, texts);
    return texts;
  };
  const find = (language: Language, key: string, params: TextParams = {}) => {
    const text = textsIn(language).get(key) ?? textsIn('sv').get(key);
    if (text === undefined) throw new Error(`no text for ${key} in ${folder}`);
    return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
  };
  return Object.assign(find, { keys: (language: Language) => [...textsIn(language).keys()] });
}

function load(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8')) ?? {};
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return {};
    throw error;
  }
}

function flatten(value: unknown, prefix = '', into = new Map<string, string>()): Map<string, string> {
  for (const [key, inner] of Object.entries(value as Record<string, unknown>)) {
    if (inner !== null && typeof inner === 'object') flatten(inner, `${prefix}${key}.`, into);
    else into.set(prefix + key, String(inner));
  }
  return into;
}
