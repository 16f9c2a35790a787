import { basename, dirname, join } from 'node:path';
import { check } from './check.ts';
import { belongsToFormat, readFolder, readTables } from './folder.ts';
import type { Files } from './folder.ts';
import { versionHash } from './hash.ts';
import type { ServiceFolder, Texts } from './model.ts';
import { inReadingOrder } from './problem.ts';
import type { Problem } from './problem.ts';
import { readAs } from './read.ts';
import { tableSchema } from './schema/calculation.ts';
import type { DatedTable } from './schema/calculation.ts';
import { inquirySchema } from './schema/inquiry.ts';
import { serviceSchema } from './schema/service.ts';
import { translatedLanguages } from './schema/words.ts';
import { readYaml } from './source.ts';
import type { Source } from './source.ts';
import { flatten } from './flatten.ts';

/** A service folder read: whole and right, or what is wrong with it. */
export type Loaded =
  | { readonly ok: true; readonly service: ServiceFolder; readonly version: string; readonly problems: readonly [] }
  | { readonly ok: false; readonly name: string; readonly problems: readonly Problem[] };

/**
 * Reads and checks `catalogue/<service>/`. What is wrong comes back as problems with file, line, column and remedy; a bad
 * file never throws and never stops another service.
 *
 * @param directory the service folder; dated tables are looked for in `tables/` beside it unless `tables` says where
 */
export async function loadService(directory: string, tables = join(dirname(directory), 'tables')): Promise<Loaded> {
  try {
    return readService(basename(directory), await readFolder(directory), await readTables(tables));
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'okänt fel';
    return failed(basename(directory), [
      fileProblem('service.yaml', `Mappen går inte att läsa (${reason})`, 'Kontrollera sökvägen och rättigheterna.'),
    ]);
  }
}

/** The same for files that are already in hand, by their path in the folder. Pure. */
export function readService(name: string, files: Files, tableFiles: Files = {}): Loaded {
  const text = files['service.yaml'];
  if (text === undefined) {
    return failed(name, [
      fileProblem('service.yaml', 'Filen service.yaml saknas', 'Varje tjänst har en service.yaml i sin mapp.'),
    ]);
  }
  const service = readAs(serviceSchema, 'service.yaml', text);
  const inquiry =
    files['inquiry.yaml'] === undefined ? undefined : readAs(inquirySchema, 'inquiry.yaml', files['inquiry.yaml']);
  const tables = usedTables(service.value?.tables ?? [], tableFiles);
  const texts = translatedLanguages.map((language) => [language, readTexts(`texts/${language}.yaml`, files)] as const);
  const found = [
    ...service.problems,
    ...(inquiry?.problems ?? []),
    ...tables.problems,
    ...texts.flatMap(([, read]) => read.source.problems),
  ];
  if (service.value === undefined || (inquiry !== undefined && inquiry.value === undefined)) return failed(name, found);
  const folder: ServiceFolder = {
    definition: service.value,
    inquiry: inquiry?.value ?? null,
    texts: Object.fromEntries(texts.map(([language, read]) => [language, read.texts])) as ServiceFolder['texts'],
    letters: Object.fromEntries(
      Object.entries(files).filter(([file]) => file.startsWith('letters/') && belongsToFormat(file)),
    ),
    tables: tables.byId,
  };
  const problems = [
    ...found,
    ...check(folder, {
      service: service.source,
      inquiry: inquiry?.source,
      texts: Object.fromEntries(texts.map(([language, read]) => [language, read.source])),
    }),
  ];
  return problems.length > 0
    ? failed(name, problems)
    : { ok: true, service: folder, version: versionHash(folder), problems: [] };
}

function failed(name: string, problems: readonly Problem[]): Loaded {
  return { ok: false, name, problems: inReadingOrder(problems) };
}

function readTexts(file: string, files: Files): { source: Source; texts: Texts } {
  const source = readYaml(file, files[file] ?? '');
  return { source, texts: flatten(source.value) };
}

function usedTables(names: readonly string[], files: Files): { byId: Record<string, DatedTable>; problems: Problem[] } {
  const read = Object.entries(files).map(([file, text]) => readAs(tableSchema, `../tables/${file}`, text));
  const used = read.flatMap(({ value }) => (value !== undefined && names.includes(value.table) ? [value] : []));
  return {
    byId: Object.fromEntries(used.map((table) => [table.table, table])),
    problems: names.length === 0 ? [] : read.flatMap(({ problems }) => [...problems]),
  };
}

function fileProblem(file: string, message: string, remedy: string): Problem {
  return { file, line: 1, column: 1, path: '', message, remedy };
}
