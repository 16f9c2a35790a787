import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import { cssFolder, cssNames, scriptFile, scriptHref, staffScriptFile, staffScriptHref, stylesheetHref } from './static-hrefs.ts';
import { colourChoices } from './theme/defaults.ts';
import { meaningColours } from './theme/theme.ts';
import type { Theme } from './theme/theme.ts';

/** A file served as it lies: bytes ready in each encoding. Send it with `staticHeaders`. */
export interface Asset {
  body: Buffer;
  gzip: Buffer;
  brotli: Buffer;
  /** The Content-Type. */
  type: string;
}

/** The name is a hash of the content: it never changes, so a browser never asks again. */
export const staticHeaders = {
  'cache-control': 'public, max-age=31536000, immutable',
  vary: 'accept-encoding',
  'x-content-type-options': 'nosniff',
} as const;

let built: ReadonlyMap<string, Asset> | undefined;

/** Every static file of the pages by its path. Built once a process, in some 80 ms, when first asked for. */
export function assets(): ReadonlyMap<string, Asset> {
  built ??= buildAssets();
  return built;
}

/** An organisation's style sheet, to be served at `theme.href` with `staticHeaders`. */
export function themeAsset(theme: Theme): Asset {
  return asset(theme.css, 'text/css; charset=utf-8');
}

/** Only the component styles that our components use; all of Designsystemet is 147 kB. */
const baseStyles = [
  'base', 'button', 'input', 'field', 'fieldset', 'label', 'link', 'alert', 'tag', 'validation-message', 'details',
  'error-summary', 'list', 'card', 'skip-link',
];

function buildAssets(): ReadonlyMap<string, Asset> {
  const imports = [
    ...baseStyles.map((name) => `@import '@digdir/designsystemet-css/${name}.css';`),
    ...cssNames().map((name) => `@import './${name}';`),
  ];
  // One run for both: starting esbuild is most of the time.
  const { outputFiles } = buildSync({
    stdin: { contents: imports.join('\n'), loader: 'css', resolveDir: cssFolder, sourcefile: 'sprang.css' },
    entryPoints: [scriptFile, staffScriptFile],
    outdir: '.', write: false, bundle: true, minify: true, format: 'esm', legalComments: 'none', logLevel: 'error',
    // Phones some five years old. What is newer only improves.
    target: ['chrome90', 'safari14', 'firefox90'],
  });
  const output = (ending: string) => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? '';
  return new Map<string, Asset>([
    [stylesheetHref, asset(colourChoices() + meaningColours() + output('.css'), 'text/css; charset=utf-8')],
    [scriptHref, asset(output('enhance.js'), 'text/javascript; charset=utf-8')],
    [staffScriptHref, asset(output('staff.js'), 'text/javascript; charset=utf-8')],
  ]);
}

function asset(text: string, type: string): Asset {
  const body = Buffer.from(text);
  // 9 is within 3 % of 11 and ten times as quick; start-up waits for this.
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: body.length };
  return { body, gzip: gzipSync(body, { level: 9 }), brotli: brotliCompressSync(body, { params }), type };
}
