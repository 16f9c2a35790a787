import type { ServerResponse } from 'node:http';
import { styleHash } from './style.ts';

/**
 * Sends a page that may run no script and load nothing. `form-action` also covers the redirects that follow a form, so
 * the places that a sign-in returns to must be named (Chromium enforces it along the whole chain).
 */
export function sendPage(res: ServerResponse, status: number, html: string, formTargets: readonly string[] = []): void {
  res.statusCode = status;
  res.setHeader('Content-Type', 'text/html; charset=utf-8');
  res.setHeader('Cache-Control', 'no-store');
  res.setHeader('Content-Security-Policy', [
    "default-src 'none'",
    `style-src '${styleHash}'`,
    `form-action 'self' ${formTargets.join(' ')}`.trim(),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '));
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.setHeader('Referrer-Policy', 'same-origin');
  res.end(html);
}
