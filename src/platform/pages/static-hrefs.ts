import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { href } from './href.ts';

/**
 * The files the stylesheet and the script are made of. Their names in addresses are hashes of these sources, known without
 * building anything, so that a page can be rendered before (and without) the first build.
 */
export const cssFolder = join(import.meta.dirname, 'css');
export const scriptFile = join(import.meta.dirname, 'browser', 'enhance.ts');
export const staffScriptFile = join(import.meta.dirname, 'browser', 'staff.ts');

export const stylesheetHref = href(`/static/sprang-${hashOf(styleSources())}.css`);
export const scriptHref = href(`/static/sprang-${hashOf([scriptFile])}.js`);
export const staffScriptHref = href(`/static/personal-${hashOf([staffScriptFile, join(import.meta.dirname, 'browser', 'drag.ts')])}.js`);

/** Our own style sheets in the order they apply: their names begin with a number. */
export function cssNames(): string[] {
  return readdirSync(cssFolder).filter((name) => name.endsWith('.css')).sort();
}

function styleSources(): string[] {
  return [
    ...cssNames().map((name) => join(cssFolder, name)),
    ...['scale.ts', 'theme.ts', 'defaults.ts', 'colour.ts'].map((name) => join(import.meta.dirname, 'theme', name)),
    join(import.meta.dirname, 'assets.ts'),
    // The base comes from a package: its version stands for its content.
    join(dirname(fileURLToPath(import.meta.resolve('@digdir/designsystemet-css'))), '../../package.json'),
  ];
}

function hashOf(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest('base64url').slice(0, 10);
}
