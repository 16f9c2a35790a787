import { hash as digestOf } from 'node:crypto';

/**
 * The hash tree over those who have joined, kept as its peaks alone (a Merkle mountain range): a new leaf costs one hash on average, and
 * the root some thirty, however many leaves there are. Leaves and nodes are told apart by their first byte (RFC 6962, 2.1).
 */
export interface Mountain {
  count: number;
  /** 32 bytes each, the highest first: one for every 1 in the binary digits of `count` */
  peaks: readonly Buffer[];
}

export const bare: Mountain = { count: 0, peaks: [] };

/** What stands in the list for one who joined: nothing of who it is, and yet only their own id makes it. */
export function leafOf(id: string): Buffer {
  return hash(0, Buffer.from(id));
}

/** With these leaves last. */
export function grown({ count, peaks }: Mountain, leaves: readonly Buffer[]): Mountain {
  const now = [...peaks];
  let size = count;
  for (const leaf of leaves) {
    let node = leaf;
    // As many peaks are of the same height as the new one as there are 1s last in the count.
    for (let rest = size; rest % 2 === 1; rest = Math.floor(rest / 2)) node = hash(1, now.pop()!, node);
    now.push(node);
    size += 1;
  }
  return { count: size, peaks: now };
}

/** One hash that stands for the whole list and its length. */
export function rootOf({ count, peaks }: Mountain): Buffer {
  const length = Buffer.alloc(8);
  length.writeBigUInt64BE(BigInt(count));
  return hash(2, length, ...peaks);
}

/** As it is stored. @throws when the peaks do not belong to a list of that length */
export function mountainOf(count: number, peaks: Buffer): Mountain {
  const found = Array.from({ length: peaks.length / 32 }, (_, place) => peaks.subarray(place * 32, place * 32 + 32));
  if (peaks.length % 32 || found.length !== count.toString(2).replaceAll('0', '').length) throw new Error('the peaks are not of this list');
  return { count, peaks: found };
}

function hash(kind: 0 | 1 | 2, ...parts: readonly Buffer[]): Buffer {
  return digestOf('sha256', Buffer.concat([Buffer.of(kind), ...parts]), 'buffer');
}
