import type { Language, Uuid } from '../../platform/index.ts';
import { placeOf } from './permute.ts';

export const kinds = ['ordinary', 'announced', 'always'] as const;
export type Kind = (typeof kinds)[number];
export const purposes = ['general', 'cancellation', 'medical', 'assisted'] as const;
export type Purpose = (typeof purposes)[number];
export type Channel = 'web' | 'phone' | 'counter';

export type LaneWords = { sv: { name: string; text: string } } & Partial<Record<Language, { name: string; text: string }>>;

/** A waiting room in front of an address. */
export interface Lane {
  id: Uuid;
  authorityId?: Uuid;
  slug: string;
  purpose: Purpose;
  kind: Kind;
  guards: string;
  leadsTo: string;
  words: LaneWords;
  signIn: boolean;
  joinedBy: 'anyone' | 'staff';
  registersAt?: Date;
  opensAt?: Date;
  perMinute: number;
  claimMinutes: number;
  passMinutes: number;
  /** what is left of what people wait for; null when nobody knows */
  supply: number | null;
  /** whether the room that gives it out tells what is left; else staff write it */
  supplyTold: boolean;
  promise: string;
  openedAt?: Date;
  /** of an announced lane that has opened: how many were drawn, the root of their list and what the draw was made with (hex) */
  draw?: { count: number; root: string; secret: string; seed: string };
  pausedAt?: Date;
  holdingSince?: Date;
  throughSince?: Date;
  voidBelow: number;
  endedAt?: Date;
}

/** `coming`: one cannot join yet. `registering`: one joins, and places are drawn at the opening. `open`: places have their turn. */
export type LaneState = 'coming' | 'registering' | 'open' | 'ended';

export function stateOf(lane: Lane, now: Date): LaneState {
  if (lane.endedAt) return 'ended';
  if (lane.kind !== 'announced' || lane.openedAt) return 'open';
  return lane.registersAt && lane.registersAt > now ? 'coming' : 'registering';
}

/** Whether an announced lane should have opened: the first process to see it opens it. */
export function isDueToOpen(lane: Lane, now: Date): boolean {
  return lane.kind === 'announced' && !lane.openedAt && !lane.endedAt && lane.opensAt !== undefined && lane.opensAt <= now;
}

/** Whether the guarded addresses demand a pass now. */
export function holdsPeople(lane: Lane): boolean {
  if (lane.endedAt || lane.throughSince || lane.purpose !== 'general') return false;
  return lane.kind !== 'ordinary' || lane.holdingSince !== undefined;
}

/** The place in the order that a number has: drawn among those who came before the opening; after it, in the order they came. */
export function positionOf({ draw }: Pick<Lane, 'draw'>, number: number): number {
  return draw && number < draw.count ? placeOf(Buffer.from(draw.seed, 'hex'), draw.count, number) : number;
}

/** Its name and text in a language, in Swedish where it has none. */
export function wordsIn(lane: Pick<Lane, 'words'>, language: Language): { name: string; text: string } {
  return lane.words[language] ?? lane.words.sv;
}
