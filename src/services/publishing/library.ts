import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { loadService, type Loaded } from '../definition/index.ts';

const catalogue = join(import.meta.dirname, '../../../catalogue');

/** The services of the catalogue that came with this version of the product, each read and checked. */
export async function library(): Promise<Loaded[]> {
  const entries = await readdir(catalogue, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory() && entry.name !== 'tables').map(({ name }) => name).sort();
  const found: Loaded[] = [];
  for (const name of folders) found.push(await loadService(join(catalogue, name)));
  return found;
}
