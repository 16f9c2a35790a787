import type { Tx } from '../../platform/index.ts';
import { showOf, tick } from '../model/inlet.ts';
import { stateOf, type Lane } from '../model/lane.ts';
import { cameOf, notePressed, saveMoves, type Move, type StoredInlet } from '../store/inlets.ts';
import type { Seen } from '../store/seen.ts';

/** At the most so often (ms): ticks of several processes together are no more than of one. */
const pause = 900;
/** How often it is counted anew who of those called come, and over which time it is counted (ms). */
const countedEvery = 10_000;
const countedOver = 15 * 60_000;
/** How long a lane is held back after some process refused visitors (ms). */
const pressedFor = 3_000;

/**
 * Calls those whose turn it is, in all lanes at once. Any process may do it as often as it likes; what is let in follows from the row in the
 * database and the time, so that a process that dies or is held up neither stops a lane nor lets in too many.
 * @param seen the lanes as they were just read
 * @param pressed whether this process refuses visitors now
 * @returns the lanes as they are now, as far as this process moved them
 */
export async function advance(tx: Tx, seen: readonly Seen[], pressed: boolean): Promise<Seen[]> {
  if (pressed && seen.length) await notePressed(tx);
  const due = seen.filter(({ lane, inlet }) => stateOf(lane, tx.now) === 'open' && tx.now.getTime() - inlet.tickedAt.getTime() >= pause);
  if (!due.length) return [...seen];
  const shows = await countShows(tx, due);
  const moves = due.map(({ lane, inlet, count }): Move => {
    const show = shows.get(lane.id);
    const counted = show === undefined ? inlet : { ...inlet, show, showedAt: tx.now };
    const now = tick(counted, { perMinute: lane.perMinute, count, stopped: lane.pausedAt !== undefined }, tx.now, pressed || isPressed(inlet, tx.now));
    return { laneId: lane.id, before: inlet, now: { ...now, showedAt: counted.showedAt } };
  });
  const moved = await saveMoves(tx, moves);
  const now = new Map(moves.filter(({ laneId }) => moved.has(laneId)).map((move) => [move.laneId, move.now]));
  return seen.map((one) => ({ ...one, inlet: now.get(one.lane.id) ?? one.inlet }));
}

/** Whether some process refused visitors just now: the one that moves a lane on is often another. */
export function isPressed({ pressedAt }: Pick<StoredInlet, 'pressedAt'>, now: Date): boolean {
  return pressedAt !== undefined && now.getTime() - pressedAt.getTime() < pressedFor;
}

/** Of those whose time to come has just ended, the share who came; of lanes where it was not counted lately. */
async function countShows(tx: Tx, due: readonly Seen[]): Promise<Map<Lane['id'], number>> {
  const asked = due.filter(({ inlet }) => tx.now.getTime() - inlet.showedAt.getTime() >= countedEvery).map(({ lane }) => {
    const until = new Date(tx.now.getTime() - lane.claimMinutes * 60_000);
    return { laneId: lane.id, from: new Date(until.getTime() - countedOver), until };
  });
  const counts = asked.length ? await cameOf(tx, asked) : undefined;
  return new Map(asked.map(({ laneId }) => {
    const { called, came } = counts!.get(laneId) ?? { called: 0, came: 0 };
    return [laneId, showOf(called, came)];
  }));
}
