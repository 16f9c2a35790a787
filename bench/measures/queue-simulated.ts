import { createHash } from 'node:crypto';
import { nextLook, openingSpread, patienceOf, waitOf, lookBudget } from '../../src/queue/model/estimate.ts';
import { bare, grown, leafOf, rootOf, type Mountain } from '../../src/queue/model/mountain.ts';
import { placeOf } from '../../src/queue/model/permute.ts';
import { seedOf } from '../../src/queue/model/draw.ts';
import { amountOf, type Outcome } from '../result.ts';
import type { Wish } from '../stage.ts';

/** Fairness and the price of waiting, by a clock of their own: nothing is sent and nothing stored. */
export async function queueSimulated(wish: Wish): Promise<Outcome[]> {
  return [...fairness(), ...[17, 46, 333].flatMap((perSecond) => polls(perSecond, wish.full || wish.large ? 1_000_000 : 200_000))];
}

/** A number from a text, 0 … 1: the same every time the bench is run (FNV-1a and the finish of MurmurHash3). */
function chance(of: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < of.length; at++) hash = Math.imul(hash ^ of.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

interface Registered { at: number; id: string; channel: 'web' | 'phone' | 'counter'; tabs: number }

/**
 * One opening: people come at times of their own by three channels, some with several tabs and many reloads; messages arrive late, processes
 * die before and after they have written, and whoever got no answer asks again with the same id.
 */
function oneOpening(seed: number, people: number): { order: number[]; channels: string[]; tabs: number[] } {
  const registered: Registered[] = Array.from({ length: people }, (_, person) => {
    const by = chance(`${seed} channel ${person}`);
    return { at: chance(`${seed} at ${person}`) * 3600, id: `${seed}-${person}`, channel: by < 0.7 ? 'web' : by < 0.9 ? 'phone' : 'counter', tabs: chance(`${seed} tabs ${person}`) < 0.2 ? 5 : 1 };
  });
  const messages = registered.flatMap(({ at, id, tabs }) => Array.from({ length: tabs }, (_, tab) => ({ at: at + 30 * chance(`${id} late ${tab}`), id })))
    .toSorted((a, b) => a.at - b.at);
  const numbers = new Map<string, number>();
  let list: Mountain = bare;
  const write = (batch: readonly string[]) => {
    const fresh = [...new Set(batch)].filter((id) => !numbers.has(id));
    fresh.forEach((id, place) => numbers.set(id, list.count + place));
    list = grown(list, fresh.map(leafOf));
  };
  for (let from = 0; from < messages.length; from += 7) {
    const batch = messages.slice(from, from + 7).map(({ id }) => id);
    const fate = chance(`${seed} fate ${from}`);
    // Died before the commit: nothing is kept and all ask again. After it, unanswered: all ask again, and have their places.
    if (fate >= 0.02) write(batch);
    if (fate < 0.04) write(batch);
  }
  const draw = seedOf(createHash('sha256').update(`secret ${seed}`).digest(), rootOf(list));
  const came = registered.toSorted((a, b) => a.at - b.at);
  if (numbers.size !== people) throw new Error(`${numbers.size} places for ${people}`);
  return { order: came.map(({ id }) => placeOf(draw, people, numbers.get(id)!)), channels: came.map(({ channel }) => channel), tabs: came.map(({ tabs }) => tabs) };
}

function fairness(): Outcome[] {
  const [seeds, people] = [1_000, 200];
  const bound = 4 * Math.sqrt((2 * people + 5) / (18 * people * (people - 1)));
  let outside = 0;
  let sum = 0;
  const counts = { channel: new Map<string, number[]>(), tabs: new Map<string, number[]>() };
  const count = (of: keyof typeof counts, name: string, quarter: number) => {
    const row = counts[of].get(name) ?? [0, 0, 0, 0];
    row[quarter]! += 1;
    counts[of].set(name, row);
  };
  for (let seed = 0; seed < seeds; seed++) {
    const { order, channels, tabs } = oneOpening(seed, people);
    const distance = kendall(order);
    sum += distance;
    if (Math.abs(distance - 0.5) > bound) outside += 1;
    order.forEach((place, person) => {
      const quarter = Math.floor(place * 4 / people);
      count('channel', channels[person]!, quarter);
      count('tabs', String(tabs[person]), quarter);
    });
  }
  return [
    amountOf('waiting room: draws outside four deviations of even', outside, 0, 'of 1,000', { notes: [`200 people each; Kendall distance to the order they came, on average ${(sum / seeds).toFixed(4)}; bound 0.5 ± ${bound.toFixed(3)}`] }),
    amountOf('waiting room: advantage of a channel (χ²)', chiSquare([...counts.channel.values()]), 22.46, 'χ², 6 degrees, p 0.001', { notes: ['web, phone, counter against the quarter one was drawn in'] }),
    amountOf('waiting room: advantage of five tabs (χ²)', chiSquare([...counts.tabs.values()]), 16.27, 'χ², 3 degrees, p 0.001'),
  ];
}

/** The share of pairs that stand in the other order than they came: 0.5 when coming early gives nothing. */
function kendall(order: readonly number[]): number {
  let turned = 0;
  for (let a = 0; a < order.length; a++) for (let b = a + 1; b < order.length; b++) if (order[a]! > order[b]!) turned += 1;
  return turned / (order.length * (order.length - 1) / 2);
}

function chiSquare(rows: readonly number[][]): number {
  const total = rows.flat().reduce((sum, one) => sum + one, 0);
  const columns = rows[0]!.map((_, at) => rows.reduce((sum, row) => sum + row[at]!, 0));
  return rows.reduce((sum, row) => {
    const all = row.reduce((of, one) => of + one, 0);
    return sum + row.reduce((of, one, at) => of + (one - all * columns[at]! / total) ** 2 / (all * columns[at]! / total), 0);
  }, 0);
}

/** Everyone waits from the opening until their turn, and looks as the script does. */
function polls(perSecond: number, waiting: number): Outcome[] {
  const last = Math.ceil(waiting / perSecond) + 30;
  const due: number[][] = Array.from({ length: last + 700 }, () => []);
  // Everyone looks once at the opening, spread as the script does it.
  const spread = openingSpread(waiting);
  for (let place = 0; place < waiting; place++) due[Math.floor(Math.random() * spread)]!.push(place);
  let [peak, total] = [0, 0];
  const late: number[] = [];
  for (let second = 0; second < due.length; second++) {
    const now = due[second]!;
    total += now.length;
    peak = Math.max(peak, now.length);
    const admitted = Math.min(waiting, second * perSecond);
    const patience = patienceOf(waiting - admitted, perSecond);
    for (const place of now) {
      if (place < admitted) {
        // Who was called before they had looked the first time has their turn all the same; what is measured is the waiting.
        if (place / perSecond > spread) late.push(second - place / perSecond);
        continue;
      }
      const again = second + nextLook(waitOf(place - admitted, perSecond), patience, Math.random());
      due[Math.min(due.length - 1, Math.round(again))]!.push(place);
    }
    due[second] = [];
  }
  late.sort((a, b) => a - b);
  const p99 = late[Math.floor(late.length * 0.99)]!;
  const name = `waiting room: ${waiting.toLocaleString('en')} wait, ${perSecond}/s let in`;
  return [
    amountOf(`${name}: looks`, peak, lookBudget, 'a second at most', { notes: [`${(total / last).toFixed(0)} on average`] }),
    amountOf(`${name}: a turn is noticed`, p99, 12, 's, p99'),
  ];
}
