import type { FastifyRequest } from 'fastify';
import { isLanguage, type Language } from '../language.ts';

/** `?sprak=en` chooses and is remembered in a cookie; otherwise the cookie; otherwise Swedish. */
export function chooseLanguage(request: FastifyRequest): { language: Language; chosen?: Language } {
  const asked = (request.query as Record<string, unknown>)['sprak'];
  if (isLanguage(asked)) return { language: asked, chosen: asked };
  const kept = request.cookies['sprak'];
  return { language: isLanguage(kept) ? kept : 'sv' };
}
