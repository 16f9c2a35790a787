import assert from 'node:assert/strict';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { test } from 'node:test';
import { assets, staticHeaders, themeAsset } from './assets.ts';
import { scriptHref, staffScriptHref, stylesheetHref } from './static-hrefs.ts';
import { createTheme } from './theme/theme.ts';

const files = assets();

test('there is one stylesheet and one script, under the names that pages use', () => {
  assert.deepEqual([...files.keys()], [stylesheetHref, scriptHref, staffScriptHref]);
  assert.match(staticHeaders['cache-control'], /immutable/);
});

test('every encoding holds the same bytes', () => {
  for (const { body, gzip, brotli } of files.values()) {
    assert.deepEqual(gunzipSync(gzip), body);
    assert.deepEqual(brotliDecompressSync(brotli), body);
  }
});

test('style, theme and script leave room for the page in 60 kB', () => {
  const theme = createTheme({ primary: '#00557f', accent: '#e0a100', neutral: '#3d4654' });
  assert.ok('css' in theme);
  assert.ok(files.get(stylesheetHref)!.gzip.length <= 25_000, `${files.get(stylesheetHref)!.gzip.length} bytes of style`);
  assert.ok(themeAsset(theme).gzip.length <= 2_000);
  assert.ok(files.get(scriptHref)!.body.length <= 3_000, `${files.get(scriptHref)!.body.length} bytes of script`);
});

test('nothing is fetched from anywhere else', () => {
  const css = files.get(stylesheetHref)!.body.toString();
  assert.ok(css.includes('.ds-button'), 'Designsystemet is in it');
  assert.ok(css.includes('.site-header'), 'and ours');
  const addresses = [...css.matchAll(/url\(\s*["']?([^"')]{0,30})/g)].map(([, address = '']) => address);
  assert.deepEqual(addresses.filter((address) => !address.startsWith('data:image/svg+xml')), []);
  assert.doesNotMatch(css, /@import|@font-face/);
});
