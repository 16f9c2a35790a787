import { randomBytes } from 'node:crypto';

/** Where the code of a meeting goes in the address of a video service. */
export const codeMark = '{kod}';

/** An address on the web that says nothing of who asks: https, no name or password in it. @returns it as it is used, or undefined */
export function readMeetingAddress(typed: string): string | undefined {
  const url = URL.canParse(typed) ? new URL(typed) : undefined;
  return url?.protocol === 'https:' && !url.username && !url.password ? url.href : undefined;
}

/**
 * An authority's way to meet, with the mark where the code goes; it must have one, or all would meet in one room. Not in the name of the host: then each
 * meeting would be at a server of its own, whoever has it.
 */
export function readVideoAddress(typed: string): string | undefined {
  const [one, other] = ['ett', 'annat'].map((code) => readMeetingAddress(typed.replace(codeMark, code)));
  return typed.split(codeMark).length === 2 && one && other && new URL(one).host === new URL(other).host ? typed : undefined;
}

/** The address of one meeting: 128 random bits, which nobody guesses. */
export const newMeetingAddress = (video: string): string => video.replace(codeMark, randomBytes(16).toString('base64url'));
