import type { FastifyInstance } from './fastify.ts';

/** Whether the process can serve: the database answers, and which parts do not. */
export type Readiness = () => Promise<{ ready: boolean; parts: Record<string, boolean> }>;

/** `/health/live`: the process runs. `/health/ready`: it can serve; 503 with the part that cannot. Told apart so that a load balancer waits instead of killing. */
export function healthRoutes(app: FastifyInstance, ready: Readiness): void {
  app.get('/health/live', async (_request, reply) => reply.header('cache-control', 'no-store').send({ live: true }));
  app.get('/health/ready', async (_request, reply) => {
    const state = await ready();
    return reply.code(state.ready ? 200 : 503).header('cache-control', 'no-store').send(state);
  });
}
