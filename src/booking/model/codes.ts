import { randomInt } from 'node:crypto';

/** Without those that are read or heard as another: 0 O, 1 I L, 5 S, 2 Z, 8 B. */
const letters = 'ACDEFGHJKMNPQRTUVWXY34679';

/** What one says at the desk: six signs, as in K7M3QA. It finds a booking among those of the authority, and opens nothing. */
export function newCode(): string {
  return Array.from({ length: 6 }, () => letters[randomInt(letters.length)]!).join('');
}

/** A code as somebody has typed it. */
export function readCode(typed: string): string {
  return typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
}
