import type { Target, TargetSecret } from '../store/targets.ts';

/** What leaves, as a way carries it. */
export interface Parcel {
  /** of the delivery: the same in every attempt */
  id: string;
  at: Date;
  bytes: Buffer;
  sha256: string;
  /** a package, or a message by itself */
  kind: 'zip' | 'json';
}

/** That the receiver has it, with its own receipt if it gave one; or why not, without a word of what was sent. */
export type Carried = { ok: true; receipt?: string } | { ok: false; reason: string; final?: boolean };

/** Carries a package to a receiver. Never throws for what the other end does. */
export type Way = (target: Target & { secret: TargetSecret }, parcel: Parcel) => Promise<Carried>;
