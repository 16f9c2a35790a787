import { swedishDay, type House, type Job, type Tx, type Uuid } from '../platform/index.ts';
import { keepSeeds } from './actions/automation/keep-seeds.ts';
import { refreshPersons } from './actions/parties/refresh-persons.ts';
import { makeFinal } from './actions/notification/make-final.ts';
import { tasksOfClocks, tasksOfRequests } from './actions/clocks/make-tasks.ts';
import { finishSimplified, tasksOfUnserved } from './actions/notification/serve-proof.ts';
import { takeDownDue } from './actions/notification/take-down.ts';
import { askThoseOfAge, endWaits, remindOthers } from './actions/parties/remind-others.ts';
import { addEntry } from './store/case/entries.ts';
import { findCase } from './store/case/case-file.ts';
import { q } from './store/tables.ts';

const batch = 500;

/** Tells holders that their permit ends soon, once, on the day the definition says. @returns how many */
export async function remindPermits(tx: Tx): Promise<number> {
  const due = await tx.all(q.selectFrom('cases.permit').select(['id', 'case_id', 'party_id']).where('tenant_id', '=', tx.tenant)
    .where('remind_day', '<=', swedishDay(tx.now)).where('reminded_at', 'is', null).where('ended_why', 'is', null).orderBy('remind_day').limit(batch));
  for (const row of due) {
    const file = await findCase(tx, row.case_id as Uuid);
    await tx.run(q.updateTable('cases.permit').set({ reminded_at: tx.now }).where('tenant_id', '=', tx.tenant).where('id', '=', row.id));
    if (!file) continue;
    await addEntry(tx, file, { kind: 'permitReminder', part: row.party_id, authorKind: 'system', refId: row.id as Uuid });
    tx.audit({ event: 'cases.permitReminded', dossierId: file.id, authorityId: file.authorityId, unitId: file.unitId });
    tx.emit('cases.permitReminded', { case: file.id, permit: row.id as Uuid, party: row.party_id as Uuid });
  }
  return due.length;
}

/** Notes, once, that a promised day has passed without a decision, so that lists and follow-up can tell. @returns how many */
export async function notePassedPromises(tx: Tx): Promise<number> {
  const late = await tx.all(q.selectFrom('cases.case_file').select(['id', 'authority_id', 'unit_id']).where('tenant_id', '=', tx.tenant)
    .where('promise_due', '<', swedishDay(tx.now)).where('decided_at', 'is', null).where('closed_at', 'is', null).where('waiting_for', 'is', null)
    .where('late_told_at', 'is', null).orderBy('promise_due').limit(batch));
  for (const row of late) {
    await tx.run(q.updateTable('cases.case_file').set({ late_told_at: tx.now }).where('tenant_id', '=', tx.tenant).where('id', '=', row.id));
    tx.audit({ event: 'cases.promisePassed', dossierId: row.id as Uuid, authorityId: row.authority_id as Uuid, unitId: row.unit_id as Uuid });
    tx.emit('cases.promisePassed', { case: row.id as Uuid });
  }
  return late.length;
}

const daily = (name: string, cron: string, work: (tx: Tx) => Promise<number>): Job => ({
  name, cron,
  async run(house: House, tenant: Uuid) {
    // Batch by batch, each in a transaction of its own: a long run neither locks much nor is lost whole.
    while (await house.db.system(tenant, name, work) === batch);
  },
});

export const jobs: readonly Job[] = [
  daily('cases-final', '10 2 * * *', makeFinal),
  daily('cases-remind-permits', '20 5 * * *', remindPermits),
  daily('cases-promises', '30 5 * * *', notePassedPromises),
  daily('cases-simplified', '32 5 * * *', finishSimplified),
  daily('cases-unserved-tasks', '34 5 * * *', tasksOfUnserved),
  daily('cases-board', '5 0 * * *', takeDownDue),
  daily('cases-remind-others', '40 5 * * *', remindOthers),
  daily('cases-others-over', '42 5 * * *', endWaits),
  { name: 'cases-of-age', cron: '44 5 * * *', run: askThoseOfAge },
  { name: 'cases-refresh-persons', cron: '15 1 * * *', run: async (house, tenant) => { await refreshPersons(house, tenant); } },
  daily('cases-clock-tasks', '35 5 * * *', tasksOfClocks),
  { name: 'cases-draw-seeds', cron: '5 23 * * *', run: async (house, tenant) => { await house.db.system(tenant, 'draw-seeds', keepSeeds); } },
  daily('cases-request-tasks', '37 5 * * *', tasksOfRequests),
];
