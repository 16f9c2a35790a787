import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { contrast, hex, luminance, parseColour, shade } from './colour.ts';
import type { Rgb } from './colour.ts';
import { scaleOf } from './scale.ts';
import { createTheme, meaningColours, meaningScale, meanings, pairs, tooAlike } from './theme.ts';

const colour = (text: string): Rgb => parseColour(text)!;

test('contrast is what WCAG says it is', () => {
  assert.equal(contrast(colour('#000'), colour('#fff')), 21);
  assert.equal(contrast(colour('#fff'), colour('#fff')), 1);
  // Values that every contrast checker shows.
  assert.equal(contrast(colour('#777777'), colour('#ffffff')).toFixed(2), '4.48');
  assert.equal(contrast(colour('#0000ff'), colour('#ffffff')).toFixed(2), '8.59');
});

test('a shade has the luminance asked for, and stays in the same hue', () => {
  for (const target of [0.02, 0.11, 0.4, 0.8]) {
    assert.ok(Math.abs(luminance(shade(colour('#00557f'), target, 1)) - target) < 0.01);
  }
  const [red, green, blue] = shade(colour('#bb1d1d'), 0.3, 1);
  assert.ok(red > green && red > blue);
});

for (const name of Object.keys(meanings) as (keyof typeof meanings)[]) {
  for (const scheme of ['light', 'dark'] as const) {
    test(`every pair of tones of ${name} that meet holds AA in ${scheme}`, () => {
      assert.deepEqual(tooAlike(meaningScale(name, scheme)), []);
    });
  }
}

test('the quiet tones hold AA whatever colour an organisation chooses', () => {
  const anyColour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);
  fc.assert(fc.property(anyColour, fc.constantFrom('light' as const, 'dark' as const), (text, scheme) => {
    const bad = tooAlike(scaleOf(colour(text), scheme));
    assert.deepEqual(bad, [], `${text} ${scheme}`);
  }), { numRuns: 300 });
});

test('the primary colour must be seen against the page: a yellow is refused, with a shade that is accepted', () => {
  const refused = createTheme({ primary: '#ffd100', accent: '#ffd100', neutral: '#444444' });
  assert.ok('problems' in refused);
  assert.deepEqual([...new Set(refused.problems.map(({ colour: which, reason }) => `${which} ${reason}`))], ['primary contrast']);
  const [problem] = refused.problems;
  assert.equal(problem?.needed, 3);
  assert.ok((problem?.ratio ?? 9) < 3);
  assert.ok('css' in createTheme({ primary: problem?.suggestion ?? '', accent: '#ffd100', neutral: '#444444' }));
});

test('any suggested shade is accepted', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 0xffffff }), (value) => {
    const primary = `#${value.toString(16).padStart(6, '0')}`;
    const theme = createTheme({ primary, accent: '#888888', neutral: '#444444' });
    if ('css' in theme) return;
    for (const { suggestion } of theme.problems) {
      assert.ok('css' in createTheme({ primary: suggestion ?? '', accent: '#888888', neutral: '#444444' }), `${primary} → ${suggestion}`);
    }
  }), { numRuns: 150 });
});

test('what is not a colour is named', () => {
  const theme = createTheme({ primary: 'blå', accent: '#00557f', neutral: '#44444' });
  assert.deepEqual(theme, { problems: [{ colour: 'primary', reason: 'notAColour' }, { colour: 'neutral', reason: 'notAColour' }] });
});

test('a theme has both schemes, the colour chosen, and an address that follows its content', () => {
  const one = createTheme({ primary: '#00557f', accent: '#e0a100', neutral: '#3d4654' });
  const other = createTheme({ primary: '#00557f', accent: '#e0a101', neutral: '#3d4654' });
  assert.ok('css' in one && 'css' in other);
  assert.match(one.css, /--ds-color-accent-base-default:#00557f/);
  assert.match(one.css, /@media \(prefers-color-scheme:dark\)\{:root\{--ds-color-accent-/);
  assert.match(one.href, /^\/tema\/[\w-]{10}\.css$/);
  assert.notEqual(one.href, other.href);
  assert.doesNotMatch(one.css, /url\(|@import|</);
});

test('the check can fail: a scale with two equal tones is caught', () => {
  const scale = scaleOf(colour('#00557f'), 'light');
  const bad = tooAlike({ ...scale, 'text-subtle': colour('#bbbbbb') });
  assert.equal(bad.filter(({ over }) => over === 'text-subtle').length, pairs.filter(([over]) => over === 'text-subtle').length);
  assert.equal(hex(scale['base-default']), '#00557f');
  assert.match(meaningColours(), /--ds-color-danger-text-subtle:#/);
});
