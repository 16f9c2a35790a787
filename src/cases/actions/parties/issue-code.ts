import { randomBytes } from 'node:crypto';
import { findOrganisation } from '../../../organisation/index.ts';
import type { Tx, Uuid } from '../../../platform/index.ts';
import { newCode } from '../../model/parties/access-code.ts';
import type { CaseFile } from '../../store/case/case-file.ts';
import { insertCode, revokeCodes, type AccessCode, type CodeHolder } from '../../store/parties/codes.ts';

/** Days a code holds when nobody says otherwise: as long as it takes to be heard, decide and appeal. */
const usualDays = 180;

export interface IssuedCode {
  id: Uuid;
  /** as it is printed, `K7M-P2X-…` */
  code: string;
  /** path that opens the same without typing, `/svar/…`; never in a letter about class 2 or 3 sent by e-mail */
  link: string;
}

/**
 * Gives a party, another party, or a case without a known party a code that opens their part of this one case at `/svar`, without a
 * sign-in. The code itself is stored nowhere: what is not printed or shown now is lost, and a new one is issued. One given before
 * to the same holder ends, unless `beside`.
 *
 * May be called by staff and by the system, and by whoever sends in, for the case their transaction makes.
 * @param holder neither party: the code tells how the case stands, and no more
 */
export async function issueCode(
  tx: Tx, file: Pick<CaseFile, 'id' | 'authorityId'>, holder: CodeHolder & { purpose: AccessCode['purpose']; days?: number; beside?: boolean },
): Promise<IssuedCode> {
  const { purpose, days = usualDays, beside = false, ...whose } = holder;
  // Whoever sends in has nothing to end: the case is new, and row level security lets them change no code.
  if (!beside && tx.principal.kind !== 'resident' && tx.principal.kind !== 'anyone') await revokeCodes(tx, file.id, whose);
  const code = newCode();
  const link = randomBytes(16).toString('base64url');
  const id = await insertCode(tx, file, { ...whose, purpose, code, link, expiresAt: new Date(tx.now.getTime() + days * 86_400_000) });
  tx.audit({ event: 'cases.codeIssued', dossierId: file.id, authorityId: file.authorityId, detail: { purpose } });
  return { id, code, link: `/svar/${link}` };
}

/** Where a code is written, as it stands in a letter: the organisation's first host, and the path. */
export async function codeAddress(tx: Tx): Promise<string> {
  return `${(await findOrganisation(tx))?.facts.hosts[0] ?? ''}/svar`;
}
