import { eventsAbout } from './audit/about-person.ts';
import { redactAudit } from './audit/retain.ts';
import { sealAudit } from './audit/seal.ts';
import { dropUnneededKeys, rewrapDossiers } from './keys/rotate.ts';
import type { Room } from './room.ts';

/** What the platform itself does on a clock, and keeps about people. */
export const platform: Room = {
  name: 'platform',
  jobs: [
    // Until an entry is sealed a change of it is not found: hence as often as a crontab allows.
    { name: 'sealAudit', cron: '* * * * *', run: async (house, tenant) => { await sealAudit(house, tenant); } },
    {
      name: 'tidyKeys', cron: '43 0 * * *',
      run: async (house, tenant) => {
        await rewrapDossiers(house, tenant);
        await dropUnneededKeys(house, tenant);
      },
    },
  ],
  personData: {
    columns: [
      'platform.audit_entry.actor_id', 'platform.audit_entry.acting_for', 'platform.audit_entry.subject_id',
      'platform.document.owner_id', 'platform.document.name_cipher', 'platform.document_chunk.cipher', 'platform.counted.name_hash', 'platform.counting_hour.secret',
    ],
    export: async (tx, person) => ({ events: await eventsAbout(tx, person) }),
    erase: async (tx, person) => {
      const events = (await eventsAbout(tx, person)).length;
      const ground = 'säkerhetsloggen måste kunna visa vem som har gjort vad; innehållet tas bort efter tio år';
      return { erased: 0, kept: events ? [{ what: `${events} händelser i loggen`, ground }] : [] };
    },
  },
  retention: {
    tables: {
      'platform.tenant_key': 'a replaced key goes a day after nothing is wrapped with it',
      'platform.dossier_key': 'with its dossier: the room that owns the dossier destroys it',
      'platform.document': 'with its dossier',
      'platform.document_chunk': 'with its document',
      'platform.audit_entry': 'what it says is taken out after ten years; its row and hash stay, so that the chain can be verified',
      'platform.audit_block': 'as long as the organisation: hashes only',
      'platform.outbox': 'until it is handled, mostly within a second',
      'platform.counted': 'an hour; after that its key is gone', 'platform.counting_hour': 'until something is counted in another hour',
    },
    run: async (tx) => ({ destroyed: await redactAudit(tx) }),
  },
};
