import { passCookie } from '../src/admission/index.ts';
import { fetchPage } from './browser.ts';
import type { Stream, Told } from './overload-generator.ts';
import { startProcess } from './process.ts';
import { inTurn } from './result.ts';
import { cores, type Stage } from './stage.ts';

const [page, staffPage] = ['/tjanster?behov=getAround', '/handlaggning/koer'];

/** Connections of a crowd: many more than may wait at once, or the load would wait with them and be none. */
const crowd = 800;

/** What came of those who asked at a fixed rate, and the CPU of the product's process meanwhile, and of what stands in front of it, µs. */
export interface Wave { visitors: Told; staff: Told; seconds: number; cpu: number }

/** What came one after another, so that all three met the same machine: 80 % of the peak, somewhat above it, and ten times it. */
export interface Round { calm: Wave; full: Wave; rush: Wave }

export interface Rush {
  rounds: readonly Round[];
  /** 80 % of the peak, when it is over */
  after: Wave;
  pinned: boolean;
}

/**
 * Ten times as many as can be served, at a fixed rate over kept connections, through a door that leads to the product. What is asked for is a
 * page that is rendered for each visitor. Staff come at ten a second all the while.
 */
export async function tenfold(stage: Stage, { port, cpu: doorCpu = () => 0 }: { port: number; cpu?(): number }): Promise<Rush> {
  const generator = startProcess('overload-generator.ts', { core: cores.load });
  try {
    const visitor = { host: stage.town.host, accept: 'text/html', connection: 'keep-alive' };
    const staff = await staffBrowser(stage);
    const wave = async (rate: number, seconds: number, connections = 200): Promise<Wave> => {
      const cpu = async () => await stage.server.cpu() + doorCpu();
      const before = await cpu();
      const [visitors, officers] = await generator.ask<[Told, Told]>('run', { port, seconds, streams: [
        { path: page, headers: visitor, rate: Math.round(rate), connections }, { path: staffPage, headers: staff, rate: 10, connections: 20 },
      ] satisfies Stream[] });
      return { visitors, staff: officers, seconds, cpu: (await cpu()) - before };
    };
    await wave(200, 3);
    const peak = await peakOf(wave);
    const rounds = await inTurn(3, async () => ({ calm: await wave(peak * 0.8, 4), full: await wave(peak * 1.25, 4), rush: await wave(peak * 10, 6, crowd) }));
    return { rounds, after: await wave(peak * 0.8, 7), pinned: stage.server.pinned && generator.pinned };
  } finally {
    await generator.end();
  }
}

/** Served a second, of visitors, when the first second has passed. */
export function servedBy({ visitors: { bySecond } }: Wave): number {
  return Math.max(1, bySecond.slice(1).reduce((sum, one) => sum + one, 0) / (bySecond.length - 1));
}

/** What a page and a refusal cost, µs, and the share of the peak that can be served then at ten times it: other work on the machine disturbs this least. */
export function priceOf({ calm, rush }: Round): { each: number; refusal: number; share: number } {
  const each = calm.cpu / (calm.visitors.good + calm.staff.good);
  const refusal = Math.max(0, (rush.cpu - each * (rush.visitors.good + rush.staff.good)) / Math.max(1, rush.visitors.refused));
  return { each, refusal, share: 1 / (1 + 9 * refusal / each) };
}

/** What can be served at most: the load goes up until it is not met twice, so that the limit has grown to what it is. */
async function peakOf(wave: (rate: number, seconds: number) => Promise<Wave>): Promise<number> {
  let [peak, missed] = [0, 0];
  for (let rate = 200; rate <= 3_200 && missed < 2; rate *= 1.5) {
    const seen = await wave(rate, 3);
    peak = Math.max(peak, servedBy(seen));
    missed = seen.visitors.good < seen.visitors.sent * 0.9 ? missed + 1 : 0;
  }
  return peak;
}

/** The headers of somebody of the staff, with the signed class that their browser has got. */
async function staffBrowser({ town, port }: Stage): Promise<Record<string, string>> {
  const { headers } = await town.officer('Anna');
  const seen = await fetchPage(port, staffPage, headers);
  const pass = seen.cookies.find((one) => one.startsWith(passCookie));
  if (!pass) throw new Error(`no class with ${seen.status}`);
  return { ...headers, connection: 'keep-alive', cookie: `${headers['cookie']}; ${pass.split(';', 1)[0]!}` };
}
