import { openWith, sealWith } from '../../identity/index.ts';
import { asUuid, type Tx, type Uuid } from '../../platform/index.ts';
import type { Answers, Typed } from '../../forms/index.ts';

/** A form under way that nobody keeps: it travels with its pages, sealed, and is gone when the window is closed. */
export interface Carried {
  /** names this form in this browser, so that it is sent in once */
  token: string;
  versionId: Uuid;
  /** milliseconds since 1970 */
  begunAt: number;
  answers: Answers;
  typed: Typed;
}

/** Hours a form may lie open. What has been sent is remembered for longer, so that it cannot be sent twice. */
export const openHours = 24;

/** Characters of a sealed form: with what is typed on a page it must fit in a post. */
export const mostCharacters = 600_000;

const kind = 'services.carried';

/** Seals a form under way with a key of the organisation: whoever holds the page can neither read nor change what it carries. */
export async function sealCarried(tx: Tx, carried: Carried): Promise<string> {
  return sealWith((await tx.hash(kind, 'form')).toString('base64'), carried).toString('base64url');
}

/** `broken`: not sealed here, or changed on the way. `old`: it has lain open for more than a day. */
export async function openCarried(tx: Tx, sealed: string): Promise<Carried | 'broken' | 'old'> {
  if (sealed.length > mostCharacters) return 'broken';
  for (const key of await tx.hashes(kind, 'form')) {
    const found = openWith<Carried>(key.toString('base64'), Buffer.from(sealed, 'base64url'));
    if (!found) continue;
    if (tx.now.getTime() - found.begunAt > openHours * 3_600_000) return 'old';
    return { ...found, versionId: asUuid(found.versionId) };
  }
  return 'broken';
}
