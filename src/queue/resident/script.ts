import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { href, type Href } from '../../platform/index.ts';

const source = join(import.meta.dirname, '../browser/wait.ts');
const shared = join(import.meta.dirname, '../model/estimate.ts');

let name: string | undefined;
let built: Buffer | undefined;

/** The script of those who wait, at an address that changes with it. */
export function scriptHref(): Href {
  name ??= createHash('sha256').update(readFileSync(source)).update(readFileSync(shared)).digest('base64url').slice(0, 10).toLowerCase();
  return href(`/ko-skript/${name}.js`);
}

/** Its bytes. Built once a process. */
export function scriptBytes(): Buffer {
  built ??= Buffer.from(buildSync({
    entryPoints: [source], bundle: true, minify: true, write: false, format: 'esm', legalComments: 'none', logLevel: 'error',
    // Safari 14.0 reads some destructuring wrongly: it gets the page without script.
    target: ['chrome90', 'safari14.1', 'firefox90'],
  }).outputFiles[0]!.contents);
  return built;
}
