import { sql } from 'kysely';
import { asUuid, swedishDay, type Tx, type Uuid } from '../../../platform/index.ts';
import { decisionId, versionById } from '../../../services/index.ts';
import { mainDecisions } from '../../model/decision/decision-rule.ts';
import { startable } from '../../model/application/targets.ts';
import { findCase, updateCase, type CaseFile } from '../../store/case/case-file.ts';
import { decisionsOf } from '../../store/decision/decisions.ts';
import { addEntry } from '../../store/case/entries.ts';
import { q } from '../../store/tables.ts';

const batch = 500;

/**
 * Decisions become final (laga kraft) for each party by itself: the day after its time to appeal has gone out, unless it has
 * appealed and that is not over. When a decision is final for all, its case is closed.
 * @returns how many notifications became final
 */
export async function makeFinal(tx: Tx): Promise<number> {
  const due = await tx.all(q.selectFrom('cases.notification as n').select(['n.id', 'n.case_id', 'n.decision_id', 'n.party_id'])
    .where('n.tenant_id', '=', tx.tenant).where('n.final_at', 'is', null).where('n.void_at', 'is', null).where('n.appealable', '=', true).where('n.appeal_until', '<', swedishDay(tx.now))
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('cases.appeal as a').select('a.id').where('a.tenant_id', '=', tx.tenant)
      .whereRef('a.decision_id', '=', 'n.decision_id').whereRef('a.party_id', '=', 'n.party_id')
      // An appeal that was dismissed as late stops nothing, nor one that a court has settled for good.
      .where('a.dismissed_decision_id', 'is', null)
      .where(sql<boolean>`coalesce((select o.final_day from cases.appeal_outcome o where o.tenant_id = a.tenant_id and o.appeal_id = a.id
        order by o.recorded_at desc, o.id desc limit 1) >= ${swedishDay(tx.now)}::date, true)`))))
    .orderBy('n.appeal_until').limit(batch));
  const cases = new Set<Uuid>();
  for (const row of due) {
    const caseId = asUuid(row.case_id);
    const file = await findCase(tx, caseId);
    if (!file) continue;
    await tx.run(q.updateTable('cases.notification').set({ final_at: tx.now }).where('tenant_id', '=', tx.tenant).where('id', '=', row.id));
    await tx.run(q.updateTable('cases.party').set({ final_at: tx.now }).where('tenant_id', '=', tx.tenant).where('id', '=', row.party_id));
    await addEntry(tx, file, { kind: 'final', part: row.party_id, authorKind: 'system', refId: asUuid(row.decision_id) });
    tx.audit({ event: 'cases.final', dossierId: caseId, authorityId: file.authorityId, unitId: file.unitId });
    cases.add(caseId);
  }
  for (const caseId of cases) await closeWhenOver(tx, caseId);
  return due.length;
}

async function closeWhenOver(tx: Tx, caseId: Uuid): Promise<void> {
  const file = await findCase(tx, caseId);
  const open = await tx.maybe(q.selectFrom('cases.notification').select('id').where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId)
    .where('appealable', '=', true).where('final_at', 'is', null).where('void_at', 'is', null).limit(1));
  if (!file || file.closedAt || open || file.state !== 'decided' || await moreMayFollow(tx, file)) return;
  await updateCase(tx, caseId, { state: 'closed', closed_at: tx.now, closed_why: 'decided', last_event_at: tx.now });
  await addEntry(tx, file, { kind: 'closed', part: 'all', authorKind: 'system' });
  tx.audit({ event: 'cases.closed', dossierId: caseId, authorityId: file.authorityId, unitId: file.unitId, detail: { why: 'final' } });
  tx.emit('cases.closed', { case: caseId });
}

/** A decision that comes after another may still be asked for: the case stays open for it, until an officer closes it. */
async function moreMayFollow(tx: Tx, file: CaseFile): Promise<boolean> {
  const { definition } = (await versionById(tx, file.versionId)).compiled.folder;
  const series = mainDecisions(definition).filter(({ after }) => after !== undefined).map(decisionId);
  if (!series.length) return false;
  const so = { definition, decisions: await decisionsOf(tx, file.id), matters: [], permits: [], sought: [], keysOf: () => [], renews: false };
  return startable(so).some(({ kind }) => series.includes(kind));
}
