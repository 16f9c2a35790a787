import type { FastifyRequest } from 'fastify';
import { isLanguage, type Language } from '../language.ts';

/** `?sprak=en` chooses and is remembered in a cookie; otherwise the cookie; otherwise Swedish. */
export function chooseLanguage(request: FastifyRequest): { language: Language; chosen?: Language } {
  const asked = (request.query as Record<string, unknown>)['sprak'];
  if (isLanguage(asked)) return { language: asked, chosen: asked };
  return { language: keptLanguage(request.headers.cookie) };
}

/** What was chosen before, by the Cookie header; Swedish when nothing was. */
export function keptLanguage(cookies: string | undefined): Language {
  const kept = cookies && /(?:^|;\s*)sprak=([a-z-]+)/.exec(cookies)?.[1];
  return isLanguage(kept) ? kept : 'sv';
}
