import { asUuid, type Tx, type Uuid } from '../../platform/index.ts';
import type { DelegatedDecision } from '../../cases/index.ts';
import { q } from './tables.ts';

/** Notes a written refusal among what the authority is to be told of. */
export async function addRefusal(
  tx: Tx, request: { id: Uuid; authorityId: Uuid }, refusal: { outcome: 'partly' | 'refused'; point: string; decidedBy: Uuid },
): Promise<void> {
  await tx.run(q.insertInto('records.refusal').values({
    tenant_id: tx.tenant, id: tx.id(), request_id: request.id, authority_id: request.authorityId, outcome: refusal.outcome, point: refusal.point,
    decided_by: refusal.decidedBy, decided_at: tx.now, reported_at: null, reported_meeting_id: null,
  }));
}

/** Refusals that a meeting was told of, or (`null`) that none has been: by number, without what was asked for. */
export async function refusalsTold(tx: Tx, authorityId: Uuid, meetingId: Uuid | null): Promise<DelegatedDecision[]> {
  const rows = await tx.all(q.selectFrom('records.refusal as f')
    .innerJoin('records.request as r', (join) => join.onRef('r.tenant_id', '=', 'f.tenant_id').onRef('r.id', '=', 'f.request_id'))
    .select(['f.id', 'r.number', 'f.outcome', 'f.point', 'f.decided_at', 'f.decided_by'])
    .where('f.tenant_id', '=', tx.tenant).where('f.authority_id', '=', authorityId)
    .where((eb) => (meetingId ? eb('f.reported_meeting_id', '=', meetingId) : eb('f.reported_at', 'is', null))).orderBy('f.decided_at').limit(2_000));
  return rows.map((row) => ({
    id: asUuid(row.id), caseNumber: row.number, title: 'Utlämnande av allmän handling', type: 'release', outcome: row.outcome, point: row.point,
    decidedAt: row.decided_at, decidedBy: asUuid(row.decided_by),
  }));
}

/** Notes that a meeting has been told of those made up to a moment. @returns how many */
export function tellRefusals(tx: Tx, authorityId: Uuid, upTo: Date, meetingId: Uuid): Promise<number> {
  return tx.run(q.updateTable('records.refusal').set({ reported_at: tx.now, reported_meeting_id: meetingId }).where('tenant_id', '=', tx.tenant)
    .where('authority_id', '=', authorityId).where('reported_at', 'is', null).where('decided_at', '<=', upTo));
}
