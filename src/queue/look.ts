import type { Tx } from '../platform/index.ts';
import { advance, isPressed } from './actions/advance.ts';
import { holdOrdinary } from './actions/hold-ordinary.ts';
import { statusOf, type Status } from './status.ts';
import type { Secrets } from './store/lanes.ts';
import { knownSecrets } from './store/lane-keys.ts';
import { seeLanes, type Seen } from './store/seen.ts';

/** A lane as a process last saw it. */
export interface Look extends Seen {
  secrets: Secrets;
  status: Status;
  /** the status as it is sent: the same for all, for a second */
  bytes: Buffer;
  head: Record<string, string | number>;
}

const statusHead = {
  'content-type': 'application/json', 'cache-control': 'public, max-age=1', 'x-content-type-options': 'nosniff', 'access-control-allow-origin': '*',
} as const;

/** A lane that has ended is still told of to those who held places. */
const toldAfter = 24 * 60 * 60_000;

/** Whether somebody waits, or an opening is to come. */
export function moves({ lane, inlet, count }: Look): boolean {
  return !lane.endedAt && (count > inlet.admittedTo || (lane.kind === 'announced' && !lane.openedAt));
}

/** Reads every lane of the organisation, and moves them on. */
export async function readLanes(tx: Tx, pressed: boolean): Promise<Look[]> {
  const seen = await advance(tx, await seeLanes(tx, new Date(tx.now.getTime() - toldAfter)), pressed);
  const looks: Look[] = [];
  for (const one of seen) looks.push(lookAt({ ...one, lane: await holdOrdinary(tx, one, pressed || isPressed(one.inlet, tx.now)) }, await knownSecrets(tx, one.lane.id), tx.now, false));
  return looks;
}

/** A lane with its status as it is sent. `lost`: it could not be read for a while. */
export function lookAt({ lane, inlet, count }: Seen, secrets: Secrets, now: Date, lost: boolean): Look {
  const status = statusOf(lane, inlet, count, now, lost);
  const bytes = Buffer.from(JSON.stringify(status));
  return { lane, inlet, count, secrets, status, bytes, head: { ...statusHead, 'content-length': bytes.length } };
}
