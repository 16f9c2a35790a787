import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The files of a service folder by their path within it, as text. */
export type Files = Readonly<Record<string, string>>;

const belongs = /^(?:service\.yaml|inquiry\.yaml|texts\/[a-z-]+\.yaml|letters\/[a-z-]+\.typ)$/;

/** True for a file of the format; others in the folder (notes, sources of pictures) are left out. */
export function belongsToFormat(path: string): boolean {
  return belongs.test(path);
}

/** Reads the files that belong to the format and leaves the rest. Throws only if the folder itself cannot be read. */
export async function readFolder(directory: string): Promise<Files> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files: Record<string, string> = {};
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name).slice(join(directory, '/').length).replaceAll('\\', '/');
    if (belongsToFormat(path)) files[path] = await readFile(join(directory, path), 'utf8');
  }
  return Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Reads the dated tables that lie beside the services, in `tables/`. None is not an error. */
export async function readTables(directory: string): Promise<Files> {
  const names = await readdir(directory).catch(() => []);
  const yaml = names.filter((name) => name.endsWith('.yaml')).sort();
  const sources = yaml.map(async (name) => [name, await readFile(join(directory, name), 'utf8')] as const);
  return Object.fromEntries(await Promise.all(sources));
}
