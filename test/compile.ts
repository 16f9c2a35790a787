import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { stop, transform } from 'esbuild';

/**
 * Compiles all TypeScript of the project once, into a folder, for every process of a test run to load.
 * @returns what Node.js takes after `--import`
 */
export async function compileInto(folder: string): Promise<string> {
  const root = join(import.meta.dirname, '..');
  const tsconfigRaw = readFileSync(join(root, 'tsconfig.json'), 'utf8');
  await Promise.all(globSync('{src,demo,test,tools,bench}/**/*.{ts,tsx}', { cwd: root }).map(async (file) => {
    const { code } = await transform(readFileSync(join(root, file), 'utf8'), {
      loader: file.endsWith('x') ? 'tsx' : 'ts', tsconfigRaw, sourcemap: 'inline', sourcefile: basename(file), sourcesContent: false,
    });
    const to = join(folder, `${file}.js`);
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, code);
  }));
  await stop();
  return `${pathToFileURL(join(import.meta.dirname, 'compiled.mjs')).href}?${new URLSearchParams({ from: folder }).toString()}`;
}
