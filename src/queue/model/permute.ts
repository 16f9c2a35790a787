import { createHmac, createSecretKey } from 'node:crypto';

/**
 * The place that the draw gives a number: a permutation of 0 … n−1 that anyone with the seed can recompute. A balanced Feistel
 * network of four rounds with HMAC-SHA-256 over the smallest even number of bits that holds n, walked until the value is below n
 * (Black & Rogaway 2002, "Ciphers with arbitrary finite domains"). Four rounds of a pseudo-random function are a strong pseudo-random
 * permutation (Luby & Rackoff 1988).
 * @param seed 32 bytes
 * @param n how many take part, at most 2³⁰
 */
export function placeOf(seed: Buffer, n: number, number: number): number {
  if (!Number.isInteger(number) || number < 0 || number >= n || n > 2 ** 30) throw new RangeError(`${number} is not one of ${n}`);
  const half = halfBits(n);
  let value = number;
  // The domain is less than four times as large as n: four turns are enough on average.
  do value = fourRounds(seed, half, value); while (value >= n);
  return value;
}

function fourRounds(seed: Buffer, half: number, value: number): number {
  const mask = 2 ** half - 1;
  const key = createSecretKey(seed);
  let [left, right] = [Math.floor(value / 2 ** half), value & mask];
  for (let round = 0; round < 4; round++) {
    const about = Buffer.alloc(5);
    about.writeUInt8(round, 0);
    about.writeUInt32BE(right, 1);
    const mixed = createHmac('sha256', key).update(about).digest().readUInt32BE(0) & mask;
    [left, right] = [right, (left ^ mixed) & mask];
  }
  return left * 2 ** half + right;
}

/** Half the bits of the domain: at least one. */
function halfBits(n: number): number {
  return Math.max(1, Math.ceil(Math.log2(Math.max(2, n)) / 2));
}
