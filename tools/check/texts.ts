import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';

const others = ['sv-simple', 'en'];
/** Keys that only staff see begin so, and stand in Swedish alone; so do the texts of a folder `texts-staff`. */
const staffOnly = /^(?:entry|staff)\./;

/**
 * Compares the interface texts of each folder with a `sv.yaml`: every language has every key, with the same `{names}`
 * to fill in, and none that Swedish lacks.
 * @returns one line a difference
 */
export function findTextProblems(root: string): string[] {
  const folders = globSync('{src,catalogue}/**/{texts,texts-resident}/sv.yaml', { cwd: root }).map((file) => dirname(file));
  return folders.flatMap((folder) => {
    const swedish = readTexts(join(root, folder, 'sv.yaml'));
    return others.flatMap((language) => {
      const file = join(folder, `${language}.yaml`);
      if (!existsSync(join(root, file))) return [`${file} is missing`];
      const texts = readTexts(join(root, file));
      return [
        ...[...swedish.keys()].filter((key) => !texts.has(key) && !staffOnly.test(key)).map((key) => `${file}: ${key} is missing`),
        ...[...texts.keys()].filter((key) => !swedish.has(key)).map((key) => `${file}: ${key} is not among the Swedish texts`),
        ...[...swedish].filter(([key, text]) => texts.has(key) && names(text) !== names(texts.get(key) ?? ''))
          .map(([key, text]) => `${file}: ${key} fills in other names than the Swedish text (${names(text) || 'none'})`),
      ];
    });
  });
}

function names(text: string): string {
  return [...new Set(text.match(/\{\w+\}/g))].sort().join(' ');
}

/** Keys joined with dots, with their texts. */
function readTexts(file: string): Map<string, string> {
  return new Map(flatten(parse(readFileSync(file, 'utf8')) ?? {}, ''));
}

function flatten(value: unknown, path: string): [string, string][] {
  if (value === null || typeof value !== 'object') return [[path, String(value)]];
  return Object.entries(value).flatMap(([key, inner]) => flatten(inner, path ? `${path}.${key}` : key));
}
