import cluster from 'node:cluster';
import { createServer, type Server } from 'node:http';
import { AggregatorRegistry, Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { FastifyInstance } from './fastify.ts';

/** Prometheus metrics of this process. Labels are routes and statuses, never what a person typed. */
export const metrics = new Registry();
// Ten times a second is enough to see that the process is late; the default of a hundred is a wake-up each for nothing.
collectDefaultMetrics({ register: metrics, eventLoopMonitoringPrecision: 100 });

const duration = new Histogram({
  name: 'sprang_http_request_seconds', help: 'Time to answer, by route and status class', registers: [metrics],
  labelNames: ['method', 'route', 'status'] as const, buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
});

/** Answered from memory at the door, as a plain number: finding a counter costs more than it should there. */
export const atDoor = { answered: 0 };
new Counter({
  name: 'sprang_door_total', help: 'Requests answered from memory, before the gate', registers: [metrics],
  collect() {
    this.reset();
    this.inc(atDoor.answered);
  },
});

export function measure(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    duration.observe({ method: request.method, route: request.routeOptions.url ?? 'unknown', status: `${Math.floor(reply.statusCode / 100)}xx` },
      reply.elapsedTime / 1000);
  });
}

/** In a process that only answers visitors: gives its metrics to the first process when that is asked for them. */
export function metricsOfWorker(): void {
  AggregatorRegistry.setRegistries(metrics);
  new AggregatorRegistry();
}

/** Serves the metrics on a port of its own, so that they need no place in the public address space. Where others answer visitors: the sum of theirs. */
export function serveMetrics(port: number): Promise<Server> {
  const ofWorkers = new AggregatorRegistry();
  const collect = () => (Object.keys(cluster.workers ?? {}).length ? ofWorkers.clusterMetrics() : metrics.metrics());
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') return void response.writeHead(404).end();
    collect().then((text) => response.writeHead(200, { 'content-type': metrics.contentType }).end(text),
      () => response.writeHead(500).end());
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
