import type { House, Place, Uuid } from '../platform/index.ts';
import { findPerson, type PersonFacts } from './person.ts';
import { q } from './store.ts';

/** How a person wants to be reached; what is absent is not used. */
export interface Contact {
  email?: string;
  phone?: string;
  /** notices go to the phone as text messages */
  noticesBy?: 'sms';
}

/**
 * Keeps how a person is reached, as they wrote it themselves. Runs as the system: a person may read what is known of them, but
 * name, number and protection are the register's to change.
 */
export async function saveContact(house: House, tenant: Uuid, personId: Uuid, contact: Contact): Promise<void> {
  await house.db.system(tenant, 'contact', async (tx) => {
    const row = await tx.one(q.selectFrom('identity.person').select('key_id').where('tenant_id', '=', tenant).where('id', '=', personId).forUpdate());
    const person = (await findPerson(tx, personId))!;
    const { email: _email, phone: _phone, noticesBy: _noticesBy, ...rest } = person.facts;
    const facts: PersonFacts = { ...rest, ...contact };
    const place: Place = { table: 'identity.person', row: personId, column: 'facts_cipher' };
    await tx.run(q.updateTable('identity.person').set({ facts_cipher: await tx.sealJson(row.key_id as Uuid, place, facts) })
      .where('tenant_id', '=', tenant).where('id', '=', personId));
  });
}
