import { contrast, hex, luminance, shade } from './colour.ts';
import type { Rgb } from './colour.ts';

/** The sixteen tones a colour is used in; the names are Designsystemet's. */
export const tones = [
  'background-default', 'background-tinted', 'surface-default', 'surface-tinted', 'surface-hover', 'surface-active',
  'border-subtle', 'border-default', 'border-strong', 'text-subtle', 'text-default',
  'base-default', 'base-hover', 'base-active', 'base-contrast-subtle', 'base-contrast-default',
] as const;
export type Tone = (typeof tones)[number];
export type Scale = Readonly<Record<Tone, Rgb>>;
export type Scheme = 'light' | 'dark';

const white: Rgb = [1, 1, 1];
const black: Rgb = [0, 0, 0];

type FixedTone = Exclude<Tone, `base-${string}`>;

/**
 * Luminance and share of the chroma for each tone. The luminances follow Designsystemet's, which hold AA by design
 * (text-subtle 6.6:1 on white); the shares keep large surfaces quiet.
 */
const recipes: Readonly<Record<Scheme, Readonly<Record<FixedTone, readonly [luminance: number, strength: number]>>>> = {
  light: {
    'background-default': [1, 0], 'background-tinted': [0.905, 0.09], 'surface-default': [1, 0],
    'surface-tinted': [0.815, 0.17], 'surface-hover': [0.72, 0.25], 'surface-active': [0.61, 0.35],
    'border-subtle': [0.52, 0.4], 'border-default': [0.19, 0.85], 'border-strong': [0.11, 1],
    'text-subtle': [0.105, 1], 'text-default': [0.025, 0.6],
  },
  dark: {
    'background-default': [0.0085, 0.2], 'background-tinted': [0.0135, 0.22], 'surface-default': [0.02, 0.25],
    'surface-tinted': [0.027, 0.3], 'surface-hover': [0.037, 0.32], 'surface-active': [0.056, 0.4],
    'border-subtle': [0.085, 0.45], 'border-default': [0.23, 0.6], 'border-strong': [0.4, 0.6],
    'text-subtle': [0.42, 0.6], 'text-default': [0.84, 0.12],
  },
};

/**
 * Every tone of one colour in one scheme. In light the base is the colour itself; in dark it is lightened to be seen.
 * `vividness` above 1 gives the quiet tones more of the hue.
 */
export function scaleOf(colour: Rgb, scheme: Scheme, vividness = 1): Scale {
  const recipe = recipes[scheme];
  const fixed = Object.fromEntries(
    Object.entries(recipe).map(([tone, [target, strength]]) => [tone, target === 1 ? white : shade(colour, target, Math.min(1, strength * vividness))]),
  ) as Record<FixedTone, Rgb>;
  return { ...fixed, ...bases(colour, scheme) };
}

function bases(colour: Rgb, scheme: Scheme): Pick<Scale, Extract<Tone, `base-${string}`>> {
  const base = scheme === 'light' ? colour : shade(colour, Math.max(0.3, Math.min(0.5, luminance(colour))), 0.8);
  const onBase = contrast(base, white) >= 4.5 ? white : black;
  // Away from the text on it, so that the text is easier to read while pointed at, never harder.
  const step = onBase === white ? 0.72 : 1.22;
  const at = (power: number) => shade(base, Math.min(0.95, luminance(base) * step ** power), 1);
  return {
    'base-default': base,
    'base-hover': at(1),
    'base-active': at(2),
    'base-contrast-subtle': onBase === white ? shade(base, 0.85, 0.15) : shade(base, 0.01, 0.3),
    'base-contrast-default': onBase,
  };
}

/** A scale as custom properties: `--ds-color-accent-text-default:#…;`. */
export function declarations(name: string, scale: Scale): string {
  return tones.map((tone) => `--ds-color-${name}-${tone}:${hex(scale[tone])};`).join('');
}
