import { ConfigProblem } from '../platform/index.ts';

/** What a process has begun and must end, the last begun first. */
const endings: (() => Promise<unknown>)[] = [];

export function atEnd(ending: () => Promise<unknown>): void {
  endings.push(ending);
}

/** Ends everything that was begun; one part that fails to end does not keep the others from it. */
export async function endAll(): Promise<void> {
  for (const stop of endings.reverse().splice(0)) await stop().catch((error: unknown) => { console.error(error); });
}

let ending = false;

/** True from the moment this process was asked to end. */
export function isEnding(): boolean {
  return ending;
}

/** Ends the process cleanly, once, however often it is asked: Ctrl-C reaches it from the terminal and from `start.mjs`. */
export function endProcess(): void {
  if (ending) return;
  ending = true;
  void endAll().then(() => process.exit(0));
}

/** Ctrl-C, a service manager's stop, and a terminal that is closed. */
export function endOnSignal(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, endProcess);
}

/** What an operator reads when it cannot start: the setting, what is wrong, and the remedy; anything else as it is. */
export function explain(error: unknown): unknown {
  if (!(error instanceof ConfigProblem)) return error;
  return `\nSprång kan inte starta.\n  ${error.setting}: ${error.reason}\n  ${error.remedy}\n`;
}
