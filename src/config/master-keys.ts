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
    throw new ConfigProblem('SPRANG_MASTER_KEY', `nyckel nummer ${index + 1} är inte 32 byte i base64`,
      'Skapa en med "openssl rand -base64 32"');
  });
}

function fromFile(part: string, readFile: (path: string) => string): string[] {
  const path = part.slice('file:'.length);
  let keys: string[];
  try {
    keys = readFile(path).split(/[\s,]+/).filter(Boolean);
  } catch (error) {
    throw new ConfigProblem('SPRANG_MASTER_KEY', `filen ${path} går inte att läsa (${(error as Error).message})`,
      'Kontrollera att den finns och att kontot som kör programmet får läsa den');
  }
  if (keys.length) return keys;
  throw new ConfigProblem('SPRANG_MASTER_KEY', `filen ${path} är tom`, 'Skapa en nyckel med "openssl rand -base64 32"');
}
