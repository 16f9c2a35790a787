import { randomInt } from 'node:crypto';

/** Letters and digits that cannot be taken for one another on paper or over the telephone: no 0, O, 1 or I. 32 of them, five bits each. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
/** 17 characters drawn, 85 bits, and one to check what was typed. */
const drawn = 17;
const group = 3;

/** A new code as it is printed: `K7M-P2X-…`, six groups of three. */
export function newCode(): string {
  const characters = Array.from({ length: drawn }, () => alphabet[randomInt(alphabet.length)]!).join('');
  return grouped(characters + checkCharacter(characters));
}

/**
 * What somebody typed as the code it stands for: without spaces and dashes, in capitals. Undefined when it cannot be a code; the
 * check character tells a slip of the finger from a code that has ended, without asking the database.
 */
export function readCode(typed: string): string | undefined {
  const characters = typed.toUpperCase().replaceAll(/[\s\-–—.]/g, '');
  if (characters.length !== drawn + 1 || [...characters].some((one) => !alphabet.includes(one))) return undefined;
  return checkCharacter(characters.slice(0, drawn)) === characters.at(-1) ? grouped(characters) : undefined;
}

function grouped(characters: string): string {
  return characters.match(new RegExp(`.{${group}}`, 'g'))!.join('-');
}

/** Luhn's algorithm in base 32: finds every single wrong character, and nearly all neighbours that changed places. */
function checkCharacter(characters: string): string {
  const base = alphabet.length;
  let sum = 0;
  [...characters].reverse().forEach((character, index) => {
    const value = alphabet.indexOf(character) * (index % 2 === 0 ? 2 : 1);
    sum += Math.floor(value / base) + (value % base);
  });
  return alphabet[(base - (sum % base)) % base]!;
}
