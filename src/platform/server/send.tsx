import { gzipSync } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import { renderPage } from '../pages/index.ts';
import type { Answer, Cookie, Display, RequestContext, Route, TenantFacts } from '../routes/route.ts';
import type { Body } from './body.ts';
import { stashKeeper } from './entrance.ts';
import { mayCompress } from './compress.ts';
import { ErrorFrame } from './error-frame.tsx';

interface View {
  house: House;
  tenant: TenantFacts;
  language: RequestContext['language'];
  chosen?: RequestContext['language'];
  request: FastifyRequest;
  reply: FastifyReply;
}

const plainTexts = {
  unknownHost: 'Ingen organisation finns på den här adressen. Kontrollera adressen.\nNo organisation has this address.\n',
  unreadableAddress: 'Adressen går inte att läsa. Kontrollera att den är rätt skriven.\nThe address cannot be read. Please check it.\n',
  fault: 'Något gick fel hos oss. Försök igen om en stund.\nSomething went wrong. Please try again shortly.\n',
} as const;

/** Turns answers into responses. The only place that writes to a reply. */
export const send = {
  answer(view: View, answer: Answer, display?: Display): FastifyReply {
    const { reply } = view;
    if ('cookies' in answer) setCookies(view, answer.cookies ?? []);
    rememberLanguage(view);
    switch (answer.kind) {
      case 'page': return html(view, answer.status, renderPage(answer.node));
      case 'redirect': {
        if (!answer.external && !/^\/(?![/\\])/.test(answer.to)) throw new Error('a redirect that leads out of the house without saying so');
        return reply.redirect(answer.to, 303);
      }
      case 'file': return sendFile(reply, answer);
      case 'json': return reply.code(answer.status).header('cache-control', 'no-store').send(answer.value);
      case 'error': return send.error(view, answer.status, answer.reason, display);
      case 'notFound': return send.error(view, 404, undefined, display);
      case 'gone': return send.error(view, 410, undefined, display);
      case 'forbidden': return send.error(view, 403, answer.reason, display);
      case 'stepUp': throw new Error('a step up is answered by the request');
    }
  },

  error(view: View, status: number, reason?: string, display?: Display): FastifyReply {
    rememberLanguage(view);
    const { house, tenant, language, request } = view;
    return html(view, status, renderPage(
      <ErrorFrame house={house} tenant={tenant} language={language} path={request.url} status={status} reason={reason} display={display} />,
    ));
  },

  /** For hosts that no organisation answers to: there is no dress to put on. */
  plain(reply: FastifyReply, status: number, reason: keyof typeof plainTexts): FastifyReply {
    return reply.code(status).type('text/plain; charset=utf-8').header('cache-control', 'no-store').send(plainTexts[reason]);
  },

  /** Sends a cookie along with whatever is answered. */
  cookie(view: View, cookie: Cookie | undefined): void {
    if (cookie) setCookies(view, [cookie]);
  },

  /** What was posted without a session is kept for the same person, when a room knows how. */
  async stash(view: View, route: Route, body: Body): Promise<boolean> {
    const { house, tenant, request, reply } = view;
    for (const keep of house.slots.all(stashKeeper)) {
      const kept = await keep(house, tenant, route, { path: request.url, cookies: request.cookies, ...body });
      if (!kept) continue;
      setCookies(view, kept.cookies);
      reply.redirect(kept.to, 303);
      return true;
    }
    return false;
  },
};

function html({ request, reply }: View, status: number, text: string): FastifyReply {
  reply.code(status).type('text/html; charset=utf-8').header('cache-control', 'no-store').header('vary', 'accept-encoding, sec-fetch-site');
  if (!mayCompress(request.headers, text.length)) return reply.send(text);
  return reply.header('content-encoding', 'gzip').send(gzipSync(text, { level: 4 }));
}


function sendFile(reply: FastifyReply, answer: Extract<Answer, { kind: 'file' }>): FastifyReply {
  const disposition = answer.inline ? 'inline' : 'attachment';
  const name = answer.name ? `; filename*=UTF-8''${encodeURIComponent(answer.name)}` : '';
  return reply.type(answer.mediaType)
    .header('cache-control', answer.cache ?? 'private, no-store')
    .header('content-disposition', disposition + name)
    .send(answer.bytes);
}

function setCookies(view: View, cookies: readonly Cookie[]): void {
  for (const { name, value, maxAge } of cookies) {
    const options = { path: '/', httpOnly: true, secure: true, sameSite: 'lax' as const };
    if (value === null) view.reply.clearCookie(name, options);
    else view.reply.setCookie(name, value, { ...options, ...(maxAge !== undefined && { maxAge }) });
  }
}

function rememberLanguage(view: View): void {
  if (view.chosen) setCookies(view, [{ name: 'sprak', value: view.chosen, maxAge: 365 * 24 * 3600 }]);
}
