import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Entry {
  resolved?: string;
  integrity?: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

/**
 * Checks that `<root>/package-lock.json` decides alone what is installed: a hash for every package, no registry's
 * address, and every package that another names. `npm ci` refuses a lock file that names a package it lacks, which is
 * what npm writes when the registry at hand lacks the packages for some other machine: remove those names.
 * @returns one line a fault
 */
export function findLockFileProblems(root: string): string[] {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, Entry> };
  return Object.entries(packages).flatMap(([path, { resolved, integrity, dependencies, optionalDependencies }]) => [
    ...(path !== '' && !integrity ? [`${path}: no integrity`] : []),
    ...(resolved ? [`${path}: names a registry (npm install --omit-lockfile-registry-resolved)`] : []),
    ...Object.keys({ ...dependencies, ...optionalDependencies }).filter((name) => !isThere(packages, path, name))
      .map((name) => `${path}: names ${name}, which the lock file lacks`),
  ]);
}

/** As Node looks for it: beside the package, then outwards. */
function isThere(packages: Record<string, Entry>, path: string, name: string): boolean {
  const here = path === '' ? `node_modules/${name}` : `${path}/node_modules/${name}`;
  if (packages[here]) return true;
  if (path === '') return false;
  return isThere(packages, path.slice(0, Math.max(0, path.lastIndexOf('/node_modules/'))), name);
}
