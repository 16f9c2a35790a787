import { ConfigProblem } from '../platform/index.ts';

/**
 * Reads master keys from SPRANG_MASTER_KEY: keys in base64, or `file:/path` with keys in it, separated by commas or line
 * breaks, newest first. A file can be read again, so that a key is rotated while the system runs.
 * @returns 32 bytes each
 * @throws ConfigProblem; it never quotes a key
 */
export function readMasterKeys(source: string, readFile: (path: string) => string): Buffer[] {
  const keys = source.split(/[\s,]+/).filter(Boolean).flatMap((part) => part.startsWith('file:') ? fromFile(part, readFile) : [part]);
  return keys.map((text, index) => {
    const key = Buffer.from(text, 'base64');
    if (key.length === 32 && key.toString('base64') === text) return key;
    throw new ConfigProblem('SPRANG_MASTER_KEY', `key number ${index + 1} is not 32 bytes in base64`,
      'Make one with "openssl rand -base64 32"');
  });
}

function fromFile(part: string, readFile: (path: string) => string): string[] {
  const path = part.slice('file:'.length);
  let keys: string[];
  try {
    keys = readFile(path).split(/[\s,]+/).filter(Boolean);
  } catch (error) {
    throw new ConfigProblem('SPRANG_MASTER_KEY', `the file ${path} cannot be read (${(error as Error).message})`,
      'Check that it exists and that the account that runs the system may read it');
  }
  if (keys.length) return keys;
  throw new ConfigProblem('SPRANG_MASTER_KEY', `the file ${path} is empty`, 'Make a key with "openssl rand -base64 32"');
}
