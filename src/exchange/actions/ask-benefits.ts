import { partiesOf, submissionsOf, type OpenedCase, type Party } from '../../cases/index.ts';
import { findPerson } from '../../identity/index.ts';
import { addDuration, type Staff, type Tx, type Uuid } from '../../platform/index.ts';
import { addQuestion } from '../store/benefit-questions.ts';
import type { BenefitPurpose } from '../store/tables.ts';

/** Why benefits may not be asked about here. `notAllowed`: the service says nothing of it to those who apply, so they have not been told. */
export type MayNotAsk = 'notAllowed' | 'noApplication' | 'closed' | 'notOwn' | 'covered';

/** What a service calls the register among its sources (`privacy.sources`): what is not told to whoever applies is not asked for. */
export const asSource = 'benefits';
/** A question may reach a year back, and the coming months that are already decided. */
const ahead = 'P3M';

/** Whether somebody may ask in this case now; undefined when they may. Asked with an application at hand, and only then, and only where whoever applies has been told (practice: SSBTEK). */
export async function whyNotAsk(tx: Tx, { file, version, own, unmasked }: OpenedCase): Promise<MayNotAsk | undefined> {
  if (!version.compiled.folder.definition.privacy.sources.some(({ id }) => id === asSource)) return 'notAllowed';
  if (!own) return 'notOwn';
  if (file.state === 'decided' || file.state === 'closed') return 'closed';
  if (file.protected && !unmasked) return 'covered';
  return (await submissionsOf(tx, file.id)).some(({ kind }) => kind === 'application') ? undefined : 'noApplication';
}

/** The parties a question can be about: those who apply, in the case still, with a number. */
export async function askable(tx: Tx, caseId: Uuid): Promise<Party[]> {
  const found = [];
  for (const party of await partiesOf(tx, caseId)) {
    if (party.untilAt !== null || (party.role !== 'applicant' && party.role !== 'coApplicant')) continue;
    if ((await findPerson(tx, party.personId))?.facts.number) found.push(party);
  }
  return found;
}

export interface BenefitsWish { partyId: Uuid; purpose: BenefitPurpose; from: string; until: string }

/** Orders a question about a party's benefits; it is fetched after commit. @returns why not, when it may not be asked */
export async function askAboutBenefits(tx: Tx, who: Staff, opened: OpenedCase, wish: BenefitsWish): Promise<MayNotAsk | 'wrongPeriod' | 'wrongParty' | undefined> {
  const hinder = await whyNotAsk(tx, opened);
  if (hinder) return hinder;
  const { file, today } = opened;
  const party = (await askable(tx, file.id)).find(({ id }) => id === wish.partyId);
  if (!party) return 'wrongParty';
  if (wish.from > wish.until || wish.from < backFrom(today) || wish.until > addDuration(today, ahead)) return 'wrongPeriod';
  const question = await addQuestion(tx, { authorityId: file.authorityId, caseId: file.id, staffId: who.staffId, keyId: file.keyId, ...wish });
  tx.audit({
    event: 'exchange.benefitsAsked', dossierId: file.id, authorityId: file.authorityId, unitId: file.unitId, subjectId: party.personId,
    detail: { ground: opened.ground, purpose: wish.purpose, from: wish.from, until: wish.until },
  });
  tx.emit('exchange.benefitsAsked', { question, case: file.id });
  return undefined;
}

/** The first day that may be asked about. */
export function backFrom(today: string): string {
  const [year, rest] = [Number(today.slice(0, 4)), today.slice(4)];
  return `${year - 1}${rest === '-02-29' ? '-02-28' : rest}`;
}
