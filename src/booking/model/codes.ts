import { randomInt } from 'node:crypto';

/** Without those that are read or heard as another: 0 O, 1 I L, 5 S, 2 Z, 8 B. */
const letters = 'ACDEFGHJKMNPQRTUVWXY34679';

/** What one says at the desk: six signs, as in K7M3QA. It finds a booking among those of the authority, and opens nothing. */
export const newCode = (): string => signs(6);

/** What stands on a certificate: sixteen signs, 25¹⁶ of them, so that nobody finds one by trying. */
export const newCertificateCode = (): string => signs(16);

const signs = (length: number) => Array.from({ length }, () => letters[randomInt(letters.length)]!).join('');

/** In fours, as it is printed: K7M3-QA4C-… */
export const inFours = (code: string): string => code.match(/.{1,4}/g)!.join('-');

/** A code as somebody has typed it. */
export function readCode(typed: string): string {
  return typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
}
