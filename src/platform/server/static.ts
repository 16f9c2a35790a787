import { assets, staticHeaders } from '../pages/index.ts';
import type { FastifyInstance } from './fastify.ts';

/** Style sheets, scripts, icons: hashed names, compressed beforehand, kept by browsers for a year. */
export async function serveAssets(app: FastifyInstance): Promise<void> {
  for (const [path, asset] of await assets()) {
    app.get(path, (request, reply) => {
      reply.type(asset.type).headers(staticHeaders);
      const accepts = String(request.headers['accept-encoding'] ?? '');
      if (accepts.includes('br')) return reply.header('content-encoding', 'br').send(asset.brotli);
      if (accepts.includes('gzip')) return reply.header('content-encoding', 'gzip').send(asset.gzip);
      return reply.send(asset.body);
    });
  }
}
