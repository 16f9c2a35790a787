/**
 * Load at a fixed rate over kept connections, whatever the answers: a closed loop would slow down with whom it loads and hide it. A request
 * that cannot be sent because all connections wait is late from when it should have been sent. A process of its own; this machine only.
 */
import { connect, type Socket } from 'node:net';
import { answerQuestions } from './process.ts';

export interface Stream {
  path: string;
  headers: Readonly<Record<string, string>>;
  /** requests a second */
  rate: number;
  connections: number;
}

export interface Told {
  sent: number;
  /** answered 200 */
  good: number;
  /** answered 503 */
  refused: number;
  other: number;
  /** ms from when they should have been sent, of those answered 200 */
  middle: number;
  p99: number;
  /** good ones a second, second by second */
  bySecond: number[];
}

async function run({ port, seconds, streams }: { port: number; seconds: number; streams: readonly Stream[] }): Promise<Told[]> {
  if (seconds > 60 || streams.some(({ rate, connections }) => rate > 50_000 || connections > 1_000)) throw new Error('more than the generator sends');
  return Promise.all(streams.map((stream) => runStream(port, seconds, stream)));
}

interface Line { socket: Socket; since: number | undefined; left: number; head: string; status: number }

async function runStream(port: number, seconds: number, { path, headers, rate, connections }: Stream): Promise<Told> {
  const bytes = Buffer.from(`GET ${path} HTTP/1.1\r\n${Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`);
  const told = { sent: 0, good: 0, refused: 0, other: 0, middle: 0, p99: 0, bySecond: Array.from({ length: seconds }, () => 0) };
  const times: number[] = [];
  const waiting: number[] = [];
  const free: Line[] = [];
  const began = performance.now();
  let over = false;
  const send = (line: Line, due: number) => {
    line.since = due;
    told.sent += 1;
    line.socket.write(bytes);
  };
  const answered = (line: Line) => {
    const now = performance.now();
    if (line.status === 200) {
      told.good += 1;
      times.push(now - line.since!);
      const second = Math.floor((now - began) / 1000);
      if (second < seconds) told.bySecond[second]! += 1;
    } else if (line.status === 503) told.refused += 1;
    else told.other += 1;
    line.since = undefined;
    const due = waiting.shift();
    if (due !== undefined && !over) send(line, due);
    else free.push(line);
  };
  const open = () => new Promise<void>((resolve) => {
    const line: Line = { socket: connect({ port, host: '127.0.0.1', noDelay: true }), since: undefined, left: 0, head: '', status: 0 };
    line.socket.on('connect', () => { free.push(line); resolve(); });
    line.socket.on('error', () => undefined);
    line.socket.on('close', () => {
      if (line.since !== undefined) told.other += 1;
      const at = free.indexOf(line);
      if (at !== -1) free.splice(at, 1);
      if (!over) void open();
      resolve();
    });
    line.socket.on('data', (chunk: Buffer) => { take(line, chunk, answered); });
  });
  await Promise.all(Array.from({ length: connections }, open));
  const started = performance.now();
  let made = 0;
  while (performance.now() - started < seconds * 1000) {
    const should = Math.floor((performance.now() - started) / 1000 * rate);
    for (; made < should; made++) {
      const line = free.pop();
      const due = started + made / rate * 1000;
      if (line) send(line, due);
      // Nobody waits for ever to be sent: a browser gives up too.
      else if (waiting.length < rate) waiting.push(due);
      else told.other += 1;
    }
    await new Promise((resolve) => { setTimeout(resolve, 2); });
  }
  over = true;
  const end = performance.now() + 5_000;
  while (free.length < connections && performance.now() < end) await new Promise((resolve) => { setTimeout(resolve, 20); });
  for (const { socket } of free) socket.destroy();
  times.sort((a, b) => a - b);
  return { ...told, middle: times[times.length >> 1] ?? 0, p99: times[Math.floor(times.length * 0.99)] ?? 0 };
}

/** Reads as much of an answer as is needed to know its status and where it ends. */
function take(line: Line, chunk: Buffer, answered: (line: Line) => void): void {
  let rest = chunk;
  while (rest.length) {
    if (line.left > 0) {
      const part = Math.min(line.left, rest.length);
      line.left -= part;
      rest = rest.subarray(part);
      if (line.left === 0) answered(line);
      continue;
    }
    line.head += rest.toString('latin1');
    const end = line.head.indexOf('\r\n\r\n');
    if (end === -1) return;
    const length = Number(/content-length: (\d+)/i.exec(line.head.slice(0, end))?.[1] ?? 0);
    line.status = Number(line.head.slice(9, 12));
    rest = Buffer.from(line.head.slice(end + 4), 'latin1');
    line.head = '';
    line.left = length;
    if (length === 0) answered(line);
  }
}

answerQuestions({ run });
