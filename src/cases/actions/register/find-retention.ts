import { asUuid, swedishDay, type Tx, type Uuid } from '../../../platform/index.ts';
import { versionById } from '../../../services/index.ts';
import { inSample, planFor, type PlanLines, type RetentionDays } from '../../model/register/retention.ts';
import { partiesOf, partyFacts } from '../../store/parties/parties.ts';
import { planOn, researchSample, retentionPlans, type ResearchSample, type RetentionPlan } from '../../store/register/retention-plans.ts';
import { kept } from '../../store/register/retention-tables.ts';
import { q, type CaseRow } from '../../store/tables.ts';

/** What decides when a closed case goes. */
export interface CaseRetention {
  lines: PlanLines;
  days: RetentionDays;
  /** what the authority has decided; none: the lines are the service's proposal */
  plan: RetentionPlan | undefined;
  /** nothing of it is destroyed: held, nothing decided yet, or kept for research */
  kept: 'held' | 'undecided' | 'research' | undefined;
  /** the package that the archive has received it in */
  exportId: Uuid | undefined;
}

/** Plan, days and exceptions of many closed cases of a tenant, with a few questions to the database however many they are. */
export async function findRetention(tx: Tx, rows: readonly CaseRow[]): Promise<Map<string, CaseRetention>> {
  const found = new Map<string, CaseRetention>();
  if (!rows.length) return found;
  const ids = rows.map(({ id }) => id);
  const [permits, held, archived] = [await permitsOf(tx, ids), await heldAmong(tx, ids), await archivedAmong(tx, ids)];
  const plans = new Map<string, RetentionPlan[]>();
  const samples = new Map<string, ResearchSample | undefined>();
  for (const { authority_id: authority } of rows) {
    if (plans.has(authority)) continue;
    plans.set(authority, await retentionPlans(tx, asUuid(authority)));
    samples.set(authority, await researchSample(tx, asUuid(authority)));
  }
  const today = swedishDay(tx.now);
  for (const row of rows) {
    const { definition } = (await versionById(tx, asUuid(row.version_id))).compiled.folder;
    const plan = planOn(plans.get(row.authority_id)!, row.service, today);
    const sample = samples.get(row.authority_id);
    const ends = permits.get(row.id) ?? [];
    found.set(row.id, {
      lines: planFor(definition.retention, plan), plan, exportId: archived.get(row.id),
      days: {
        closed: row.closed_at && swedishDay(row.closed_at), decided: row.decided_at && swedishDay(row.decided_at), lastEntry: swedishDay(row.last_event_at),
        noPermit: ends.length === 0, permitEnded: ends.includes(null) ? null : ends.sort().at(-1) ?? null, archived: archived.has(row.id),
      },
      kept: held.has(row.id) ? 'held' : !plan ? 'undecided' : row.register === 'personFile' && sample?.days.length && await anyoneIn(tx, row, sample) ? 'research' : undefined,
    });
  }
  return found;
}

async function permitsOf(tx: Tx, ids: readonly string[]): Promise<Map<string, (string | null)[]>> {
  const permits = await tx.all(q.selectFrom('cases.permit').select(['case_id', 'valid_until', 'ended_at']).where('tenant_id', '=', tx.tenant).where('case_id', 'in', ids));
  const ends = new Map<string, (string | null)[]>();
  for (const { case_id: id, ended_at: ended, valid_until: until } of permits) ends.set(id, [...(ends.get(id) ?? []), ended ? swedishDay(ended) : until]);
  return ends;
}

async function heldAmong(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  return new Set((await tx.all(kept.selectFrom('cases.hold').select('case_id').where('tenant_id', '=', tx.tenant).where('case_id', 'in', ids)
    .where('lifted_at', 'is', null))).map((row) => row.case_id));
}

async function archivedAmong(tx: Tx, ids: readonly string[]): Promise<Map<string, Uuid>> {
  return new Map((await tx.all(kept.selectFrom('cases.archived').select(['case_id', 'export_id']).where('tenant_id', '=', tx.tenant).where('case_id', 'in', ids)
    .where('received_at', 'is not', null).orderBy('received_at'))).map((row) => [row.case_id, asUuid(row.export_id)]));
}

async function anyoneIn(tx: Tx, row: CaseRow, { days }: ResearchSample): Promise<boolean> {
  for (const { id } of await partiesOf(tx, asUuid(row.id))) {
    const facts = await partyFacts(tx, id);
    if (facts?.number && inSample(days, facts.number)) return true;
  }
  return false;
}
