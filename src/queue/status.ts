import { callsPerSecond, type Inlet } from './model/inlet.ts';
import { patienceOf } from './model/estimate.ts';
import { stateOf, type Lane, type LaneState } from './model/lane.ts';

/** What everyone who waits is told, the same for all: each compares it with their own ticket. Numbers only. */
export interface Status {
  state: LaneState;
  paused: boolean;
  /** everyone may pass: nobody needs to wait */
  through: boolean;
  /** second of the opening, of an announced lane */
  opens: number | null;
  /** how far the lane has come could not be read for a while: what stands here is old, and places are kept */
  lost: boolean;
  /** how many have joined */
  count: number;
  /** how many were drawn, and what with: enough for a browser to find its own place */
  drawn: number | null;
  seed: string | null;
  /** places before this have had their turn */
  to: number;
  /** places called a second */
  speed: number;
  /** the share of those called who come */
  show: number;
  patience: number;
  /** what is left of what people wait for; null when nobody knows */
  left: number | null;
  /** numbers below it lost their place when the lane was emptied, unless they had been called */
  void: number;
  /** second it was made */
  at: number;
}

export function statusOf(lane: Lane, inlet: Inlet, count: number, now: Date, lost: boolean): Status {
  const speed = lane.pausedAt ? 0 : callsPerSecond(inlet, lane.perMinute);
  return {
    state: stateOf(lane, now), paused: lane.pausedAt !== undefined, through: lane.throughSince !== undefined, lost,
    opens: seconds(lane.opensAt), count, drawn: lane.draw?.count ?? null, seed: lane.draw?.seed ?? null, to: inlet.admittedTo,
    speed: Number(speed.toPrecision(4)), show: Number(inlet.show.toPrecision(3)), patience: patienceOf(Math.max(0, count - inlet.admittedTo), speed),
    left: lane.supply, void: lane.voidBelow, at: Math.floor(now.getTime() / 1000),
  };
}

function seconds(moment: Date | undefined): number | null {
  return moment ? Math.floor(moment.getTime() / 1000) : null;
}
