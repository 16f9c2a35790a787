/** A few compiler processes kept warm: jobs wait in line, a process that overruns is killed and replaced. */
import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CompileJob, CompileOutcome, CompilerSettings, OutcomeMessage } from './protocol.ts';

/** How a job ended. `crashed` is a process that died by itself: out of stack, or ended from outside. */
export type PoolOutcome =
  | { end: 'done'; outcome: CompileOutcome }
  | { end: 'timeout' | 'memory' | 'crashed' | 'busy' | 'closed' };

export interface PoolOptions {
  /** Processes at most. Each holds about 100 MB when warm. */
  size: number;
  /** Jobs that may wait; one more is told `busy` at once. */
  maxWaiting: number;
}

export interface CompilerPool {
  run(job: CompileJob): Promise<PoolOutcome>;
  /** Starts one process ahead of the first letter (it takes about a quarter of a second). */
  warm(): void;
  /** Kills the processes; jobs not done end as `closed`. */
  close(): void;
}

interface Waiting {
  job: CompileJob;
  settle: (outcome: PoolOutcome) => void;
}

interface Compiler {
  process: ChildProcess;
  current: Waiting | null;
  jobId: number;
  timer: NodeJS.Timeout | null;
  timedOut: boolean;
  lastWords: string;
}

/** Makes an empty pool; processes start when the first jobs come. */
export function createCompilerPool(options: PoolOptions): CompilerPool {
  const compilers = new Set<Compiler>();
  const waiting: Waiting[] = [];
  let closed = false;

  return {
    run(job) {
      if (closed) return Promise.resolve({ end: 'closed' });
      if (waiting.length >= options.maxWaiting) return Promise.resolve({ end: 'busy' });
      return new Promise((settle) => {
        waiting.push({ job, settle });
        assign();
      });
    },
    warm() {
      if (!closed && compilers.size === 0) start();
    },
    close() {
      closed = true;
      for (const compiler of compilers) compiler.process.kill('SIGKILL');
      for (const one of waiting.splice(0)) one.settle({ end: 'closed' });
    },
  };

  function assign(): void {
    if (waiting.length === 0) return;
    const free = [...compilers].find((one) => one.current === null) ?? (compilers.size < options.size ? start() : null);
    const next = free ? waiting.shift() : undefined;
    if (!free || !next) return;
    give(free, next);
    assign();
  }

  function give(compiler: Compiler, next: Waiting): void {
    compiler.current = next;
    compiler.jobId += 1;
    compiler.process.ref();
    compiler.process.channel?.ref();
    // A new process queues the message until it listens; its start counts as the job's time, and is short.
    compiler.timer = setTimeout(() => {
      compiler.timedOut = true;
      compiler.process.kill('SIGKILL');
    }, next.job.timeoutMs);
    compiler.process.send({ id: compiler.jobId, job: next.job }, () => undefined); // a failed send also ends in `exit`
  }

  function start(): Compiler {
    const compiler: Compiler = {
      process: forkCompiler(),
      current: null,
      jobId: 0,
      timer: null,
      timedOut: false,
      lastWords: '',
    };
    compilers.add(compiler);
    rest(compiler);
    compiler.process.on('message', (message: OutcomeMessage | 'ready') => {
      if (message === 'ready' || message.id !== compiler.jobId) return;
      finish(compiler, { end: 'done', outcome: message.outcome });
      assign();
    });
    compiler.process.stderr?.on('data', (chunk: Buffer) => {
      compiler.lastWords = (compiler.lastWords + chunk.toString('utf8')).slice(-2000);
    });
    compiler.process.on('error', () => undefined); // followed by exit, or it never started and exit says so
    compiler.process.on('close', () => {
      compilers.delete(compiler);
      finish(compiler, { end: endOf(compiler) });
      if (!closed) assign();
    });
    return compiler;
  }

  function endOf(compiler: Compiler): 'timeout' | 'memory' | 'crashed' | 'closed' {
    if (closed) return 'closed';
    if (compiler.lastWords.includes('memory limit')) return 'memory';
    return compiler.timedOut || compiler.lastWords.includes('time limit') ? 'timeout' : 'crashed';
  }

  function finish(compiler: Compiler, outcome: PoolOutcome): void {
    if (compiler.timer) clearTimeout(compiler.timer);
    const { current } = compiler;
    compiler.current = null;
    rest(compiler);
    current?.settle(outcome);
  }
}

/** An idle process must not keep the application from ending. */
function rest(compiler: Compiler): void {
  compiler.process.unref();
  compiler.process.channel?.unref();
  (compiler.process.stderr as { unref?: () => void } | null)?.unref?.();
}

function forkCompiler(): ChildProcess {
  const workspace = join(tmpdir(), `sprang-letter-${randomUUID()}`); // never made: there is nothing to read
  const settings: CompilerSettings = {
    workspace,
    fonts: fileURLToPath(new URL('./fonts', import.meta.url)),
    graceMs: 1000,
  };
  return fork(fileURLToPath(new URL('./compiler.ts', import.meta.url)), [JSON.stringify(settings)], {
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: {
      // Nothing of the application's environment, and no way out: Typst fetches packages over https and reads
      // installed ones from the home folder. Port 0 can never be connected to.
      HTTPS_PROXY: 'http://127.0.0.1:0',
      HTTP_PROXY: 'http://127.0.0.1:0',
      HOME: workspace,
      XDG_DATA_HOME: workspace,
      XDG_CACHE_HOME: workspace,
    },
  });
}
