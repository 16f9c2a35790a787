import { asUuid, swedishDay, type PersonData, type Retention, type Uuid } from '../platform/index.ts';
import { draftKeptDays, draftsOf, openDraft, removeDraft } from './drafts.ts';
import { q } from './store.ts';

export const personData: PersonData = {
  columns: ['services.draft.person_id', 'services.draft.started_by', 'services.draft.content_cipher', 'services.stash.sealed',
    'services.sent_once.sealed', 'services.sent_once.token_hash', 'services.paper_series.printed_by'],
  async export(tx, person) {
    const drafts = [];
    for (const { id } of await draftsOf(tx, person)) {
      const draft = await openDraft(tx, id);
      if (draft) drafts.push({ id, startedAt: draft.startedAt, savedAt: draft.savedAt, answers: draft.content.answers });
    }
    return { drafts };
  },
  async erase(tx, person) {
    let erased = 0;
    for (let some = await draftsOf(tx, person); some.length; some = await draftsOf(tx, person)) {
      for (const { id } of some) await removeById(tx, id);
      erased += some.length;
    }
    return { erased, kept: [] };
  },
};

const stashKeptDays = 7;

/** Days that a proposed version waits to be published. */
const proposalKeptDays = 30;

export const retention: Retention = {
  tables: {
    'services.version': 'kept: cases point at the version they were made with', 'services.cancellation': 'kept with the versions',
    'services.proposal': `${proposalKeptDays} days after it was brought in, or when it is published`, 'services.stop': 'kept with the versions',
    'services.draft': `${draftKeptDays} days after it was last saved; a draft that became a case is emptied at once`,
    'services.stash': `${stashKeptDays} days after the session was lost`,
    'services.sent_once': 'two days: as long as what it stands for can be sent again',
    'services.paper_series': 'kept: says which numbers have been printed', 'services.paper_number': 'kept: says which case a numbered form became',
    'services.paper_counter': 'kept: the next number',
  },
  async run(tx) {
    const before = (days: number) => new Date(tx.now.getTime() - days * 86_400_000);
    const stashes = await tx.run(q.deleteFrom('services.stash').where('tenant_id', '=', tx.tenant).where('made_at', '<', before(stashKeptDays)));
    const sent = await tx.run(q.deleteFrom('services.sent_once').where('tenant_id', '=', tx.tenant).where('day', '<', swedishDay(before(1))));
    const old = await tx.all(q.selectFrom('services.draft').select('id').where('tenant_id', '=', tx.tenant)
      .where('saved_at', '<', before(draftKeptDays)).where('submitted_case_id', 'is', null).limit(1_000));
    for (const { id } of old) await removeById(tx, asUuid(id));
    const proposals = await tx.run(q.deleteFrom('services.proposal').where('tenant_id', '=', tx.tenant).where('made_at', '<', before(proposalKeptDays)));
    if (stashes || proposals || old.length) tx.audit({ event: 'services.retentionRun', detail: { drafts: old.length, stashes, proposals } });
    return { destroyed: stashes + sent + proposals + old.length };
  },
};

async function removeById(tx: Parameters<typeof openDraft>[0], id: Uuid): Promise<void> {
  const draft = await openDraft(tx, id);
  if (draft && !draft.submitted) await removeDraft(tx, draft);
}
