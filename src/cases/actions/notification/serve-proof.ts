import { addDays, asUuid, formatDate, putDocument, swedishDay, type Staff, type Tx, type Uuid } from '../../../platform/index.ts';
import { versionById } from '../../../services/index.ts';
import { controlDay, simplifiedHinder, simplifiedServed, type SimplifiedFacts } from '../../model/notification/simplified.ts';
import { findCase, updateCase, type CaseFile } from '../../store/case/case-file.ts';
import { addEntry, type EntryKind } from '../../store/case/entries.ts';
import { notificationsOf, type Notification } from '../../store/notification/notifications.ts';
import { findOther, otherFacts } from '../../store/parties/other-parties.ts';
import { partiesOf, partyFacts } from '../../store/parties/parties.ts';
import { register } from '../../store/register/records.ts';
import { q } from '../../store/tables.ts';
import { addTask, endTask } from '../../store/clocks/tasks.ts';
import { fullName } from '../../../identity/index.ts';
import { recipientOf } from '../parties/invite-other.ts';
import { keepCodeLetter } from '../parties/code-letter.ts';
import { codeAddress, issueCode } from '../parties/issue-code.ts';
import { letterHead, renderLetter } from '../decision/letter.ts';
import { lastDayToAppeal } from '../decision/open-decision.ts';
import type { OpenedCase } from '../case/open-case.ts';

export type Sent = { ok: true } | { ok: false; message: string };

/** Whom a decision is served on: somebody who applies, or somebody else who may appeal. */
export interface Served { name: string; recipient: string[]; toldOn: string | null; other: boolean; protected: boolean }

export async function servedOn(tx: Tx, caseId: Uuid, partyId: Uuid): Promise<Served | undefined> {
  const party = (await partiesOf(tx, caseId)).find(({ id }) => id === partyId);
  if (party) {
    const facts = await partyFacts(tx, partyId);
    if (!facts) return undefined;
    const address = facts.protection === 'none' ? facts.address : null;
    return {
      name: fullName(facts), recipient: [fullName(facts), ...(address ? [address.street, `${address.postcode} ${address.city}`] : [])], other: false,
      toldOn: party.simplifiedToldAt && swedishDay(party.simplifiedToldAt), protected: facts.protection !== 'none',
    };
  }
  const other = await findOther(tx, partyId);
  if (!other) return undefined;
  const facts = await otherFacts(tx, partyId);
  return { name: facts.name, recipient: recipientOf(facts, other), other: true, toldOn: other.simplifiedToldAt && swedishDay(other.simplifiedToldAt), protected: other.protected };
}

export function simplifiedFacts(notification: Notification, { toldOn }: Served): SimplifiedFacts {
  return { sent: swedishDay(notification.sentAt), told: toldOn, control: notification.controlOn };
}

/** A letter that asks for a receipt (mottagningsbevis): a paper to sign and send back, and a code to say it with at once. Staff print it with the decision. */
export async function askReceipt(tx: Tx, who: Staff, opened: OpenedCase, notification: Notification): Promise<Sent> {
  const { file } = opened;
  const party = await servedOn(tx, file.id, notification.partyId);
  if (!party || notification.servedAt) return { ok: false, message: 'Parten har redan fått beslutet.' };
  const issued = await issueCode(tx, file, party.other ? { otherPartyId: notification.partyId, purpose: 'answer' } : { partyId: notification.partyId, purpose: 'follow' });
  const { head, officer } = await letterHead(tx, file, who.staffId, 'sv');
  const where = await codeAddress(tx);
  const heading = 'Mottagningsbevis';
  const render = (code: string) => renderLetter(opened.version, { title: heading, language: 'sv', at: tx.now, data: { ...head, recipient: party.recipient, officer: officer.name, heading, sections: [
    { paragraphs: [`Med det här brevet följer ett beslut i ärende ${file.number}. Vi behöver veta att du har fått det. Bekräfta det på ett av sätten här.`] },
    { heading: 'Med koden', paragraphs: [`Gå till ${where} och skriv den här koden. Du behöver ingen e-legitimation.`, code] },
    { heading: 'På papper', paragraphs: ['Skriv under här och skicka tillbaka brevet.', 'Jag har fått beslutet den dag jag skriver under.', 'Datum, underskrift och namnförtydligande: ____________________________________________________________'] },
    { heading: 'Vad det betyder', paragraphs: ['Att bekräfta betyder bara att du har fått beslutet, inte att du håller med om det. Tiden att överklaga räknas från den dagen.'] },
  ] } });
  const letter = await keepCodeLetter(tx, file, { code: issued, name: heading, by: who.staffId, part: 'staff', render });
  if (!letter.ok) return letter;
  await tx.run(q.updateTable('cases.notification').set({ receipt_asked_at: tx.now }).where('tenant_id', '=', tx.tenant).where('id', '=', notification.id));
  await note(tx, who, file, notification, 'receiptAsked', 'Begäran om mottagningsbevis', letter.documentId);
  return { ok: true };
}

/** The control message of simplified service: only the next working day, and only to who has been told before. */
export async function sendControl(tx: Tx, who: Staff, opened: OpenedCase, notification: Notification): Promise<Sent> {
  const { file, today } = opened;
  const party = await servedOn(tx, file.id, notification.partyId);
  if (!party || notification.servedAt || notification.controlOn) return { ok: false, message: 'Parten har redan fått beslutet, eller så är kontrollmeddelandet redan skickat.' };
  const facts = simplifiedFacts(notification, party);
  const hinder = simplifiedHinder(facts, today);
  if (hinder) return { ok: false, message: hinderWords[hinder](facts) };
  const letter = await proofLetter(tx, who, opened, party, 'Kontrollmeddelande', [
    { paragraphs: [`${formatDate(facts.sent, 'sv')} skickade vi ett beslut till dig i ärende ${file.number} med förenklad delgivning.`,
      `Du anses ha fått beslutet ${formatDate(addDays(facts.sent, 14), 'sv')}. Tiden att överklaga räknas från den dagen.`,
      'Har du inte fått beslutet? Hör av dig till oss genast.'] },
  ]);
  if (!letter.ok) return letter;
  await tx.run(q.updateTable('cases.notification').set({ control_on: today }).where('tenant_id', '=', tx.tenant).where('id', '=', notification.id));
  await note(tx, who, file, notification, 'controlSent', 'Kontrollmeddelande', letter.documentId);
  return { ok: true };
}

export const hinderWords: Record<NonNullable<ReturnType<typeof simplifiedHinder>>, (facts: SimplifiedFacts) => string> = {
  notTold: () => 'Parten var inte upplyst om förenklad delgivning när beslutet skickades. Använd mottagningsbevis i stället.',
  tooEarly: ({ sent }) => `Kontrollmeddelandet ska skickas nästa arbetsdag, ${formatDate(controlDay(sent), 'sv')}.`,
  tooLate: ({ sent }) => `Kontrollmeddelandet skulle ha skickats ${formatDate(controlDay(sent), 'sv')}. Då gäller inte förenklad delgivning. Använd mottagningsbevis, eller skicka beslutet igen.`,
};

/** Tells a party, by letter, that simplified service may be used in the case: it can be from then on. */
export async function tellSimplified(tx: Tx, who: Staff, opened: OpenedCase, partyId: Uuid): Promise<Sent> {
  const { file } = opened;
  const party = await servedOn(tx, file.id, partyId);
  if (!party || party.toldOn) return { ok: false, message: 'Parten är redan upplyst.' };
  const letter = await proofLetter(tx, who, opened, party, 'Så kan du få beslut från oss', [
    { paragraphs: ['Vi kan komma att använda förenklad delgivning i ditt ärende. Det betyder att vi skickar handlingen med vanligt brev och nästa arbetsdag ett brev till, om att vi har skickat den.',
      'Du anses ha fått handlingen två veckor efter att den skickades. Titta därför i posten ofta, och säg till om din adress ändras.'] },
  ]);
  if (!letter.ok) return letter;
  const table = party.other ? 'cases.other_party' as const : 'cases.party' as const;
  await tx.run(q.updateTable(table).set({ simplified_told_at: tx.now }).where('tenant_id', '=', tx.tenant).where('id', '=', partyId));
  await register(tx, file, { direction: 'out', title: 'Upplysning om förenklad delgivning', documentId: letter.documentId });
  await addEntry(tx, file, { kind: 'simplifiedTold', part: partyId, authorKind: 'staff', authorId: who.staffId });
  await updateCase(tx, file.id, { last_event_at: tx.now });
  tx.audit({ event: 'cases.simplifiedTold', dossierId: file.id, unitId: file.unitId });
  return { ok: true };
}

const batch = 500;

/** Notes that simplified service is done, two weeks after the letter, where its control message was sent in time. @returns how many */
export async function finishSimplified(tx: Tx): Promise<number> {
  const rows = await tx.all(q.selectFrom('cases.notification').select(['id', 'case_id']).where('tenant_id', '=', tx.tenant).where('served_at', 'is', null)
    .where('control_on', 'is not', null).where('sent_at', '<', new Date(tx.now.getTime() - 13 * 86_400_000)).orderBy('sent_at').limit(batch));
  let done = 0;
  for (const row of rows) if (await servedSimply(tx, asUuid(row.case_id), asUuid(row.id))) done += 1;
  return done;
}

async function servedSimply(tx: Tx, caseId: Uuid, id: Uuid): Promise<boolean> {
  const file = await findCase(tx, caseId);
  const notification = (await notificationsOf(tx, caseId)).find((one) => one.id === id);
  const party = notification && await servedOn(tx, caseId, notification.partyId);
  const day = notification && party && simplifiedServed(simplifiedFacts(notification, party));
  if (!file || !notification || !day || day > swedishDay(tx.now)) return false;
  const version = await versionById(tx, file.versionId);
  await tx.run(q.updateTable('cases.notification').set({
    // Noon in Sweden, winter and summer: the day is what counts.
    served_at: new Date(`${day}T11:00:00Z`), served_how: 'simplified', appeal_until: notification.appealable ? lastDayToAppeal(version, day) : null,
  }).where('tenant_id', '=', tx.tenant).where('id', '=', id).where('served_at', 'is', null));
  await addEntry(tx, file, { kind: 'served', part: notification.partyId, authorKind: 'system', refId: notification.decisionId });
  tx.audit({ event: 'cases.decisionServed', dossierId: file.id, authorityId: file.authorityId, unitId: file.unitId, detail: { how: 'simplified' } });
  tx.emit('cases.decisionServed', { case: file.id, decision: notification.decisionId });
  return true;
}

/** Days a decision lies unread before the officer is reminded that somebody has not got it. */
const patience = 14;

/** Makes a task of every decision that a party has not been shown to have got: the time to appeal has not begun, and nothing becomes final. @returns how many */
export async function tasksOfUnserved(tx: Tx): Promise<number> {
  const rows = await tx.all(q.selectFrom('cases.notification').select(['id', 'case_id']).where('tenant_id', '=', tx.tenant).where('served_at', 'is', null)
    .where('appealable', '=', true).where('control_on', 'is', null).where('reminded_at', 'is', null)
    .where('sent_at', '<', new Date(tx.now.getTime() - patience * 86_400_000)).orderBy('sent_at').limit(batch));
  for (const row of rows) {
    const file = await findCase(tx, asUuid(row.case_id));
    await tx.run(q.updateTable('cases.notification').set({ reminded_at: tx.now }).where('tenant_id', '=', tx.tenant).where('id', '=', row.id));
    if (!file || file.closedAt) continue;
    await addTask(tx, file, {
      key: unservedKey(asUuid(row.id)), role: 'officer', dueDay: addDays(swedishDay(tx.now), 3),
      what: 'En part har inte visat att den har fått beslutet. Tiden att överklaga har inte börjat. Skicka beslutet med mottagningsbevis. Se sidan Delgivning.',
    });
  }
  return rows.length;
}

const unservedKey = (notification: Uuid) => `unserved:${notification}`;

/** Ends the reminder when the party has got it. */
export function endUnserved(tx: Tx, caseId: Uuid, notification: Uuid): Promise<number> {
  return endTask(tx, caseId, unservedKey(notification));
}

async function note(tx: Tx, who: Staff, file: CaseFile, notification: Notification, kind: EntryKind, record: string, documentId: Uuid): Promise<void> {
  await register(tx, file, { direction: 'out', title: record, documentId, refId: notification.decisionId });
  await addEntry(tx, file, { kind, part: notification.partyId, authorKind: 'staff', authorId: who.staffId, refId: notification.decisionId });
  await updateCase(tx, file.id, { last_event_at: tx.now });
  tx.audit({ event: `cases.${kind}`, dossierId: file.id, unitId: file.unitId });
}

/** A letter that only staff see again: it may hold a code. */
async function proofLetter(
  tx: Tx, who: Staff, { file, version }: OpenedCase, party: Served, heading: string, sections: { heading?: string; paragraphs: string[] }[],
): Promise<{ ok: true; documentId: Uuid } | { ok: false; message: string }> {
  const { head, officer } = await letterHead(tx, file, who.staffId, 'sv');
  const letter = await renderLetter(version, { title: heading, language: 'sv', at: tx.now, data: { ...head, recipient: party.recipient, officer: officer.name, heading, sections } });
  if (!letter.ok) return letter;
  const { id } = await putDocument(tx, {
    dossierId: file.id, keyId: file.keyId, authorityId: file.authorityId, ownerId: who.staffId, part: 'staff', name: `${heading}.pdf`, mediaType: 'application/pdf', bytes: letter.bytes,
  });
  return { ok: true, documentId: id };
}
