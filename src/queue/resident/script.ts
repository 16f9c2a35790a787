import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { href, type Href } from '../../platform/index.ts';

/** `wait`: of those who wait. `stay`: of those who are in. `watch`: of staff. */
const names = ['wait', 'stay', 'watch'] as const;
export type Script = (typeof names)[number];

const built = new Map<Script, { href: Href; bytes: Buffer }>();

/** A script's address, which changes with it. */
export function scriptHref(name: Script): Href {
  return build(name).href;
}

/** The script at an address, if it is one of ours. */
export function scriptAt(path: string): Buffer | undefined {
  return names.map(build).find((one) => one.href === path)?.bytes;
}

/** The program that counts a draw again: written by itself, with nothing of ours, and the same for all. */
export const recountHref = href('/ko-skript/rakna-efter.mjs');
export const recountFile = join(import.meta.dirname, 'rakna-efter.mjs');

/** Built once a process. */
function build(name: Script): { href: Href; bytes: Buffer } {
  const known = built.get(name);
  if (known) return known;
  const bytes = Buffer.from(buildSync({
    entryPoints: [join(import.meta.dirname, `../browser/${name}.ts`)], bundle: true, minify: true, write: false, format: 'esm', legalComments: 'none', logLevel: 'error',
    // Safari 14.0 reads some destructuring wrongly: it gets the page without script.
    target: ['chrome90', 'safari14.1', 'firefox90'],
  }).outputFiles[0]!.contents);
  const made = { href: href(`/ko-skript/${createHash('sha256').update(bytes).digest('base64url').slice(0, 10).toLowerCase()}.js`), bytes };
  built.set(name, made);
  return made;
}
