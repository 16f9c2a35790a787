import { asUuid, type PersonData, type Retention, type Tx, type Uuid } from '../platform/index.ts';
import { eraseCallbacks, forgetCallbacks } from './callbacks/actions.ts';
import { callbacksOf, openCallback } from './callbacks/store.ts';
import { partyIn } from './slots.ts';
import { messagesOf, q, type StoredMessage } from './store.ts';

export const personData: PersonData = {
  columns: [
    'messages.message.person_id', 'messages.message.author_id', 'messages.message.cipher', 'messages.read_mark.reader_id', 'messages.dispatch.person_id', 'messages.dispatch.address_hash',
    'messages.callback.person_id', 'messages.callback.content_cipher', 'messages.callback.copy_cipher', 'messages.callback.taken_by',
  ],
  async export(tx, person) {
    const until = await lastDays(tx, person);
    const written = await tx.all(q.selectFrom('messages.message').select('case_id').distinct().where('tenant_id', '=', tx.tenant)
      .where((eb) => eb.or([eb('person_id', '=', person), eb('author_id', '=', person)])).limit(5_000));
    const messages = [];
    for (const caseId of new Set([...until.keys(), ...written.map((row) => asUuid(row.case_id))])) {
      for (const message of (await messagesOf(tx, caseId)).filter((one) => isTheirs(one, person, until.get(caseId)))) {
        messages.push({ id: message.id, caseId, from: message.authorKind, at: message.at, text: message.text });
      }
    }
    const notices = await tx.all(q.selectFrom('messages.dispatch').select(['kind', 'made_at', 'sent_at']).where('tenant_id', '=', tx.tenant)
      .where('person_id', '=', person).orderBy('made_at').limit(5_000));
    const callbacks = [];
    for (const { id, askedAt, endedAt } of await callbacksOf(tx, person)) callbacks.push({ askedAt, endedAt, ...await openCallback(tx, id) });
    return { messages, notices, callbacks };
  },
  async erase(tx, person) {
    const notices = await tx.run(q.deleteFrom('messages.dispatch').where('tenant_id', '=', tx.tenant).where('person_id', '=', person));
    const marks = await tx.run(q.deleteFrom('messages.read_mark').where('tenant_id', '=', tx.tenant).where('reader_id', '=', person));
    const callbacks = await eraseCallbacks(tx, person);
    const kept = await tx.all(q.selectFrom('messages.message').select('id').where('tenant_id', '=', tx.tenant).where('person_id', '=', person).limit(1));
    return { erased: notices + marks + callbacks, kept: kept.length ? [{ what: 'messages in cases', ground: 'official records, kept with their case (arkivlagen)' }] : [] };
  },
};

/** Until when a person is told what is written to all parties, case by case; null: still. Who left and came back is told again. */
async function lastDays(tx: Tx, person: Uuid): Promise<ReadonlyMap<Uuid, Date | null>> {
  const until = new Map<Uuid, Date | null>();
  for (const ask of tx.slots.all(partyIn)) {
    for (const { caseId, untilAt } of await ask(tx, person)) {
      const before = until.get(caseId);
      until.set(caseId, before === null || untilAt === null ? null : before && before > untilAt ? before : untilAt);
    }
  }
  return until;
}

/** To them, by them, or to all while they were one of all. `until` absent: never a party. */
function isTheirs({ personId, authorId, at }: StoredMessage, person: Uuid, until: Date | null | undefined): boolean {
  if (authorId === person) return true;
  if (until && at > until) return false;
  return personId === person || (personId === null && until !== undefined);
}

const noticesKeptDays = 365;

export const retention: Retention = {
  tables: {
    'messages.conversation': 'destroyed with the case it belongs to', 'messages.message': 'destroyed with the case; unreadable at once, since the case\'s key is',
    'messages.read_mark': 'destroyed with the case', 'messages.dispatch': `${noticesKeptDays} days after it was asked for`,
    'messages.callback': '90 days after it was asked for; the copy of what was filled in after a week, or when the call was made or it was taken back',
  },
  async run(tx) {
    const before = new Date(tx.now.getTime() - noticesKeptDays * 86_400_000);
    const destroyed = await tx.run(q.deleteFrom('messages.dispatch').where('tenant_id', '=', tx.tenant).where('made_at', '<', before));
    if (destroyed) tx.audit({ event: 'messages.retentionRun', detail: { notices: destroyed } });
    return { destroyed: destroyed + await forgetCallbacks(tx) };
  },
};
