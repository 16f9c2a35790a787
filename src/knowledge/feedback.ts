import { asUuid, type PersonData, type Retention, type Staff, type Tx, type Uuid } from '../platform/index.ts';
import { q } from './store.ts';

/** What someone reports, as they wrote it. */
export interface Feedback {
  /** the page it is about, in their words */
  where: string;
  what: string;
  /** how to reach them, if they want an answer */
  replyTo?: string;
}

export interface LeftFeedback extends Feedback {
  id: Uuid;
  leftAt: Date;
  settledAt?: Date;
}

const place = (row: Uuid) => ({ table: 'knowledge.feedback', row, column: 'content_cipher' });

/** Keeps what someone reports about the site, sealed. Anyone may report; nothing says who it was but what they write themselves. */
export async function leaveFeedback(tx: Tx, feedback: Feedback): Promise<void> {
  const id = tx.id();
  const key = await tx.createKey();
  await tx.run(q.insertInto('knowledge.feedback').values({
    tenant_id: tx.tenant, id, about: 'accessibility', key_id: key, content_cipher: await tx.sealJson(key, place(id), feedback), left_at: tx.now,
    settled_at: null, settled_by: null,
  }));
}

/** The newest reports, those that wait first. Row level security gives them to administrators of the whole organisation only. */
export async function listFeedback(tx: Tx, most = 200): Promise<LeftFeedback[]> {
  const rows = await tx.all(q.selectFrom('knowledge.feedback').select(['id', 'content_cipher', 'left_at', 'settled_at'])
    .where('tenant_id', '=', tx.tenant).orderBy('settled_at', (order) => order.desc().nullsFirst()).orderBy('left_at', 'desc').limit(most));
  const found: LeftFeedback[] = [];
  for (const row of rows) {
    const id = asUuid(row.id);
    const content = await tx.openJson<Feedback>(place(id), row.content_cipher);
    found.push({ ...content, id, leftAt: row.left_at, ...(row.settled_at && { settledAt: row.settled_at }) });
  }
  return found;
}

/** Marks a report as dealt with. @returns false when it already was, or is none of theirs */
export async function settleFeedback(tx: Tx, id: Uuid, by: Staff): Promise<boolean> {
  const settled = await tx.run(q.updateTable('knowledge.feedback').set({ settled_at: tx.now, settled_by: by.staffId })
    .where('tenant_id', '=', tx.tenant).where('id', '=', id).where('settled_at', 'is', null));
  return settled > 0;
}

export const personData: PersonData = {
  columns: ['knowledge.feedback.content_cipher', 'knowledge.feedback.settled_by'],
  // Who reported is not kept: nothing leads from a person to what they wrote.
  async export() {
    return {};
  },
  async erase() {
    return { erased: 0, kept: [] };
  },
};

const feedbackKeptDays = 730;

export const retention: Retention = {
  tables: {
    'knowledge.page': 'public facts: replaced when the files are taken in', 'knowledge.synonym': 'public facts: replaced when the files are taken in',
    'knowledge.feedback': `${feedbackKeptDays} days after it was left`,
  },
  async run(tx) {
    const old = await tx.all(q.deleteFrom('knowledge.feedback').where('tenant_id', '=', tx.tenant)
      .where('left_at', '<', new Date(tx.now.getTime() - feedbackKeptDays * 86_400_000)).returning('key_id'));
    for (const { key_id: key } of old) await tx.destroyKey(asUuid(key));
    if (old.length) tx.audit({ event: 'knowledge.retentionRun', detail: { feedback: old.length } });
    return { destroyed: old.length };
  },
};
