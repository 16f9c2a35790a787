import { createHash, createHmac } from 'node:crypto';
import type { Uuid } from '../../../platform/index.ts';

/**
 * The draw of cases to check, as anyone can recount it from the log: HMAC-SHA256 with the period's seed as key over the id of the case
 * (36 characters, small letters); its first eight bytes as a number are less than 2⁶⁴ / n for one in n.
 */
export interface Draw {
  /** the eight bytes, in hex */
  value: string;
  drawn: boolean;
}

const all = 1n << 64n;

/** @param seed in hex */
export function draw(seed: string, caseId: Uuid, oneIn: number): Draw {
  const value = createHmac('sha256', Buffer.from(seed, 'hex')).update(caseId).digest('hex').slice(0, 16);
  return { value, drawn: BigInt(`0x${value}`) * BigInt(oneIn) < all };
}

/** What is told of a seed before it is used: sha-256 of its bytes, in hex. */
export function commitmentOf(seed: string): string {
  return createHash('sha256').update(Buffer.from(seed, 'hex')).digest('hex');
}

/** The period of draws that a Swedish day belongs to: its month, `YYYY-MM`. */
export function periodOf(day: string): string {
  return day.slice(0, 7);
}

/** The month after. */
export function periodAfter(period: string): string {
  const [year, month] = period.split('-').map(Number) as [number, number];
  return month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, '0')}`;
}
