import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { after, describe, it } from 'node:test';
import { codesOf, displayable, isDisplayable } from './displayable.ts';
import { closePdf, renderPdf } from './render.ts';

const fonts = new URL('./fonts/', import.meta.url);
after(closePdf);

describe('displayable', () => {
  it('leaves the letters of Sweden, its neighbours and its minorities as they are', () => {
    const text = 'Åsa Öberg-Łukasiewicz, Đorđević, Ñuñez; Владимир, Ελένη, مريم, ሃይለ, €, §, ½, “så”, – 😀';
    assert.equal(displayable(text), text);
  });

  it('writes a character without a glyph as its number, everywhere but in keys', () => {
    assert.deepEqual(displayable({ 漢: ['a漢b', { x: '\u{1CC00}\u0000\uE000' }], n: 1, t: true, z: null }), {
      漢: ['a[U+6F22]b', { x: '[U+1CC00][U+0000][U+E000]' }], n: 1, t: true, z: null,
    });
  });

  it('joins a letter and its loose accent, as old Apple file names have them', () => {
    assert.equal(displayable('A\u030Asa'), 'Åsa');
  });

  it('knows that the heavy weight holds what the regular one does', () => {
    const heavy = new Set(codesOf(readFileSync(new URL('SourceSans3-SemiBold.ttf', fonts))));
    const missing = codesOf(readFileSync(new URL('SourceSans3-Regular.ttf', fonts))).filter((code) => !heavy.has(code));
    assert.deepEqual(missing, []);
  });

  it('has a licence beside every family of fonts', () => {
    const names = readdirSync(fonts);
    const families = new Set(names.filter((name) => name.endsWith('.ttf')).map((name) => name.split('-')[0]));
    assert.deepEqual([...families].filter((family) => !names.includes(`${family}-LICENSE.txt`)), []);
  });

  it('holds for marks on letters of another script, joined signs and odd spaces', async () => {
    const odd = 'a\u0654 ب\u0301 Z\u0351\u036b\u0343 👨\u200d👩\u200d👧 a\u200d😀 1\ufe0f\u20e3 😀\u0301 \u0301 \u202eabc\u202c '
      + '🇸🇪 👍🏽 hy\u00adphen a\u00a0b\u202fc a\u2028b \ud800';
    const result = await renderPdf({
      template: { files: { 'odd.typ': '#json("/data.json").odd' }, main: 'odd.typ' },
      data: { odd }, standard: 'a-2a', language: 'sv', title: 'Udda', at: new Date(0),
    });
    assert.equal(result.ok, true, JSON.stringify(result).slice(0, 300));
  });

  for (const standard of ['ua-1', 'a-2a'] as const) {
    it(`lets through only what the compiler can set under ${standard}, in both weights`, async () => {
      const codes = Array.from({ length: 0x20000 }, (_, code) => code).filter(isDisplayable);
      assert.ok(codes.length > 3000);
      const lines: string[] = [];
      for (let at = 0; at < codes.length; at += 50) {
        lines.push(codes.slice(at, at + 50).map((code) => String.fromCodePoint(code)).join(' '));
      }
      const source = '#for line in json("/data.json").lines { par(line) + par(strong(line)) }';
      const result = await renderPdf({
        template: { files: { 'all.typ': source }, main: 'all.typ' },
        data: { lines }, standard, language: 'sv', title: 'Alla tecken', at: new Date(0), timeoutMs: 60_000,
      });
      assert.equal(result.ok, true, JSON.stringify(result).slice(0, 300));
    });
  }
});
