import { execFileSync } from 'node:child_process';
import { request } from 'node:http';
import { passCookie } from '../../src/admission/index.ts';
import type { Stream, Told } from '../overload-generator.ts';
import { startProcess } from '../process.ts';
import { amountOf, ratioOf, type Outcome } from '../result.ts';
import type { Stage } from '../stage.ts';

const path = '/tjanster?behov=getAround';

/**
 * Ten times as many as can be served, at a fixed rate over kept connections, generator and server on a core each. What is asked for is a page
 * that is rendered for each visitor. Staff come at five a second all the while.
 */
export async function overload(stage: Stage): Promise<Outcome[]> {
  const generator = startProcess('overload-generator.ts');
  try {
    const pinned = pin(stage.server.pid, 0) && pin(generator.pid, 1);
    const visitor = { host: stage.town.host, accept: 'text/html', connection: 'keep-alive' };
    const officer = await stage.town.officer('Anna');
    const staff: Record<string, string> = { ...officer.headers, connection: 'keep-alive' };
    staff['cookie'] = `${staff['cookie']}; ${await classOf(stage.port, '/handlaggning/koer', staff)}`;
    const run = (rate: number, seconds: number) => generator.ask<Told[]>('run', { port: stage.port, seconds, streams: [
      { path, headers: visitor, rate, connections: rate > 1_000 ? 400 : 100 }, { path: '/handlaggning/koer', headers: staff, rate: 5, connections: 10 },
    ] satisfies Stream[] });
    // What can be served at most: the load goes up until it is not met, so that the limit has grown to what it is.
    await run(200, 3);
    const peak = Math.max(...(await inSteps(run)).map(({ good, seconds }) => good / seconds));
    const before = await measure(stage, () => run(Math.round(peak * 0.8), 4));
    const rush = await measure(stage, () => run(Math.round(peak * 10), 8));
    const [after] = await run(Math.round(peak * 0.8), 7);
    const [[calm, calmStaff], [many, manyStaff]] = [before.told, rush.told] as [[Told, Told], [Told, Told]];
    const each = before.cpu / (calm.good + calmStaff.good);
    const refusal = Math.max(0, (rush.cpu - each * (many.good + manyStaff.good)) / Math.max(1, many.refused));
    const c = refusal / each;
    const bound = peak / (1 + 9 * c);
    const goodput = many.good / 8;
    const notes = [
      `${peak.toFixed(0)} a second at most; at ten times that ${goodput.toFixed(0)} served and ${(many.refused / 8).toFixed(0)} refused; a page costs ${each.toFixed(0)} µs of node, a refusal ${refusal.toFixed(0)} (c = ${(100 * c).toFixed(1)} %): at most ${bound.toFixed(0)} by 1/(1+9c)`,
      `answered otherwise or not at all: ${many.other} of ${many.sent + many.other}; ${pinned ? 'generator and server pinned apart' : 'not pinned: taskset is missing'}`,
    ];
    return [
      ratioOf('overload: served of what the price of refusing allows', bound * 0.95, Math.max(1, goodput), 1, 'pages a second', { cpu: { node: each }, notes }),
      amountOf('overload: staff not served', manyStaff.sent - manyStaff.good, Math.ceil(manyStaff.sent * 0.001), `of ${manyStaff.sent}`),
      ratioOf('overload: staff wait, p99, against 80 % load', manyStaff.p99, calmStaff.p99, 2, 'ms', { notes: ['p99 of some forty is the slowest of them'] }),
      amountOf('overload: not served from five seconds after', Math.max(0, Math.round(2 * peak * 0.8 * 0.95) - after!.bySecond.slice(5).reduce((sum, one) => sum + one, 0)), 0, 'pages', { notes: [`second by second after: ${after!.bySecond.join(', ')}`] }),
    ];
  } finally {
    await generator.end();
  }
}

async function inSteps(run: (rate: number, seconds: number) => Promise<Told[]>): Promise<{ good: number; seconds: number }[]> {
  const found: { good: number; seconds: number }[] = [];
  for (let rate = 200; rate <= 3_200; rate *= 1.5) {
    const [told] = await run(Math.round(rate), 3);
    found.push({ good: told!.bySecond.slice(1).reduce((sum, one) => sum + one, 0), seconds: 2 });
    if (told!.good < told!.sent * 0.9) break;
  }
  return found;
}

async function measure(stage: Stage, work: () => Promise<Told[]>): Promise<{ told: Told[]; cpu: number }> {
  const before = await stage.server.cpu();
  const told = await work();
  return { told, cpu: (await stage.server.cpu()) - before };
}

function classOf(port: number, at: string, headers: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path: at, headers }, (answer) => {
      answer.resume();
      const pass = answer.headers['set-cookie']?.find((one) => one.startsWith(passCookie));
      if (pass) resolve(pass.split(';', 1)[0]!);
      else reject(new Error(`no class with ${answer.statusCode}`));
    }).on('error', reject).end();
  });
}

function pin(pid: number, core: number): boolean {
  try {
    execFileSync('taskset', ['-acp', String(core), String(pid)], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
