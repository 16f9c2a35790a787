import { demands } from '../../../classification/index.ts';
import { findPerson } from '../../../identity/index.ts';
import { addDuration, formatDate, swedishDay, type Tx, type Uuid } from '../../../platform/index.ts';
import type { ServiceVersion } from '../../../services/index.ts';
import { before } from '../../model/clocks/days.ts';
import { ownQuestions } from '../../model/application/shared.ts';
import { findCase, updateCase, type CaseFile } from '../../store/case/case-file.ts';
import { addEntry } from '../../store/case/entries.ts';
import { awaited, markInvited, otherFacts, type OtherFacts, type OtherParty, type OtherShown } from '../../store/parties/other-parties.ts';
import { register } from '../../store/register/records.ts';
import { submissionsOf } from '../../store/application/submissions.ts';
import { texts } from '../../resident/texts.ts';
import { keepCodeLetter } from './code-letter.ts';
import { codeAddress, issueCode } from './issue-code.ts';
import { letterHead, renderLetter } from '../decision/letter.ts';
import { otherRule, type OtherRule } from './other-rule.ts';

/** How somebody is reached: on My pages when they can sign in, by a link in a neutral e-mail, by letter. Several may hold. */
export interface Reach { myPages: boolean; email: boolean; letter: boolean }

export interface InviteWish {
  /** what staff write besides the words of the service */
  text: string;
  /** last day to answer, when not as the service says */
  dueDay?: string;
  /** on paper too, though they can be reached otherwise */
  letter: boolean;
  /** who sends it; nobody, when the platform does so at once */
  by?: Uuid;
}

/**
 * Whom a link in an e-mail may reach: a link opens without a sign-in, so it is for class 0 and 1 only. Who has a number finds it on
 * My pages, and gets paper too unless they have told how they want notices: nobody looks on My pages for what they do not await.
 */
export async function reachOf(tx: Tx, file: CaseFile, other: OtherParty, facts: OtherFacts): Promise<Reach> {
  const myPages = other.personId !== null;
  const notified = other.personId && !other.protected ? (await findPerson(tx, other.personId))?.facts.email : undefined;
  const { notice } = demands({ confidentiality: file.confidentiality });
  const email = !myPages && facts.email !== undefined && (notice === 'all' || notice === 'fromWhom');
  return { myPages, email, letter: !email && notified === undefined };
}

/**
 * Asks another party: freezes what they may read, writes the letter when they are to have one, starts the time to answer and
 * stops the clocks that wait for others. Asking again sends a new letter, with a new code, and a new time.
 * @returns why not, in words to the officer
 */
export async function inviteOther(
  tx: Tx, at: { file: CaseFile; version: ServiceVersion }, other: OtherParty, wish: InviteWish,
): Promise<{ ok: true; reach: Reach } | { ok: false; message: string }> {
  const { file, version } = at;
  const rule = otherRule(version, other.kind, 'sv');
  if (!rule || other.answeredAt) return { ok: false, message: 'Parten har redan svarat, eller så känner tjänsten inte till den sortens part.' };
  const facts = await otherFacts(tx, other.id);
  const found = await reachOf(tx, file, other, facts);
  const reach = { ...found, letter: (found.letter || wish.letter) && wish.by !== undefined };
  const dueDay = rule.asked === 'information' ? null : wish.dueDay ?? addDuration(swedishDay(tx.now), rule.within);
  const shown = await whatTheySee(tx, file, version, rule, wish.text);
  const letter = reach.letter ? await inviteLetter(tx, at, { other, facts, rule, dueDay, text: wish.text, by: wish.by! }) : undefined;
  if (letter && !letter.ok) return letter;
  const documentId = letter?.documentId ?? null;
  await markInvited(tx, file, other.id, { dueDay, remindDay: dueDay && rule.remind ? before(dueDay, rule.remind) : null, shown, documentId, simplifiedTold: reach.letter });
  await register(tx, file, { direction: 'out', title: titleOf(rule), refId: other.id, ...(documentId && { documentId }) });
  await addEntry(tx, file, { kind: 'otherAsked', part: 'all', authorKind: wish.by ? 'staff' : 'system', ...(wish.by && { authorId: wish.by }), refId: other.id,
    content: { text: rule.word } });
  await wait(tx, file);
  tx.audit({ event: 'cases.otherAsked', dossierId: file.id, authorityId: file.authorityId, unitId: file.unitId, detail: { kind: other.kind, asked: rule.asked, letter: reach.letter } });
  tx.emit('cases.otherAsked', { case: file.id, other: other.id });
  return { ok: true, reach };
}

/** What the register calls it: never who. */
export function titleOf({ asked, word }: Pick<OtherRule, 'asked' | 'word'>): string {
  const what = { hearing: 'Begäran om yttrande', statement: 'Remiss', consent: 'Begäran om medgivande', information: 'Underrättelse', signature: 'Begäran om underskrift' }[asked];
  return `${what}, ${word.toLowerCase()}`;
}

/** The pages of the application they may read, as they were sent in. Nothing of a protected applicant is put before anyone by itself. */
async function whatTheySee(tx: Tx, file: CaseFile, version: ServiceVersion, rule: OtherRule, text: string): Promise<OtherShown> {
  if (file.protected) return { text, sections: [] };
  const application = (await submissionsOf(tx, file.id)).findLast(({ kind }) => kind === 'application');
  const own = ownQuestions(version.compiled.form);
  const sections = (application?.content.seen.sections ?? []).filter(({ page }) => rule.sees === 'all' || rule.sees.includes(page.split('~')[0]!));
  return { text, sections: sections.map((section) => ({ ...section, rows: section.rows.filter(({ id }) => !own.has(id)) })).filter(({ rows }) => rows.length > 0) };
}

/** The clocks that wait for others stand still until the last of them has answered, or their time is over. */
async function wait(tx: Tx, file: CaseFile): Promise<void> {
  const { signatures, answers, until } = await awaited(tx, file.id);
  const current = await findCase(tx, file.id);
  if (!current || current.decidedAt || current.closedAt) return;
  const free = current.waitingFor === null || current.waitingFor === 'others';
  await updateCase(tx, file.id, {
    last_event_at: tx.now, ...(signatures + answers > 0 && free && { waiting_for: 'others', waiting_until: until }),
    // A missing signature is something that lacks: what is promised counts from the day it comes.
    ...(signatures > 0 && { complete_at: null }),
  });
}

/** An invitation on paper: what it is about, how to answer with the code or on the form, and by when. Only staff see its copy: it is written to one of them. */
async function inviteLetter(
  tx: Tx, { file, version }: { file: CaseFile; version: ServiceVersion },
  to: { other: OtherParty; facts: OtherFacts; rule: OtherRule; dueDay: string | null; text: string; by: Uuid },
): Promise<{ ok: true; documentId: Uuid } | { ok: false; message: string }> {
  const { other, facts, rule, dueDay } = to;
  const { head, officer } = await letterHead(tx, file, to.by, 'sv');
  const issued = await issueCode(tx, file, { otherPartyId: other.id, purpose: 'answer' });
  const t = (key: string, params: Record<string, string> = {}) => texts('sv', `other.letter.${key}`, params);
  const paragraphs = (text: string) => text.split(/\r?\n\s*\r?\n/).filter((one) => one.trim());
  const heading = t(`heading.${rule.asked}`);
  const answer = rule.asked === 'consent' ? ['- [  ] ' + t('yes'), '- [  ] ' + t('no')] : rule.asked === 'signature' ? ['- [  ] ' + t('sign'), '- [  ] ' + t('object')] : [];
  const where = await codeAddress(tx);
  const render = (code: string) => renderLetter(version, { title: heading, language: 'sv', at: tx.now, data: {
    ...head, recipient: recipientOf(facts, other), officer: officer.name, heading,
    sections: [
      { paragraphs: [rule.say, ...paragraphs(to.text), ...(dueDay ? [t('by', { date: formatDate(dueDay, 'sv') })] : [])] },
      { heading: t('codeHeading'), paragraphs: [t('code', { address: where }), code, t('codeHow'), ...(other.personId ? [t('myPages')] : [])] },
      ...(dueDay === null ? [] : [{ heading: t('paperHeading'), paragraphs: [t('paper'), ...(rule.undertaking ? [rule.undertaking] : []), ...answer, t('lines'), t('signature')] }]),
      { heading: t('simplifiedHeading'), paragraphs: [t('simplified')] },
    ],
  } });
  return keepCodeLetter(tx, file, { code: issued, name: titleOf(rule), by: to.by, part: 'staff', render });
}

/** Name and address as on an envelope; of who has no address, or a protected one, the name alone, and staff find the way. */
export function recipientOf(facts: OtherFacts, of: Pick<OtherParty, 'protected'>): string[] {
  const { name, contact, address } = facts;
  return [name, ...(contact ? [contact] : []), ...(address && !of.protected ? [address.street, `${address.postcode} ${address.city}`] : [])];
}
