import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A package that the lock file names. */
export interface Package {
  name: string;
  version: string;
  /** `sha512-…` in base64: what may be installed. */
  integrity: string | undefined;
  /** As the package declares it, or undefined. */
  licence: string | undefined;
  /** Needed to develop, not to run. */
  development: boolean;
  /** Folder below node_modules' parent. */
  path: string;
}

interface LockEntry {
  version?: string;
  integrity?: string;
  license?: string;
  dev?: boolean;
}

/** Every package of `<root>/package-lock.json`, those for other machines too, sorted by path. */
export function readPackages(root: string): Package[] {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, LockEntry> };
  return Object.entries(lock.packages).filter(([path]) => path !== '').map(([path, entry]) => ({
    name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
    version: entry.version ?? '',
    integrity: entry.integrity,
    licence: entry.license ?? declaredLicence(join(root, path, 'package.json')),
    development: entry.dev ?? false,
    path,
  }));
}

/** Older packages say it in forms that the lock file leaves out. */
function declaredLicence(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  const { license, licenses } = JSON.parse(readFileSync(file, 'utf8')) as { license?: string | { type: string }; licenses?: { type: string }[] };
  if (typeof license === 'object') return license.type;
  return license ?? licenses?.map(({ type }) => type).join(' OR ');
}
