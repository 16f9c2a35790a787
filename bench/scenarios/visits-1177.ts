import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { waitingCallbacks } from '../../src/messages/callbacks/store.ts';
import { listUnits } from '../../src/organisation/index.ts';
import { honestTime, waitOf } from '../../src/queue/model/estimate.ts';
import { callsPerSecond, showOf, tick, type Inlet } from '../../src/queue/model/inlet.ts';
import type { Finding, Scenario } from './scenario.ts';
import { inTown, type ScenarioTown } from './town.ts';

/** Visits a second in the busiest hour of a month of 19 million, an eighth of a day's; each sees three pages, and one in ten asks to be called. */
const perSecond = 19e6 / 30 / 8 / 3_600;
const pages = ['/', '/tjanster', '/tjanster/fardtjanst', '/sok?q=resa', '/kontakt', '/ring-mig'];

/** The whole country's visits at their own rate, then three times as many; and the waiting of a day, by a clock of its own. */
export const visits1177: Scenario = {
  happened: '1177, March 2020: from 14 to 19 million visits a month and 780,000 calls; up to four hours on the telephone, and who asked to be called was not',
  play: async () => [...await inTown(site), ...estimates()],
};

async function site(at: ScenarioTown): Promise<Finding[]> {
  const { house, town, get, post } = at;
  const units = await house.db.system(town.id, 'scenario', async (tx) => (await listUnits(tx)).filter(({ facts }) => facts.callback));
  const [officer, resident] = [await town.officer('Anna'), await town.resident('Bo')];
  const ask = (path: string, { headers }: { headers: Record<string, string> }) => get(path, headers).then(({ status }) => status);
  const seen: number[] = [];
  const wishes: Wish[] = [];
  const core: number[] = [];
  let over = false;
  const watching = (async () => {
    while (!over) {
      core.push(await ask('/handlaggning', officer), await ask('/mina-sidor', resident));
      await sleep(500);
    }
  })();
  for (const [rate, seconds] of [[perSecond, 15], [3 * perSecond, 5]] as const) await comeAt(rate, seconds, (n) => visit(at, n, units[n % units.length]!.slug, seen, wishes));
  over = true;
  await watching;
  const kept = await house.db.system(town.id, 'scenario', (tx) => waitingCallbacks(tx, units.map(({ id }) => id)));
  const after = await Promise.all(units.map(async ({ id, slug }) => {
    const { text } = await post('/ring-mig', wish(slug));
    return toldBefore(text) === kept.filter(({ unitId }) => unitId === id).length;
  }));
  const [taken, refused] = [wishes.filter((one) => one === 'taken').length, wishes.filter((one) => one === 'busy').length];
  const answered = seen.filter((status) => status === 200).length;
  return [
    { must: 'pages are served, or it is said that it is busy', saw: `${answered} of ${seen.length} pages served, ${perSecond.toFixed(0)} and then ${(3 * perSecond).toFixed(0)} visits a second (the whole country's, busiest hour)`,
      held: seen.every((status) => status === 200 || status === 503) && answered >= 0.99 * seen.length },
    { must: 'who asks to be called is accepted, or told to try again', saw: `${taken} accepted, ${refused} told so, of ${wishes.length}`, held: taken > 0 && taken + refused === wishes.length },
    { must: 'everyone who was accepted stands in the list of those who call', saw: `${kept.length}`, held: kept.length === taken },
    { must: 'who asks then is told how many wait before them', saw: `right in ${after.filter(Boolean).length} units of ${units.length}`, held: after.length > 0 && after.every(Boolean) },
    { must: 'staff and My pages go on all the while', saw: `${core.filter((status) => status === 200).length} of ${core.length}`, held: core.length > 0 && core.every((status) => status === 200) },
  ];
}

type Wish = 'taken' | 'busy' | 'otherwise';

async function visit({ get, post }: ScenarioTown, n: number, unit: string, seen: number[], wishes: Wish[]): Promise<void> {
  const from = { 'x-forwarded-for': `192.0.2.${randomInt(256)}` };
  for (let page = 0; page < 3; page++) seen.push((await get(pages[(n + page) % pages.length]!, from)).status);
  if (n % 10 !== 0) return;
  const answer = await post('/ring-mig', wish(unit), from);
  wishes.push(answer.status === 200 && answer.text.includes('Vi ringer') ? 'taken' : answer.status === 503 ? 'busy' : 'otherwise');
}

const wish = (enhet: string) => ({ namn: 'Prov Person', telefon: '070-174 06 05', nar: 'any', om: '', enhet });

function toldBefore(text: string): number {
  return text.includes('väntar ingen före') ? 0 : text.includes('väntar en person före') ? 1 : Number(/väntar (\d+) personer före/.exec(text)?.[1]);
}

/** People come at a fixed rate, whether those before them have been served or not. */
async function comeAt(rate: number, seconds: number, come: (n: number) => Promise<void>): Promise<void> {
  const began = performance.now();
  const all: Promise<void>[] = [];
  for (let n = 0; n < rate * seconds; n++) {
    await sleep(Math.max(0, began + n * 1_000 / rate - performance.now()));
    all.push(come(n));
  }
  await Promise.all(all);
}

/** A lane that takes in four hundred an hour: twelve hundred an hour come for two hours, then a hundred; a third leave before their turn, later half. What each was told against what came of it. */
function estimates(): Finding[] {
  const start = Date.UTC(2026, 11, 1, 8);
  let inlet: Inlet = { admittedTo: 0, tickedAt: new Date(start), carry: 0, ease: 1, show: 1 };
  const told: { at: number; from: number; to: number }[] = [];
  const waits: number[] = [];
  let [within, longest, spread] = [0, 0, 0];
  const calls: { at: number; called: number; came: number }[] = [];
  for (let second = 1; second <= 8 * 3_600; second++) {
    if (second % 10 === 0) {
      const ended = calls.filter(({ at }) => at < second - 300 && at > second - 1_200);
      inlet = { ...inlet, show: showOf(ended.reduce((sum, one) => sum + one.called, 0), ended.reduce((sum, one) => sum + one.came, 0)) };
    }
    const joined = Math.min(second, 7_200) / 3 + Math.max(0, second - 7_200) / 36;
    while (told.length < joined) {
      const time = honestTime(waitOf(told.length - inlet.admittedTo, callsPerSecond(inlet, 400 / 60)))!;
      const seconds = (amount: number) => amount * (time.unit === 'hours' ? 3_600 : 60);
      told.push({ at: second, from: seconds(time.from), to: seconds(time.to) });
    }
    const before = inlet.admittedTo;
    inlet = tick(inlet, { perMinute: 400 / 60, count: told.length, stopped: false }, new Date(start + second * 1_000), false);
    let came = 0;
    for (let place = before; place < inlet.admittedTo; place++) {
      const { at, from, to } = told[place]!;
      const wait = second - at;
      waits.push(wait);
      // A minute either way is nobody's fault.
      if (wait >= from - 60 && wait <= to + 60) within += 1;
      [longest, spread] = [Math.max(longest, wait), Math.max(spread, to - from)];
      if ((place * 0.618034) % 1 < (second < 3 * 3_600 ? 2 / 3 : 1 / 2)) came += 1;
    }
    calls.push({ at: second, called: inlet.admittedTo - before, came });
  }
  const share = within / waits.length;
  return [{
    must: 'nine of ten wait as long as they were told when they came', held: share >= 0.9 && longest > 0,
    saw: `${(share * 100).toFixed(1)} % of ${waits.length}; the longest wait ${(longest / 60).toFixed(0)} minutes; nobody was told a span wider than ${(spread / 60).toFixed(0)}`,
  }];
}
