import { availableParallelism } from 'node:os';
import type { Issuer } from '../../src/platform/index.ts';
import type { Arrived, Arriving } from '../arrivals.ts';
import { startProcess, type Child } from '../process.ts';
import { amountOf, inTurn, ratioOf, type Outcome } from '../result.ts';
import { cores, type Stage, type Wish } from '../stage.ts';

/** 1177's record month, 16 million sign-ins, in one day: as many a second. */
const wanted = 185;
const patience = 300;

/** Sign-in by OpenID Connect, session, My pages, by people who come at a fixed rate: what one costs, and how many a second this machine bears. */
export async function signIns(stage: Stage, wish: Wish): Promise<Outcome[]> {
  const [server, provider, arrivals] = [
    startProcess('server.ts', { core: cores.measured, ...(wish.profile && { profile: wish.profile }) }), startProcess('provider.ts', { core: cores.load }), startProcess('arrivals.ts', { core: cores.load }),
  ];
  try {
    const issuer = await provider.ask<Issuer>('listen', await knownPeople(stage, 300));
    const port = await server.ask<number>('listen', { ...stage.town.address, issuers: [issuer] });
    const { host } = stage.town;
    const headers = { host, origin: `https://${host}`, 'sec-fetch-site': 'same-origin', accept: 'text/html', 'accept-encoding': 'gzip' };
    const wave = (rate: number, seconds: number) => counted(stage, { server, provider, arrivals }, { port, headers, rate, seconds });
    await wave(10, 6);
    const borne = await mostBorne(wave, wish.full || wish.large ? 30 : 6);
    const { rate, told, cpu } = borne;
    const each = cpu.node + (cpu.postgres ?? 0);
    return [
      amountOf(`sign-ins: p99 of an answer, at ${rate} a second`, told.p99['all']!, patience, 'ms', { cpu: { node: cpu.node, ...(cpu.postgres !== undefined && { postgres: cpu.postgres }), generator: cpu.generator }, notes: [
        `${told.through} of ${told.came} saw My pages${Object.entries(told.otherwise).map(([what, times]) => `; ${times} × ${what}`).join('')}; p99 by page: ${Object.entries(told.p99).map(([page, ms]) => `${page} ${ms.toFixed(0)} ms`).join(', ')}`,
      ] }),
      ratioOf(`sign-ins: ${wanted} a second, against what this machine bears`, wanted, rate, 1, 'a second', { notes: [`so many that everyone gets through and p99 is below ${patience} ms, with provider and load on the same ${availableParallelism()} cores, one process of ours`] }),
      ratioOf(`sign-ins: cores that ${wanted} a second take, against those here`, wanted * each / 1e6, availableParallelism(), undefined, 'cores', { notes: [
        `a sign-in, four requests: ${(cpu.node / 1000).toFixed(1)} ms of node${cpu.postgres === undefined ? '' : ` and ${(cpu.postgres / 1000).toFixed(1)} of PostgreSQL`}; the provider, apart: ${(cpu.provider / 1000).toFixed(1)} ms (ES256: two signatures, one check), ${(wanted * cpu.provider / 1e6).toFixed(1)} cores`,
      ] }),
    ];
  } finally {
    for (const child of [arrivals, server, provider]) await child.end();
  }
}

/** People who have been here before and have an application under way. @returns their numbers */
function knownPeople({ town }: Stage, count: number): Promise<string[]> {
  return inTurn(count, async () => {
    const { id, number } = await town.resident('Inloggad');
    await town.draft(id);
    return number;
  });
}

interface Wave { rate: number; told: Arrived; cpu: Record<'node' | 'provider' | 'generator', number> & { postgres: number | undefined } }

async function counted({ postgres }: Stage, { server, provider, arrivals }: Record<'server' | 'provider' | 'arrivals', Child>, load: Arriving): Promise<Wave> {
  const now = async () => ({ node: await server.cpu(), provider: await provider.cpu(), generator: await arrivals.cpu(), postgres: postgres.cpu?.() ?? Number.NaN });
  const before = await now();
  const told = await arrivals.ask<Arrived>('run', load);
  const after = await now();
  const each = (group: keyof typeof before) => (after[group] - before[group]) / Math.max(1, told.through);
  return { rate: load.rate, told, cpu: { node: each('node'), provider: each('provider'), generator: each('generator'), postgres: postgres.cpu && each('postgres') } };
}

/** The rate goes up by a quarter until people wait too long, twice in a row: another's work on the machine does not decide alone. */
async function mostBorne(wave: (rate: number, seconds: number) => Promise<Wave>, seconds: number): Promise<Wave> {
  let [best, missed] = [undefined as Wave | undefined, 0];
  for (let rate = 10; missed < 2; rate = Math.min(wanted, Math.ceil(rate * 1.25))) {
    const seen = await wave(rate, seconds);
    const held = seen.told.through === seen.told.came && seen.told.p99['all']! <= patience;
    if (held || !best) best = seen;
    missed = held ? 0 : missed + 1;
    if (held && rate === wanted) break;
  }
  return best!;
}
