import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import { Fastify, LogController, type FastifyInstance } from './fastify.ts';
import type { House } from '../house.ts';
import type { Room } from '../room.ts';
import type { Route } from '../routes/route.ts';
import { isAway, isFull } from './away.ts';
import { answerAway } from './answer-away.ts';
import { pageKeeper } from './cached-pages.ts';
import { admissionGate, doorKeeper, serverBehind } from './door.ts';
import { answerRequest } from './request.ts';
import { contentSecurityPolicy, headers } from './headers.ts';
import { healthRoutes, type Readiness } from './health.ts';
import { serveAssets } from './static.ts';
import { measure } from './metrics.ts';
import { send } from './send.tsx';

export interface ServerOptions {
  trustedProxy: readonly string[];
  ready: Readiness;
}

/** The web server of a house: every route of every room, its security headers, static files, health. Not yet listening. */
export async function buildServer(house: House, rooms: readonly Room[], options: ServerOptions): Promise<FastifyInstance> {
  const routes = allRoutes(rooms);
  const gate = house.slots.all(admissionGate)[0]?.(house, routes);
  const app = Fastify({
    serverFactory: serverBehind([pageKeeper, ...house.slots.all(doorKeeper)].map((make) => make(house)), gate),
    // Fastify's own request log has the URL; ours has the route, so that nothing a person typed is logged.
    loggerInstance: house.log, logController: new LogController({ disableRequestLogging: true }), trustProxy: options.trustedProxy.length ? [...options.trustedProxy] : false,
    frameworkErrors: (_error, _request, reply) => { send.plain(reply, 400, 'unreadableAddress'); },
    bodyLimit: 1_000_000, routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 }, forceCloseConnections: true,
  });
  // Forms only: Fastify would else read JSON and plain text too, and hand on values that are no texts.
  app.removeAllContentTypeParsers();
  await app.register(cookie);
  await app.register(formbody, { bodyLimit: 1_000_000 });
  await app.register(multipart, { throwFileSizeLimit: false });
  // What another system posts is handed on as it came, and only to a route that takes it: its signature is over the bytes.
  app.addContentTypeParser(['application/json'], { parseAs: 'buffer', bodyLimit: 1_000_000 }, (request, body, done) => {
    const taken = (request.routeOptions.config as { takesJson?: boolean }).takesJson === true;
    done(taken ? null : Object.assign(new Error('not taken'), { statusCode: 415 }), body);
  });
  const policy = contentSecurityPolicy(house);
  app.addHook('onRequest', async (_request, reply) => { reply.headers({ ...headers, 'content-security-policy': policy }); });
  measure(app);
  await serveAssets(app);
  healthRoutes(app, options.ready);
  for (const route of routes) register(app, house, route);
  app.setNotFoundHandler((request, reply) => answerRequest(house, unknownAddress, request, reply));
  app.setErrorHandler((error, request, reply) => {
    const fault = error as Error & { statusCode?: number; code?: string };
    if (fault.statusCode && fault.statusCode < 500) {
      request.log.info({ code: fault.code, route: request.routeOptions.url }, 'a request that cannot be read');
      return answerRequest(house, unreadable(fault.statusCode), request, reply);
    }
    if (isAway(fault)) {
      if (!isFull(fault)) gate?.away();
      request.log.warn({ code: fault.code, route: request.routeOptions.url }, 'something the house stands on does not answer');
      reply.hijack();
      return void answerAway(house, request.raw, reply.raw);
    }
    // The message may quote what somebody typed; code, stack and route are enough to find the fault.
    request.log.error({ code: fault.code, name: fault.name, stack: fault.stack?.split('\n').slice(1, 8), route: request.routeOptions.url }, 'fault');
    return send.plain(reply, 500, 'fault');
  });
  return app;
}

/** @throws when two rooms claim the same address, or a route lacks its rule or audit event */
export function allRoutes(rooms: readonly Room[]): Route[] {
  const seen = new Set<string>();
  return rooms.flatMap((room) => room.routes ?? []).map((route) => {
    const name = `${route.method} ${route.path}`;
    if (!route.access || !route.audit) throw new Error(`${name} has no access rule or no audit event`);
    if (seen.has(name)) throw new Error(`${name} is claimed twice`);
    seen.add(name);
    return route;
  });
}

function register(app: FastifyInstance, house: House, route: Route): void {
  app.route({
    method: route.method, url: route.path, exposeHeadRoute: false,
    config: { takesJson: route.takesJson === true },
    handler: (request, reply) => answerRequest(house, route, request, reply),
  });
}

const unknownAddress: Route = {
  method: 'GET', path: '*', access: { who: 'anyone', why: 'an address that does not exist' }, audit: { none: 'nothing is there' },
  handle: () => ({ kind: 'notFound' }),
};

function unreadable(status: number): Route {
  const reason = status === 413 ? 'fileTooLarge' : 'unreadable';
  return { ...unknownAddress, handle: () => ({ kind: 'error', status, reason }) };
}
