import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until the condition holds. @throws after 20 s, naming what was waited for: generous, so that a slow machine is no failure */
export async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + 20_000;
  while (!await condition()) {
    if (performance.now() > end) throw new Error(`waited in vain: ${what}`);
    await sleep(20);
  }
}
