import { fetchPage } from '../browser.ts';
import { inTurn, middleRound, ratioOf, type Outcome } from '../result.ts';
import type { Cost, Stage } from '../stage.ts';

const path = '/tjanster/fardtjanst';

/** A public page that has been rendered once, against bare node:http that serves the same bytes with the same headers. */
export async function publicPage(stage: Stage): Promise<Outcome[]> {
  const headers = { host: stage.town.host, accept: 'text/html', 'accept-encoding': 'gzip, deflate, br' };
  const before = await stage.server.cpu();
  const started = performance.now();
  const first = await fetchPage(stage.port, path, headers);
  const [wall, firstCpu] = [performance.now() - started, (await stage.server.cpu()) - before];
  if (first.status !== 200) throw new Error(`${path} answered ${first.status}`);
  const same = Object.fromEntries(Object.entries(first.headers).filter(([name]) => !['date', 'connection', 'keep-alive', 'content-length', 'transfer-encoding'].includes(name))) as Record<string, string>;
  await stage.bare.ask('serve', { bytes: first.bytes, headers: same });
  const load = (port: number, count: number) => ({
    port, count, seconds: 8, visitors: Array.from({ length: 16 }, () => ({ headers, steps: [{ method: 'GET' as const, path, expect: 200 }] })),
  });
  await stage.under(stage.server, load(stage.port, 4_000));
  await stage.under(stage.bare, load(stage.barePort, 4_000));
  const rounds = await inTurn(5, async () => ({
    ours: await stage.under(stage.server, load(stage.port, 5_000)), bare: await stage.under(stage.bare, load(stage.barePort, 5_000)),
  }));
  const ratio = ({ ours, bare }: { ours: Cost; bare: Cost }) => ours.node / bare.node;
  const { ours, bare } = middleRound(rounds, ratio);
  return [
    ratioOf('public page from rendered bytes', ours.node, bare.node, 2, 'µs node', { cpu: { node: ours.node, generator: ours.generator }, notes: [
      `${first.bytes.length} bytes as sent; ratio round by round: ${rounds.map((one) => ratio(one).toFixed(2)).join(', ')}`,
      `its first rendering in the process: ${wall.toFixed(0)} ms, ${(firstCpu / 1000).toFixed(0)} ms of CPU (with reading and compiling the service, gzip and brotli)`,
    ] }),
  ];
}
