import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A process of the bench's own, asked by messages: one question at a time, so that its CPU is that of the question. */
export interface Child {
  pid: number;
  /** whether it keeps to its core: false where it was given none, and where there is no taskset */
  pinned: boolean;
  /** @throws what the process threw, in its own words */
  ask<T>(question: string, about?: unknown): Promise<T>;
  /** CPU of the process so far, µs: user and system, all its threads */
  cpu(): Promise<number>;
  end(): Promise<void>;
}

interface Reply { answer?: unknown; fault?: string }

/**
 * Starts a program of this folder in a process of its own, with CPU that can be told from everyone else's.
 * @param options.core keeps it on one core, so that who asks and who answers do not take it from each other
 */
export function startProcess(file: string, options: { profile?: string; core?: number } = {}): Child {
  const profiling = options.profile ? ['--cpu-prof', `--cpu-prof-dir=${options.profile}`] : [];
  const child = fork(join(import.meta.dirname, file), [], { execArgv: ['--import', import.meta.resolve('tsx'), ...profiling], serialization: 'advanced' });
  const ended = once(child, 'exit');
  // Whatever happens to us, nothing is left running: the child ends when its channel closes.
  const ask = async <T>(question: string, about?: unknown): Promise<T> => {
    const answered = once(child, 'message') as Promise<[Reply]>;
    child.send({ question, about });
    const reply = await Promise.race([answered.then(([one]) => one), ended.then((): Reply => ({ fault: `${file} ended` }))]);
    if (reply.fault !== undefined) throw new Error(`${file}: ${reply.fault}`);
    return reply.answer as T;
  };
  return {
    pid: child.pid!, pinned: options.core !== undefined && pin(child.pid!, options.core), ask, cpu: () => ask<number>('cpu'),
    end: async () => {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

/** Keeps a process, and all it starts from now on, on one core. @returns false where taskset is missing or there is no such core */
export function pin(pid: number, core: number): boolean {
  try {
    execFileSync('taskset', ['-acp', String(core), String(pid)], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** The other end: answers questions until the channel closes. `cpu` is answered for everyone. */
export function answerQuestions(answers: Readonly<Record<string, (about: never) => unknown>>, end: () => Promise<void> = async () => undefined): void {
  process.on('message', ({ question, about }: { question: string; about: unknown }) => {
    const reply = async (): Promise<Reply> => {
      if (question === 'cpu') return { answer: cpuOfThisProcess() };
      const answer = answers[question] as ((about: unknown) => unknown) | undefined;
      return answer ? { answer: await answer(about) } : { fault: `no answer to ${question}` };
    };
    reply().catch((error: unknown): Reply => ({ fault: (error as Error).stack ?? String(error) })).then((one) => {
      // Whoever asked may have gone: then there is nobody to tell.
      if (process.connected) process.send!(one, () => undefined);
    });
  });
  process.on('disconnect', () => { void end().finally(() => process.exit(0)); });
  // Ctrl-C reaches us too; whoever started us ends us.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
}

function cpuOfThisProcess(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}
