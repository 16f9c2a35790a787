/**
 * Measures the product against named limits: `npm run bench [-- name…] [--json] [--full] [--large] [--profile=folder]`.
 * CPU time, not wall time, and ratios within one run, interleaved: other work on the machine disturbs them least.
 */
import { availableParallelism, loadavg } from 'node:os';
import { bookingPost } from './measures/booking-post.ts';
import { formStep } from './measures/form-step.ts';
import { lists } from './measures/lists.ts';
import { publicPage } from './measures/public-page.ts';
import { overload } from './measures/overload.ts';
import { overloadProxy } from './measures/overload-proxy.ts';
import { queueDoor } from './measures/queue-door.ts';
import { queueOpening } from './measures/queue-opening.ts';
import { queueSimulated } from './measures/queue-simulated.ts';
import { signIns } from './measures/sign-ins.ts';
import { submit } from './measures/submit.ts';
import { validation } from './measures/validation.ts';
import { weight } from './measures/weight.ts';
import { toJson, toTable, type Outcome } from './result.ts';
import { setStage, type Stage, type Wish } from './stage.ts';

type Measure = { needs: 'nothing'; run(wish: Wish): Promise<Outcome[]> } | { needs: 'stage'; run(stage: Stage, wish: Wish): Promise<Outcome[]> };

const measures: Readonly<Record<string, Measure>> = {
  validation: { needs: 'nothing', run: validation },
  'public-page': { needs: 'stage', run: publicPage },
  'form-step': { needs: 'stage', run: formStep },
  submit: { needs: 'stage', run: submit },
  lists: { needs: 'stage', run: lists },
  weight: { needs: 'stage', run: weight },
  'sign-ins': { needs: 'stage', run: signIns },
  'booking-post': { needs: 'stage', run: bookingPost },
  'queue-simulated': { needs: 'nothing', run: queueSimulated },
  'queue-door': { needs: 'stage', run: queueDoor },
  'queue-opening': { needs: 'stage', run: queueOpening },
  overload: { needs: 'stage', run: overload },
  'overload-proxy': { needs: 'stage', run: overloadProxy },
};

const flags = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
const names = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const profile = flags.find((flag) => flag.startsWith('--profile='))?.slice('--profile='.length);
const wish: Wish = { full: flags.includes('--full'), large: flags.includes('--large'), ...(profile && { profile }) };
const known = ['--json', '--full', '--large'];
const strange = [...names.filter((name) => !(name in measures)), ...flags.filter((flag) => !known.includes(flag) && !flag.startsWith('--profile='))];

if (strange.length) {
  console.error(`There is no ${strange.join(', ')}. Measures: ${Object.keys(measures).join(', ')}. Flags: ${known.join(', ')}, --profile=<folder>.`);
  process.exitCode = 2;
} else {
  // What is already running on the machine, on the average of the last minute: rates and waits are worth nothing beside much of it.
  const [others] = loadavg();
  const outcomes = await runMeasures(names.length ? names : Object.keys(measures));
  if (!flags.includes('--json')) console.log(`\n${toTable(outcomes)}\n\n${availableParallelism()} cores, load ${others!.toFixed(1)} before it began.`);
}

async function runMeasures(wanted: readonly string[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const report = (found: readonly Outcome[]) => {
    outcomes.push(...found);
    if (flags.includes('--json')) for (const one of found) console.log(toJson(one));
  };
  let stage: Stage | undefined;
  let end = async (): Promise<void> => undefined;
  // The database outlives a process that is just ended: it is stopped, and its folder removed, first.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => { void end().finally(() => process.exit(130)); });
  try {
    for (const name of wanted) {
      const measure = measures[name]!;
      console.error(`measuring ${name} …`);
      if (measure.needs === 'nothing') report(await measure.run(wish));
      else report(await measure.run(stage ??= await setStage(wish, (how) => { end = how; }), wish));
    }
  } finally {
    await end();
  }
  return outcomes;
}
