import type { House } from '../house.ts';

/** Sent with every response. Nothing may frame us, sniff types, or learn where a person came from. */
export const headers: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(self), microphone=(), payment=(), usb=()',
};

/** No inline script or style, nothing from third parties. Forms may end at the issuers of sign-in: a redirect counts. */
export function contentSecurityPolicy(house: Pick<House, 'settings'>): string {
  const issuers = house.settings.issuers.map(({ issuer }) => new URL(issuer).origin);
  return [
    'default-src \'none\'', 'script-src \'self\'', 'style-src \'self\'', 'img-src \'self\' data:', 'font-src \'self\'',
    'connect-src \'self\'', 'base-uri \'none\'', 'frame-ancestors \'none\'', 'manifest-src \'self\'',
    `form-action 'self' ${[...new Set(issuers)].join(' ')}`.trim(),
  ].join('; ');
}
