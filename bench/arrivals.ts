/**
 * People who come to sign in at a fixed rate, whether those before them have got through or not: a closed loop would hide that they wait. Each
 * has a browser of their own. A process of its own; it reaches this machine only.
 */
import { Agent, request } from 'node:http';
import { answerQuestions } from './process.ts';

export interface Arriving {
  port: number;
  headers: Readonly<Record<string, string>>;
  /** people a second, and seconds */
  rate: number;
  seconds: number;
}

export interface Arrived {
  came: number;
  /** those who saw My pages */
  through: number;
  /** what was answered instead, to the others: "503 /logga-in" */
  otherwise: Readonly<Record<string, number>>;
  /** the product's answers, slowest first in 1 of 100, ms; by page, and all together. The first is counted from when the person came */
  p99: Readonly<Record<string, number>>;
}

const agent = new Agent({ keepAlive: true });

interface Answer { status: number; location: string; cookies: readonly string[] }

async function run({ port, headers, rate, seconds }: Arriving): Promise<Arrived> {
  if (rate > 500 || seconds > 120) throw new Error('more people than it sends');
  const times: Record<string, number[]> = {};
  const otherwise: Record<string, number> = {};
  let through = 0;
  const began = performance.now();
  const people: Promise<void>[] = [];
  for (let at = 0; at < rate * seconds; at++) {
    const due = began + at * 1000 / rate;
    const early = due - performance.now();
    if (early > 0) await new Promise((resolve) => { setTimeout(resolve, early); });
    people.push(signIn(due).then((wrong) => {
      if (wrong === undefined) through += 1;
      else otherwise[wrong] = (otherwise[wrong] ?? 0) + 1;
    }));
  }
  await Promise.all(people);
  const all = Object.entries({ ...times, all: Object.values(times).flat() });
  return { came: people.length, through, otherwise, p99: Object.fromEntries(all.map(([name, list]) => [name, list.toSorted((a, b) => a - b)[Math.floor(list.length * 0.99)] ?? 0])) };

  /** @returns what stopped them; undefined when they saw My pages */
  async function signIn(due: number): Promise<string | undefined> {
    let cookies: string[] = [];
    const ours = async (method: 'GET' | 'POST', path: string, expect: number, body?: string, from = performance.now()): Promise<Answer> => {
      const answer = await ask(port, method, path, { ...headers, ...(cookies.length > 0 && { cookie: cookies.join('; ') }) }, body);
      const name = `${method} ${path.split('?')[0]!}`;
      if (answer.status !== expect) throw new Error(`${answer.status} ${name}`);
      (times[name] ??= []).push(performance.now() - from);
      cookies = [...cookies, ...answer.cookies];
      return answer;
    };
    try {
      await ours('GET', '/logga-in?niva=3', 200, undefined, due);
      const provider = new URL((await ours('POST', '/logga-in', 303, 'niva=3&till=%2Fmina-sidor')).location);
      const back = new URL((await ask(Number(provider.port), 'GET', provider.pathname + provider.search, { host: provider.host })).location);
      const home = await ours('GET', back.pathname + back.search, 303);
      await ours('GET', home.location, 200);
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  }
}

function ask(port: number, method: string, path: string, headers: Record<string, string>, body?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path, agent, headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(body.length) }) } }, (answer) => {
      answer.resume().on('end', () => {
        resolve({ status: answer.statusCode ?? 0, location: answer.headers.location ?? '', cookies: (answer.headers['set-cookie'] ?? []).map((one) => one.split(';', 1)[0]!) });
      }).on('error', reject);
    });
    sent.on('error', reject).end(body);
  });
}

answerQuestions({ run });
