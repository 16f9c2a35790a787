import { sql } from 'kysely';
import { ageAt, findPerson, proxiesOf } from '../../identity/index.ts';
import { findOrganisation } from '../../organisation/index.ts';
import { asUuid, swedishDay, type House, type Tx, type Uuid } from '../../platform/index.ts';
import { mostAttempts, pauseBefore, wordingFor, type NoticeKind } from '../model.ts';
import { q } from '../store.ts';
import { texts } from '../texts.ts';
import { mobileNumber, smsTransportOf, type SmsTransport } from '../sms.ts';
import { mustReach } from './take-report.ts';
import { NoSuchAddress, transport, type Mail } from '../transport.ts';

/** Sends a notice, unless it has been sent. What fails is tried again by `sendWaiting`. */
export async function send(house: House, tenant: Uuid, dispatch: Uuid): Promise<void> {
  await house.db.system(tenant, 'mail', async (tx) => {
    // Locked while it is sent, so that event and job at once send once.
    const row = await tx.maybe(q.selectFrom('messages.dispatch').selectAll().where('tenant_id', '=', tenant).where('id', '=', dispatch)
      .where('sent_at', 'is', null).where('given_up', 'is', null).forUpdate().skipLocked());
    if (!row) return;
    const change = (set: { sent_at?: Date; given_up?: 'noAddress' | 'refused'; bounced_at?: Date; address_hash?: Buffer }) =>
      tx.run(q.updateTable('messages.dispatch').set({ attempts: row.attempts + 1, ...set }).where('tenant_id', '=', tenant).where('id', '=', dispatch));
    // Where somebody must be reached and no way worked, whoever has the case, or asked without one, finds another.
    const giveUp = async (why: 'noAddress' | 'refused', more: { bounced_at?: Date; address_hash?: Buffer } = {}) => {
      await change({ given_up: why, ...more });
      if (mustReach.includes(row.kind) && (why === 'refused' || row.mail_only || !row.case_id)) tx.emit('messages.notReached', { ...(row.case_id && { case: asUuid(row.case_id) }), person: asUuid(row.person_id), dispatch });
    };
    const person = asUuid(row.person_id);
    const bounced = row.bounced_at !== null;
    const sms = row.mail_only ? undefined : await smsFor(house, tx, person, bounced);
    const addresses = sms || bounced ? [] : await addressesFor(tx, person);
    if (!sms && !addresses.length) {
      await giveUp('noAddress');
      return;
    }
    const letters = await lettersFor(house, tx, row, addresses);
    try {
      if (letters.length && !await anyTaken(house, letters)) {
        // Nobody has the address. Again in a transaction of its own: by the other way, where there is one.
        const bounce = { bounced_at: tx.now, address_hash: await tx.hash(addressHash, asOne(addresses)) };
        if (row.mail_only || !await smsFor(house, tx, person, true)) return void await giveUp('refused', bounce);
        await change(bounce);
        tx.emit('messages.dispatchAsked', { dispatch });
        return;
      }
      if (sms) await sms.send({ id: row.id, to: sms.to, text: await textFor(tx, row) });
    } catch (error) {
      // The server's answer may quote the address: only its code is logged.
      house.log.warn({ dispatch, code: (error as { code?: string }).code, attempt: row.attempts + 1 }, 'a notice could not be sent');
      await (row.attempts + 1 >= mostAttempts ? giveUp('refused') : change({}));
      return;
    }
    await change({ sent_at: tx.now, ...(letters.length && { address_hash: await tx.hash(addressHash, asOne(addresses)) }) });
    tx.audit({ event: 'messages.noticeSent', subjectId: asUuid(row.person_id), ...(row.case_id && { dossierId: asUuid(row.case_id) }), detail: { kind: row.kind } });
  });
}

/** Hands over to each address. @returns false when nobody has any of them. @throws when one could not be handed over, and may be later */
async function anyTaken(house: House, letters: readonly Mail[]): Promise<boolean> {
  const deliver = house.slots.all(transport).at(-1)!;
  let taken = false;
  for (const letter of letters) {
    taken = await deliver(house, letter).then(() => true, (error: unknown) => {
      if (error instanceof NoSuchAddress) return taken;
      throw error;
    });
  }
  return taken;
}

/** Notices that wait for another try. Run by the clock. */
export async function sendWaiting(house: House, tenant: Uuid): Promise<void> {
  const due = await house.db.system(tenant, 'mail', (tx) => tx.all(q.selectFrom('messages.dispatch').select(['id', 'attempts', 'made_at'])
    .where('tenant_id', '=', tenant).where('sent_at', 'is', null).where('given_up', 'is', null)
    .where(sql<boolean>`made_at <= ${new Date(house.clock.now().getTime() - 60_000)}`).orderBy('made_at').limit(500)));
  const now = house.clock.now().getTime();
  for (const { id, attempts, made_at: madeAt } of due) {
    let waited = 0;
    for (let attempt = 1; attempt <= attempts; attempt++) waited += pauseBefore(attempt);
    if (now - madeAt.getTime() >= waited * 60_000) await send(house, tenant, asUuid(id));
  }
}

/** Whether a notice would reach somebody: by text message, e-mail, or through a child's guardians. An address that nobody had the last time is none. Run as the system. */
export async function hasDigitalWay(house: House, tx: Tx, personId: Uuid): Promise<boolean> {
  if (await smsFor(house, tx, personId, false)) return true;
  const addresses = await addressesFor(tx, personId);
  if (!addresses.length) return false;
  return !await bouncedLast(tx, personId, addresses) || await smsFor(house, tx, personId, true) !== undefined;
}

/** Whether the latest e-mail to these very addresses of somebody came back. */
async function bouncedLast(tx: Tx, personId: Uuid, addresses: readonly string[]): Promise<boolean> {
  const last = await tx.maybe(q.selectFrom('messages.dispatch').select('bounced_at').where('tenant_id', '=', tx.tenant).where('person_id', '=', personId)
    .where('address_hash', 'in', [...await tx.hashes(addressHash, asOne(addresses))]).orderBy('made_at', 'desc').orderBy('id', 'desc').limit(1));
  return Boolean(last?.bounced_at);
}

const addressHash = 'email';
/** The addresses that one notice goes to, as one value: in the same order whoever of a child's guardians comes first. */
const asOne = (addresses: readonly string[]) => addresses.map((one) => one.toLowerCase()).toSorted().join(' ');

/** The number of whoever has chosen text messages, or whose e-mail does not arrive (`bounced`), where the organisation sends them. */
async function smsFor(house: House, tx: Tx, personId: Uuid, bounced: boolean): Promise<{ to: string; send: SmsTransport } | undefined> {
  const facts = (await findPerson(tx, personId))?.facts;
  const to = (bounced || facts?.noticesBy === 'sms') && facts?.phone ? mobileNumber(facts.phone) : undefined;
  const send = to && await smsTransportOf(house, tx.tenant);
  return to && send ? { to, send } : undefined;
}

/** As an e-mail of the same occasion, and without an address to go to: a text message with one teaches people to follow what strangers send. */
async function textFor(tx: Tx, row: { kind: NoticeKind; confidentiality: number; language: 'sv' | 'sv-simple' | 'en' }): Promise<string> {
  const { key } = wordingFor(row.confidentiality, row.kind);
  const words = { organisation: (await findOrganisation(tx))!.name };
  return [texts(row.language, `mail.${key}.text`, words), texts(row.language, 'sms.how', words)].join(' ');
}

/** The person's own address; for a child without one those of the guardians. Nobody else is told that there is something. */
async function addressesFor(tx: Tx, personId: Uuid): Promise<string[]> {
  const person = await findPerson(tx, personId);
  if (!person) return [];
  if (person.facts.email) return [person.facts.email];
  if (person.protected || (ageAt(person.facts, swedishDay(tx.now)) ?? 18) >= 18) return [];
  const guardians = (await proxiesOf(tx, personId)).filter((proxy) => proxy.personId === personId && proxy.ground === 'guardian');
  const found: string[] = [];
  for (const { agentId } of guardians) {
    const guardian = await findPerson(tx, agentId);
    if (guardian?.facts.email && !guardian.protected) found.push(guardian.facts.email);
  }
  return found;
}

async function lettersFor(
  house: House, tx: Tx, row: { id: string; kind: NoticeKind; confidentiality: number; language: 'sv' | 'sv-simple' | 'en' }, addresses: readonly string[],
): Promise<Mail[]> {
  const organisation = (await findOrganisation(tx))!;
  const { language } = row;
  const { key } = wordingFor(row.confidentiality, row.kind);
  const { publicAddress, mailFrom } = house.settings;
  const host = organisation.facts.hosts[0] ?? publicAddress.host;
  const words = {
    organisation: organisation.name, phone: organisation.facts.contact.phone,
    address: `${host}${publicAddress.port && !host.includes(':') ? `:${publicAddress.port}` : ''}`,
  };
  const subject = texts(language, `mail.${key}.subject`, words);
  const text = [texts(language, `mail.${key}.text`, words), texts(language, 'mail.how', words), texts(language, 'mail.end', words)].join('\n\n');
  return addresses.map((to, index) => ({ id: index ? `${row.id}-${index}` : row.id, from: mailFrom, to, subject, text, language }));
}
