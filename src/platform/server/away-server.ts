import type { House } from '../house.ts';
import { answerAway } from './answer-away.ts';
import { Fastify, LogController, type FastifyInstance } from './fastify.ts';
import { healthRoutes } from './health.ts';
import { serveAssets } from './static.ts';

/**
 * A server that has nothing but the copies of public pages that an earlier process left, the style sheets, and its health: for a process
 * that starts while the database is away. Not yet listening.
 */
export async function buildAwayServer(house: Pick<House, 'settings' | 'log'>): Promise<FastifyInstance> {
  const app = Fastify({ loggerInstance: house.log, logController: new LogController({ disableRequestLogging: true }), forceCloseConnections: true });
  app.removeAllContentTypeParsers();
  // Whatever is sent cannot be taken in; it is not read.
  app.addContentTypeParser('*', (_request, _body, done) => { done(null); });
  await serveAssets(app);
  healthRoutes(app, async () => ({ ready: false, parts: { database: false } }));
  app.setNotFoundHandler((request, reply) => {
    reply.hijack();
    answerAway(house, request.raw, reply.raw);
  });
  return app;
}
