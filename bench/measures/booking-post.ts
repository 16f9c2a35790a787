import { openHall, type Hall } from '../booking-hall.ts';
import type { Visitor } from '../generator.ts';
import { amountOf, inTurn, middleRound, ratioOf, type Outcome } from '../result.ts';
import type { Cost, Stage } from '../stage.ts';

/** Doctolib's peak, July 2021: bookings a minute. */
const peak = 20_000;

/**
 * What a booking costs by group of processes: the POST that holds a time, and the POST that books it with what was filled in. Then many more
 * than there is room for try at once, press twice, and are counted.
 */
export async function bookingPost(stage: Stage): Promise<Outcome[]> {
  const hall = await openHall(stage.town.address);
  try {
    return [...await price(stage, hall), ...await crowd(stage, hall)];
  } finally {
    await hall.end();
  }
}

async function price(stage: Stage, hall: Hall): Promise<Outcome[]> {
  const slots = await hall.open({ ahead: 2, opens: '08:00', closes: '18:00', minutes: 20, seats: 40 });
  const [rounds, each] = [4, 80];
  const people = await hall.people(rounds * each);
  const bare = (visitors: readonly Visitor[]) => stage.under(stage.bare, {
    port: stage.barePort, count: 2_000, seconds: 6, visitors: visitors.slice(0, 16).map(({ headers, steps }) => ({ headers, steps: steps.map((step) => ({ ...step, expect: 200 })) })),
  });
  const found = await inTurn(rounds, async () => {
    const now = people.splice(0, each);
    const holders = hall.holding(now, slots);
    const hold = await sixteenAtOnce(stage, holders);
    const book = await sixteenAtOnce(stage, await hall.booking(now));
    return { hold, book, bare: await bare(holders) };
  });
  // The first round is for V8 and the plans.
  const measured = found.slice(1);
  const ratio = ({ hold, book, bare: yardstick }: (typeof found)[number]) => (hold.node + book.node) / yardstick.node;
  const { hold, book, bare: yardstick } = middleRound(measured, ratio);
  const all = (cost: Cost) => cost.node + (cost.postgres ?? 0);
  const perMinute = 2 * 60e6 / (all(hold) + all(book));
  const cpu = ({ node, postgres, generator }: Cost) => ({ node, generator, ...(postgres !== undefined && { postgres }) });
  return [
    ratioOf('booking: a time is held', hold.node, yardstick.node, undefined, 'µs node', { cpu: cpu(hold) }),
    ratioOf('booking: the held time is booked', book.node, yardstick.node, undefined, 'µs node', { cpu: cpu(book), notes: [`node, both together, against one bare POST, round by round: ${measured.map((one) => ratio(one).toFixed(0)).join(', ')}`] }),
    amountOf(`booking: cores that ${peak.toLocaleString('en')} bookings a minute take`, peak / 60e6 * (all(hold) + all(book)), 2, 'cores', {
      notes: [`holding and booking, node${hold.postgres === undefined ? ' alone: PostgreSQL cannot be told apart here' : ' and PostgreSQL together'}: ${perMinute.toFixed(0)} a minute on two cores`],
    }),
  ];
}

/** Each once, sixteen at a time: what one costs, and not what it costs to wait. */
async function sixteenAtOnce(stage: Stage, visitors: readonly Visitor[]): Promise<Cost> {
  const lanes = Array.from({ length: 16 }, (_, lane) => visitors.filter((_one, at) => at % 16 === lane));
  return stage.under(stage.server, { port: stage.port, count: visitors.length, seconds: 60, visitors: lanes.filter(({ length }) => length > 0).map((lane) => ({
    headers: {}, once: true, steps: lane.flatMap(({ headers, steps }) => steps.map((step) => ({ ...step, headers }))),
  })) });
}

async function crowd(stage: Stage, hall: Hall): Promise<Outcome[]> {
  const [anna, bo] = [await hall.nurse('Anna'), await hall.nurse('Bo')];
  const day = { ahead: 3, opens: '09:00', closes: '10:00' };
  const free = await hall.open({ ...day, minutes: 20, seats: 12 });
  // Times of the same nurse lie over one another: the first that is taken closes the others.
  const shared = [...await hall.open({ ...day, minutes: 20, seats: 1, nurses: [anna] }), ...await hall.open({ ...day, minutes: 30, seats: 1, nurses: [anna, bo] })];
  const people = await hall.people(400);
  const slots = [...free, ...free, ...shared];
  const rush = (visitors: readonly Visitor[]) => stage.under(stage.server, { port: stage.port, visitors, count: visitors.length, seconds: 60 });
  const held = await rush(hall.holding(people, slots));
  const booked = await rush(await hall.booking(people, 2));
  const late = await rush(hall.holding(await hall.people(40), slots));
  const lost = free.length * 12 - await hall.booked(free);
  const busy = [held, booked, late].reduce((sum, { done }) => sum + done.busy, 0);
  return [
    amountOf('booking: doubles, of 400 at once who press twice', await hall.doubles(), 0, 'times, people or seats', { notes: [
      `${free.length} times of 12 seats and ${shared.length} of one that share nurses; told ${busy} times that it is busy, and asked again`,
    ] }),
    amountOf('booking: seats lost in the rush', lost, 0, `of ${free.length * 12}`),
  ];
}
