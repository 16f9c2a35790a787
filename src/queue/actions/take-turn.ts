import type { Tx } from '../../platform/index.ts';
import { positionOf, stateOf, type Lane } from '../model/lane.ts';
import { calledAt, extendTurn, findInlet, findTurn, findTurns, insertTurn, type Turn } from '../store/inlets.ts';

/** Where a place stands. */
export type Standing =
  | { at: 'registered'; number: number }
  | { at: 'waiting'; number: number; position: number; ahead: number }
  | { at: 'turn'; number: number; position: number; until: Date }
  | { at: 'inside'; number: number; position: number; turn: Turn }
  | { at: 'over'; number: number; position: number; turn: Turn; mayGoOn: boolean }
  | { at: 'missed'; number: number; position: number; until: Date }
  /** how far the lane has come cannot be read */
  | { at: 'lost'; number: number }
  | { at: 'void' | 'ended'; number: number };

/** WCAG 2.2.1: time may be asked for at least ten times. */
export const mostExtensions = 20;
/** How long after its end a pass may still be made longer (ms): whoever was called away goes on instead of standing last. */
const grace = 60 * 60_000;

/** Whether it is so short since a pass ended that its holder may go on. */
export function mayStillGoOn(until: Date, now: Date): boolean {
  return now.getTime() - until.getTime() < grace;
}

/** Where a place stands now. */
export async function standingOf(tx: Tx, lane: Lane, number: number): Promise<Standing> {
  return (await standingsOf(tx, lane, [number]))[0]!;
}

/** Where places stand now, in their order; as many questions for all as for one. */
export async function standingsOf(tx: Tx, lane: Lane, numbers: readonly number[]): Promise<Standing[]> {
  const state = stateOf(lane, tx.now);
  if (state === 'registering' || state === 'coming') return numbers.map((number) => ({ at: 'registered', number }));
  const places = numbers.map((number) => ({ number, position: positionOf(lane, number) }));
  const turns = await findTurns(tx, lane.id, places.map(({ position }) => position));
  const unturned = state === 'ended' ? [] : places.filter(({ position }) => !turns.has(position));
  const called = unturned.length ? await calledAt(tx, lane.id, unturned.map(({ position }) => position)) : new Map<number, Date>();
  const waiting = unturned.some(({ number, position }) => !called.has(position) && number >= lane.voidBelow);
  const admittedTo = waiting ? (await findInlet(tx, lane.id)).admittedTo : 0;
  return places.map(({ number, position }): Standing => {
    const turn = turns.get(position);
    if (turn && turn.until > tx.now) return { at: 'inside', number, position, turn };
    if (state === 'ended') return { at: 'ended', number };
    if (turn) return { at: 'over', number, position, turn, mayGoOn: turn.extended < mostExtensions && mayStillGoOn(turn.until, tx.now) };
    const at = called.get(position);
    if (!at) return number < lane.voidBelow ? { at: 'void', number } : { at: 'waiting', number, position, ahead: position - admittedTo };
    const until = new Date(at.getTime() + lane.claimMinutes * 60_000);
    return until > tx.now ? { at: 'turn', number, position, until } : { at: 'missed', number, position, until };
  });
}

/** Takes a turn that has come. @returns until when one may stay; nothing where it is not one's turn */
export async function takeTurn(tx: Tx, lane: Lane, number: number): Promise<Turn | undefined> {
  const standing = await standingOf(tx, lane, number);
  if (standing.at === 'inside') return standing.turn;
  if (standing.at !== 'turn') return undefined;
  return insertTurn(tx, lane.id, standing.position, new Date(tx.now.getTime() + lane.passMinutes * 60_000));
}

/** Gives more time to whoever is inside, or was until not long ago. @returns the longer turn; nothing where it cannot be made longer, or the lane has ended */
export async function giveMoreTime(tx: Tx, lane: Lane, number: number): Promise<Turn | undefined> {
  const standing = await standingOf(tx, lane, number);
  if (stateOf(lane, tx.now) === 'ended') return undefined;
  const may = standing.at === 'inside' ? standing.turn.extended < mostExtensions : standing.at === 'over' && standing.mayGoOn;
  if (!may || !('turn' in standing)) return undefined;
  const until = new Date(tx.now.getTime() + lane.passMinutes * 60_000);
  if (!await extendTurn(tx, lane.id, standing.turn, until)) return findTurn(tx, lane.id, standing.position);
  return { ...standing.turn, until, extended: standing.turn.extended + 1 };
}
