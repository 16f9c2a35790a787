import { LogController, fastify, type FastifyBaseLogger, type FastifyInstance as Instance, type FastifyServerOptions } from 'fastify';

/** Fastify with its default server type named once. */
export type FastifyInstance = Instance;

export { LogController };

export function Fastify(options: FastifyServerOptions & { loggerInstance: FastifyBaseLogger }): FastifyInstance {
  return fastify(options) as unknown as FastifyInstance;
}
