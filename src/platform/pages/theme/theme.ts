import { createHash } from 'node:crypto';
import { href } from '../href.ts';
import type { Href } from '../href.ts';
import { contrast, hex, luminance, parseColour, shade } from './colour.ts';
import type { Rgb } from './colour.ts';
import { declarations, scaleOf } from './scale.ts';
import type { Scale, Scheme, Tone } from './scale.ts';

/** What an organisation chooses, as `#rrggbb`. */
export interface ThemeColours {
  /** Buttons, links, what is chosen. Must stand out from white. */
  primary: string;
  /** The mark and the line under the header, large quiet surfaces. Any colour. */
  accent: string;
  /** Texts, borders and greys get its tint. */
  neutral: string;
}

export interface Theme {
  css: string;
  hash: string;
  /** Where the style sheet is served: `/tema/<hash>.css`. */
  href: Href;
}

export interface ThemeProblem {
  /** The choice to change. */
  colour: keyof ThemeColours;
  reason: 'notAColour' | 'contrast';
  scheme?: Scheme;
  /** The two tones that are too alike, as "base-default on background-default". */
  pair?: string;
  /** Contrast now, and what WCAG 2.2 AA asks (4.5 for text, 3 for what one must see to use the page). */
  ratio?: number;
  needed?: number;
  /** The nearest shade of the same hue that holds. */
  suggestion?: string;
}

/** Makes an organisation's style sheet from three colours, for light and dark. Every pair of tones that meet is computed. */
export function createTheme(colours: ThemeColours): Theme | { problems: readonly ThemeProblem[] } {
  const choices = Object.keys(names) as (keyof ThemeColours)[];
  const parsed = choices.map((choice) => ({ choice, rgb: parseColour(colours[choice]) }));
  const unreadable = parsed.filter(({ rgb }) => rgb === undefined);
  if (unreadable.length > 0) {
    return { problems: unreadable.map(({ choice }): ThemeProblem => ({ colour: choice, reason: 'notAColour' })) };
  }
  const rgb = Object.fromEntries(parsed.map(({ choice, rgb: value }) => [choice, value])) as Record<keyof ThemeColours, Rgb>;
  const problems = schemes.flatMap((scheme) => findProblems(rgb, scheme));
  if (problems.length > 0) return { problems };
  const css = schemes.map((scheme) => inScheme(scheme, choices.map((choice) =>
    declarations(names[choice], scaleOf(rgb[choice], scheme))).join(''))).join('');
  const hash = createHash('sha256').update(css).digest('base64url').slice(0, 10);
  return { css, hash, href: href(`/tema/${hash}.css`) };
}

/** Custom properties of the colours that mean the same everywhere: information, success, warning, danger. */
export function meaningColours(): string {
  return schemes.map((scheme) => inScheme(scheme, (Object.keys(meanings) as (keyof typeof meanings)[]).map((name) =>
    declarations(name, meaningScale(name, scheme))).join(''))).join('');
}

/** Name of a meaning and its colour; the scales are tested as strictly as an organisation's. */
export const meanings = { info: '#0a66b0', success: '#0b7a2e', warning: '#e8a90c', danger: '#bb1d1d' } as const;

/** Yellow looks like sand where others still look like themselves, so its quiet tones are given more of it. */
export function meaningScale(name: keyof typeof meanings, scheme: Scheme): Scale {
  return scaleOf(parseColour(meanings[name])!, scheme, name === 'warning' ? 2 : 1);
}

const schemes: readonly Scheme[] = ['light', 'dark'];
const names = { primary: 'accent', accent: 'brand1', neutral: 'neutral' } as const;

function inScheme(scheme: Scheme, css: string): string {
  return scheme === 'light' ? `:root{${css}}` : `@media (prefers-color-scheme:dark){:root{${css}}}`;
}

/** Tones that meet on a page: foreground, background, contrast needed. */
export const pairs: readonly (readonly [Tone, Tone, number])[] = [
  ...(['background-default', 'background-tinted', 'surface-default', 'surface-tinted', 'surface-hover'] as const)
    .flatMap((under): [Tone, Tone, number][] => [['text-default', under, 4.5], ['text-subtle', under, 4.5]]),
  ['text-default', 'surface-active', 4.5],
  ...(['background-default', 'background-tinted', 'surface-default', 'surface-tinted'] as const)
    .flatMap((under): [Tone, Tone, number][] => [['border-default', under, 3], ['border-strong', under, 3]]),
  ['base-contrast-default', 'base-default', 4.5],
  ['base-contrast-default', 'base-hover', 4.5],
  ['base-contrast-default', 'base-active', 4.5],
];

/** Pairs of a scale that are too alike. */
export function tooAlike(scale: Scale, also: readonly (readonly [Tone, Tone, number])[] = []) {
  return [...pairs, ...also]
    .map(([over, under, needed]) => ({ over, under, needed, ratio: contrast(scale[over], scale[under]) }))
    .filter(({ ratio, needed }) => ratio < needed);
}

/** A ticked box and a chosen tab are filled with the primary colour: they must be seen against the page. */
const primaryAlso: readonly (readonly [Tone, Tone, number])[] = [
  ['base-default', 'background-default', 3],
  ['base-default', 'background-tinted', 3],
];

function findProblems(rgb: Readonly<Record<keyof ThemeColours, Rgb>>, scheme: Scheme): ThemeProblem[] {
  return (Object.keys(names) as (keyof ThemeColours)[]).flatMap((colour) =>
    tooAlike(scaleOf(rgb[colour], scheme), colour === 'primary' ? primaryAlso : []).map(
      ({ over, under, needed, ratio }): ThemeProblem => ({
        colour, reason: 'contrast', scheme, pair: `${over} on ${under}`, ratio: Math.floor(ratio * 100) / 100, needed,
        ...suggestionFor(rgb[colour]),
      }),
    ),
  );
}

/** 0.17 is a little darker than the 3:1 against tinted white and the 4.5:1 of white text ask. */
function suggestionFor(colour: Rgb): { suggestion?: string } {
  return luminance(colour) > 0.17 ? { suggestion: hex(shade(colour, 0.17, 1)) } : {};
}
