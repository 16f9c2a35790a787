import type { FastifyRequest } from 'fastify';

/**
 * Whether a change comes from our own pages. Browsers send `Sec-Fetch-Site` and, on POST, `Origin`; either naming another
 * place refuses. A client that sends neither is no browser with our cookies (they are SameSite=Lax), unless it lies to itself.
 */
export function sameSite(request: FastifyRequest, origin: string): boolean {
  const site = request.headers['sec-fetch-site'];
  if (typeof site === 'string' && site !== 'same-origin' && site !== 'none') return false;
  const from = request.headers.origin;
  return from === undefined || from === origin;
}
