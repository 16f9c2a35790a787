/** The load: sends requests over kept connections and counts the answers. A process of its own; reaches this machine only. */
import { Agent, request } from 'node:http';
import { answerQuestions } from './process.ts';

export interface Step {
  method: 'GET' | 'POST';
  path: string;
  /** besides the visitor's, where several people take turns on one connection */
  headers?: Readonly<Record<string, string>>;
  /** latin1 text of the body; `{revision}` in it is replaced by the visitor's */
  body?: string;
  type?: string;
  /** the status that is right; anything else ends the measure */
  expect: number;
  /** fetches the page that the answer leads to, as a browser does, as a part of the same step */
  follow?: boolean;
}

export interface Visitor {
  headers: Readonly<Record<string, string>>;
  steps: readonly Step[];
  /** of the draft, when steps post it */
  revision?: number;
  /** walks its steps once instead of again and again */
  once?: boolean;
}

export interface Load {
  port: number;
  visitors: readonly Visitor[];
  /** steps in all, and seconds at most */
  count: number;
  seconds: number;
}

export interface Done {
  steps: number;
  bytes: number;
  /** how many times it was told that it is busy (503), and asked again a little later, as people do */
  busy: number;
  /** of each step, ms */
  middle: number;
  /** where visitors were when it ended: the load can go on from there */
  revisions: (number | undefined)[];
  /** of the generator, µs for a step */
  cpu: number;
}

const most = { count: 1_000_000, seconds: 120, visitors: 512 };

async function send({ port, visitors, count, seconds }: Load): Promise<Done> {
  if (count > most.count || seconds > most.seconds || visitors.length > most.visitors) throw new Error('more than the generator sends');
  const agent = new Agent({ keepAlive: true, maxSockets: visitors.length });
  const before = process.cpuUsage();
  const until = performance.now() + seconds * 1000;
  const times: number[] = [];
  const revisions = visitors.map(({ revision }) => revision);
  let [begun, bytes, busy] = [0, 0, 0];
  await Promise.all(visitors.map(async (visitor, place) => {
    for (let at = 0; begun < count && performance.now() < until; at++) {
      if (visitor.once && at === visitor.steps.length) return;
      begun++;
      const started = performance.now();
      const came = await walk(visitor, visitor.steps[at % visitor.steps.length]!, place);
      bytes += came;
      times.push(performance.now() - started);
    }
  }));
  agent.destroy();
  const used = process.cpuUsage(before);
  return { steps: times.length, bytes, busy, middle: times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0, revisions, cpu: (used.user + used.system) / times.length };

  async function walk({ headers }: Visitor, step: Step, place: number): Promise<number> {
    const body = step.body === undefined ? undefined : Buffer.from(step.body.replace('{revision}', String(revisions[place])), 'latin1');
    const first = await patiently({ method: step.method, path: step.path, headers: { ...headers, ...step.headers, ...(step.type && { 'content-type': step.type }) } }, body);
    if (first.status !== step.expect) throw new Error(`${step.method} ${step.path} answered ${first.status}, not ${step.expect}: ${first.text.slice(0, 300)}`);
    if (body && revisions[place] !== undefined) revisions[place] += 1;
    if (!step.follow) return first.bytes;
    const next = await patiently({ method: 'GET', path: first.location!, headers }, undefined);
    if (next.status !== 200) throw new Error(`the next page ${first.location} answered ${next.status}`);
    return first.bytes + next.bytes;
  }

  async function patiently(what: { method: string; path: string; headers: Record<string, string> }, body: Buffer | undefined) {
    for (let wait = 500; ; wait = Math.min(5_000, wait * 2)) {
      const answer = await one(what, body);
      if (answer.status !== 503 || performance.now() > until) return answer;
      busy += 1;
      await new Promise((resolve) => { setTimeout(resolve, wait * (0.5 + Math.random())); });
    }
  }

  function one(what: { method: string; path: string; headers: Record<string, string> }, body: Buffer | undefined) {
    return new Promise<{ status: number; bytes: number; text: string; location?: string }>((resolve, reject) => {
      const headers = { ...what.headers, ...(body && { 'content-length': String(body.length) }) };
      const sent = request({ ...what, headers, host: '127.0.0.1', port, agent }, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => { chunks.push(chunk); });
        incoming.on('error', reject);
        incoming.on('end', () => {
          const status = incoming.statusCode ?? 0;
          const { location } = incoming.headers;
          resolve({
            status, bytes: chunks.reduce((sum, chunk) => sum + chunk.length, 0), ...(location && { location }),
            text: status >= 400 ? Buffer.concat(chunks).toString('utf8') : '',
          });
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }
}

answerQuestions({ send });
