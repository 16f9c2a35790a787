/**
 * Loads the TypeScript of this project from where `compile.ts` laid it: `--import …/compiled.mjs?from=<folder>`. Each test file is a process that
 * loads most of the product, and a loader that looks for names and compiles in each of them took longer than many of the tests.
 */
import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

const root = new URL('..', import.meta.url).href;
const folder = new URL(import.meta.url).searchParams.get('from');
const ours = (url) => url?.startsWith(root) && !url.startsWith(`${root}node_modules/`) && /\.tsx?$/.test(url);

process.setSourceMapsEnabled(true);
registerHooks({
  resolve(specifier, context, next) {
    if (!specifier.startsWith('.') || !ours(context.parentURL)) return next(specifier, context);
    const { href } = new URL(specifier, context.parentURL);
    return ours(href) && existsSync(fileURLToPath(href)) ? { url: href, format: 'module', shortCircuit: true } : next(specifier, context);
  },
  load(url, context, next) {
    const compiled = ours(url) && `${folder}/${url.slice(root.length)}.js`;
    return compiled && existsSync(compiled) ? { source: readFileSync(compiled, 'utf8'), format: 'module', shortCircuit: true } : next(url, context);
  },
});
