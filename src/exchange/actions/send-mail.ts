import { addEntry, addTask, casesByIds, decisionsOf, findCase, noteSentDigitally, notificationsOf, partiesOf } from '../../cases/index.ts';
import { findPerson } from '../../identity/index.ts';
import { findOrganisation } from '../../organisation/index.ts';
import { addDays, readDocument, swedishDay, type DomainEvent, type House, type Tx, type Uuid } from '../../platform/index.ts';
import { versionById } from '../../services/index.ts';
import { deliverSecure, isReachable, largestDocument, type Reachable } from '../channels/mina-meddelanden.ts';
import type { DigitalLetter, Signer } from '../channels/sealed-delivery.ts';
import { NoAnswer } from '../registers/soap.ts';
import { connectionOf, type Connection } from '../store/connections.ts';
import { dueMails, mailById, orderMail, updateMail, type Mail } from '../store/mails.ts';
import type { MailReason } from '../store/tables.ts';

/** Minutes to wait after each failed try. After the last the decision goes as a letter: in all half a day, since somebody is waiting for it. */
const waits = [2, 10, 30, 120, 480] as const;
/** Milliseconds in which nobody else takes what somebody is sending. */
const held = 120_000;
/** Days within which the letter is to be sent. */
const daysForLetter = 1;

/**
 * When something has been decided: what was to go as a letter is ordered as digital mail, where the service says so and the organisation
 * is connected. Nothing of a protected person leaves this way: that they are written to at all could be seen in somebody's mailbox.
 */
export async function mailDecision(house: House, { tenant, ids }: DomainEvent): Promise<void> {
  const [caseId, decisionId] = [ids['case']!, ids['decision']!];
  const ordered = await house.db.system(tenant, 'exchange', async (tx) => {
    if (!await connectionOf(tx, 'digitalMail')) return [];
    const file = await findCase(tx, caseId);
    if (!file || file.protected) return [];
    const { notify } = (await versionById(tx, file.versionId)).compiled.folder.definition;
    if (!notify.how.includes('digitalMail')) return [];
    const parties = new Map((await partiesOf(tx, caseId)).map(({ id, personId }) => [id, personId]));
    const made: Uuid[] = [];
    for (const { id, partyId, how, decisionId: of } of await notificationsOf(tx, caseId)) {
      const personId = of === decisionId && how === 'letter' ? parties.get(partyId) : undefined;
      const person = personId && await findPerson(tx, personId);
      if (!person || person.protected || !person.facts.number || person.facts.deceasedDay) continue;
      const mail = await orderMail(tx, { authorityId: file.authorityId, caseId, decisionId, notificationId: id, partyId });
      if (mail) made.push(mail);
    }
    return made;
  });
  for (const id of ordered) await sendMail(house, tenant, id);
}

/** Tries once. Nothing is held in the database while the other end is waited for. */
export async function sendMail(house: House, tenant: Uuid, id: Uuid): Promise<void> {
  const taken = await house.db.system(tenant, 'exchange', (tx) => take(house, tx, id));
  if (!taken) return;
  const carried = 'letter' in taken ? await carry(house, tenant, taken) : taken;
  await house.db.system(tenant, 'exchange', (tx) => note(tx, id, carried));
}

/** Tries all whose time has come, one after another. */
export async function sendDueMails(house: House, tenant: Uuid): Promise<void> {
  const due = await house.db.system(tenant, 'exchange', (tx) => dueMails(tx, 100));
  for (const id of due) await sendMail(house, tenant, id);
}

interface Ready { connection: Connection; letter: DigitalLetter; signer: Signer; day: string }
type Carried = { receipt: string } | { reason: MailReason; final: boolean };

async function take(house: House, tx: Tx, id: Uuid): Promise<Ready | Carried | undefined> {
  const mail = await mailById(tx, id, { lock: true });
  if (!mail || mail.state !== 'waiting' || (mail.nextAt && mail.nextAt > tx.now)) return undefined;
  await updateMail(tx, id, { next_at: new Date(tx.now.getTime() + held) });
  const connection = await connectionOf(tx, 'digitalMail');
  const letter = connection && await letterOf(house, tx, mail);
  if (!connection || letter === 'covered') return { reason: 'refused', final: true };
  if (!letter) return { reason: 'noDocument', final: true };
  if (letter.document.bytes.length > largestDocument) return { reason: 'tooLarge', final: true };
  const { organisationNumber = '', certificate = '', privateKey = '' } = connection.settings;
  const name = (await findOrganisation(tx))?.name ?? '';
  return { connection, letter, day: swedishDay(tx.now), signer: { organisationNumber: withCentury(organisationNumber), name, certificate, privateKey } };
}

/** Mailboxes know an organisation as twelve digits: 16 and its number. */
function withCentury(organisationNumber: string): string {
  const digits = organisationNumber.replaceAll(/\D/g, '');
  return digits.length === 10 ? `16${digits}` : digits;
}

/** @returns `covered` when the person has got a protected identity since it was ordered */
async function letterOf(house: House, tx: Tx, mail: Mail): Promise<DigitalLetter | 'covered' | undefined> {
  const party = (await partiesOf(tx, mail.caseId)).find(({ id }) => id === mail.partyId);
  const person = party && await findPerson(tx, party.personId);
  if (!person?.facts.number) return undefined;
  if (person.protected) return 'covered';
  const decision = (await decisionsOf(tx, mail.caseId)).find(({ id }) => id === mail.decisionId);
  const document = decision?.documentId ? await readDocument(tx, decision.documentId) : undefined;
  const organisation = await findOrganisation(tx);
  const [file] = await casesByIds(tx, [mail.caseId]);
  if (!document || !organisation || !file) return undefined;
  const { phone } = organisation.facts.contact;
  return {
    id: mail.id, recipient: person.facts.number, language: 'sv', subject: `Beslut från ${organisation.name}`,
    text: `Du har fått ett beslut i ärende ${file.number}. Det finns i den bifogade filen. Där står också vad du kan göra om du tycker att beslutet är fel.\n\nHar du frågor? Ring ${organisation.name} på ${phone}.`,
    support: { text: `Frågor om beslutet besvaras av ${organisation.name}.`, address: `https://${organisation.facts.hosts[0] ?? house.settings.publicAddress.host}`, phone },
    document: { name: document.name, mediaType: document.mediaType, bytes: document.bytes },
  };
}

async function carry(house: House, tenant: Uuid, { connection, letter, signer, day }: Ready): Promise<Carried> {
  try {
    const reachable = await known(house, tenant, letter.recipient, () => isReachable(connection, signer.organisationNumber, letter.recipient));
    if (!reachable.yes) return { reason: reachable.why, final: true };
    const receipt = await deliverSecure(connection, reachable.mailbox, letter, signer, day);
    return receipt === undefined ? { reason: 'refused', final: true } : { receipt };
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    house.log.warn({ tenant, mail: letter.id, code: error.code, detail: error.detail }, 'digital mail was not taken');
    // The other end says that the message itself is wrong: the same again would be as wrong.
    return error.code === 'fault' && /client$/i.test(error.detail) ? { reason: 'refused', final: true } : { reason: 'unreachable', final: false };
  }
}

/** Who can be reached is believed for a day. Held in memory alone. */
const dayLong = 86_400_000;
const reached = new Map<string, { answer: Reachable; until: number }>();

async function known(house: House, tenant: Uuid, number: string, ask: () => Promise<Reachable>): Promise<Reachable> {
  const now = house.clock.now().getTime();
  const key = `${tenant}/${number}`;
  const before = reached.get(key);
  if (before && before.until > now) return before.answer;
  const answer = await ask();
  if (reached.size > 10_000) reached.clear();
  reached.set(key, { answer, until: now + dayLong });
  return answer;
}

async function note(tx: Tx, id: Uuid, carried: Carried): Promise<void> {
  const mail = await mailById(tx, id, { lock: true });
  if (!mail || mail.state !== 'waiting') return;
  const attempts = mail.attempts + 1;
  const about = { dossierId: mail.caseId, authorityId: mail.authorityId };
  if ('receipt' in carried) {
    await updateMail(tx, id, { attempts, state: 'delivered', next_at: null, delivered_at: tx.now, receipt: carried.receipt });
    await noteSentDigitally(tx, mail.notificationId);
    const file = await findCase(tx, mail.caseId);
    const to = 'din digitala brevlåda';
    if (file) await addEntry(tx, file, { kind: 'sentOn', part: mail.partyId, authorKind: 'system', refId: mail.decisionId, content: { text: to, params: { to } } });
    tx.audit({ event: 'exchange.mailDelivered', ...about, detail: { decision: mail.decisionId } });
    return;
  }
  const wait = carried.final ? undefined : waits[attempts - 1];
  if (wait !== undefined) {
    await updateMail(tx, id, { attempts, next_at: new Date(tx.now.getTime() + wait * 60_000) });
    return;
  }
  await updateMail(tx, id, { attempts, state: 'letter', next_at: null, reason: carried.reason });
  await askForLetter(tx, mail);
  tx.audit({ event: 'exchange.mailToLetter', ...about, detail: { decision: mail.decisionId, reason: carried.reason } });
}

/** The officer is told to post it: with digital mail connected nobody would otherwise think of it. */
async function askForLetter(tx: Tx, mail: Mail): Promise<void> {
  const file = await findCase(tx, mail.caseId);
  if (!file) return;
  await addTask(tx, file, {
    key: `letter:${mail.notificationId}`, role: 'officer', dueDay: addDays(swedishDay(tx.now), daysForLetter),
    what: 'Skicka beslutet som brev. Det gick inte att lämna som digital post.',
  });
}
