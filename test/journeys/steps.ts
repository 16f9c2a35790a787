import type { TestContext } from 'node:test';

/** A step of a journey: each needs those before it, so that the first to fail ends the journey. */
export type Step = (name: string, work: () => Promise<void>) => Promise<void>;

/** The steps of a journey, each a test of its own with its own sentence. */
export function stepsOf(t: TestContext): Step {
  let failed = false;
  return async (name, work) => {
    if (failed) return;
    await t.test(name, async () => {
      failed = true;
      await work();
      failed = false;
    });
  };
}
