/** A colour as sRGB parts, 0 to 1. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** Reads `#rgb` or `#rrggbb`; undefined for anything else. */
export function parseColour(text: string): Rgb | undefined {
  const long = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.test(text) ? text.replace(/[0-9a-f]/gi, '$&$&') : text;
  if (!/^#[0-9a-f]{6}$/i.test(long)) return undefined;
  return [1, 3, 5].map((at) => parseInt(long.slice(at, at + 2), 16) / 255) as unknown as Rgb;
}

export function hex(colour: Rgb): string {
  return `#${colour.map((part) => Math.round(part * 255).toString(16).padStart(2, '0')).join('')}`;
}

/** Relative luminance, 0 to 1, as WCAG 2.2 defines it. */
export function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map(linear) as unknown as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio, 1 to 21, as WCAG 2.2 defines it. */
export function contrast(one: Rgb, other: Rgb): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/**
 * The colour with the hue of `base`, `strength` of its chroma, and a given luminance.
 * Works in OKLCH, where hue stays what the eye calls the same; chroma gives way where sRGB has no such colour.
 */
export function shade(base: Rgb, target: number, strength: number): Rgb {
  const { chroma, hue } = oklch(base);
  let [low, high] = [0, 1];
  let found: Rgb = [target, target, target];
  // 24 halvings: closer than one step of 255 in any channel.
  for (let round = 0; round < 24; round++) {
    const lightness = (low + high) / 2;
    found = inGamut(lightness, chroma * strength, hue);
    if (luminance(found) < target) low = lightness;
    else high = lightness;
  }
  return parseColour(hex(found)) ?? found;
}

function inGamut(lightness: number, chroma: number, hue: number): Rgb {
  let [low, high] = [0, chroma];
  const whole = fromOklch(lightness, chroma, hue);
  if (fits(whole)) return whole;
  for (let round = 0; round < 16; round++) {
    const middle = (low + high) / 2;
    if (fits(fromOklch(lightness, middle, hue))) low = middle;
    else high = middle;
  }
  return fromOklch(lightness, low, hue).map((part) => Math.min(1, Math.max(0, part))) as unknown as Rgb;
}

function fits(colour: Rgb): boolean {
  return colour.every((part) => part >= -0.0005 && part <= 1.0005);
}

/** Björn Ottosson's OKLab (2020), the matrices of CSS Color 4. */
function oklch(colour: Rgb): { chroma: number; hue: number } {
  const [r, g, b] = colour.map(linear) as unknown as Rgb;
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const bb = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return { chroma: Math.hypot(a, bb), hue: Math.atan2(bb, a) };
}

function fromOklch(lightness: number, chroma: number, hue: number): Rgb {
  const a = chroma * Math.cos(hue);
  const b = chroma * Math.sin(hue);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    gamma(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    gamma(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    gamma(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

function linear(part: number): number {
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}

function gamma(part: number): number {
  return part <= 0.0031308 ? part * 12.92 : 1.055 * part ** (1 / 2.4) - 0.055;
}
