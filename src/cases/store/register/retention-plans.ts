import { asUuid, swedishDay, type Tx, type Uuid } from '../../../platform/index.ts';
import type { PlanLines, PlanVersion } from '../../model/register/retention.ts';
import { kept } from './retention-tables.ts';
import { q } from '../tables.ts';

/** A version of an authority's plan for a service. Days are `YYYY-MM-DD`. */
export interface RetentionPlan extends PlanVersion {
  id: Uuid;
  authorityId: Uuid;
  service: string;
  validFrom: string;
  decidedDay: string;
  paragraph: string;
  madeBy: Uuid;
  madeAt: Date;
}

/** Every version for an authority, or for one of its services: by service, the one in force longest ahead first. */
export async function retentionPlans(tx: Tx, authorityId: Uuid, service?: string): Promise<RetentionPlan[]> {
  let query = kept.selectFrom('cases.retention_plan').selectAll().where('tenant_id', '=', tx.tenant).where('authority_id', '=', authorityId);
  if (service) query = query.where('service', '=', service);
  const rows = await tx.all(query.orderBy('service').orderBy('valid_from', 'desc').orderBy('made_at', 'desc').limit(2_000));
  return rows.map((row) => ({
    id: asUuid(row.id), authorityId: asUuid(row.authority_id), service: row.service, validFrom: row.valid_from, decidedDay: row.decided_day,
    paragraph: row.paragraph, lines: row.lines, exportFirst: row.export_first, madeBy: asUuid(row.made_by), madeAt: row.made_at,
  }));
}

/** The version in force on a day, of versions as `retentionPlans` gives them. */
export function planOn(plans: readonly RetentionPlan[], service: string, day: string): RetentionPlan | undefined {
  return plans.find((plan) => plan.service === service && plan.validFrom <= day);
}

export interface NewPlan { authorityId: Uuid; service: string; validFrom: string; decidedDay: string; paragraph: string; lines: PlanLines; exportFirst: boolean; by: Uuid }

/** Adds a version, and has the closed cases of the service looked at anew on the day it comes into force. */
export async function addRetentionPlan(tx: Tx, plan: NewPlan): Promise<Uuid> {
  const id = tx.id();
  await tx.run(kept.insertInto('cases.retention_plan').values({
    tenant_id: tx.tenant, id, authority_id: plan.authorityId, service: plan.service, valid_from: plan.validFrom, decided_day: plan.decidedDay,
    paragraph: plan.paragraph, lines: JSON.stringify(plan.lines) as unknown as PlanLines, export_first: plan.exportFirst, made_by: plan.by, made_at: tx.now,
  }));
  const day = plan.validFrom > swedishDay(tx.now) ? plan.validFrom : null;
  await tx.run(q.updateTable('cases.case_file').set({ retention_day: day }).where('tenant_id', '=', tx.tenant).where('authority_id', '=', plan.authorityId)
    .where('service', '=', plan.service).where('closed_at', 'is not', null)
    .where((eb) => (day === null ? eb.lit(true) : eb('retention_day', '>', day))));
  return id;
}

export interface ResearchSample { days: readonly number[]; paragraph: string; decidedDay: string; madeBy: Uuid; madeAt: Date }

/** Which personal files the authority keeps for research, as decided last. */
export async function researchSample(tx: Tx, authorityId: Uuid): Promise<ResearchSample | undefined> {
  const row = await tx.maybe(kept.selectFrom('cases.research_sample').selectAll().where('tenant_id', '=', tx.tenant)
    .where('authority_id', '=', authorityId).orderBy('made_at', 'desc').orderBy('id', 'desc').limit(1));
  return row && { days: row.days, paragraph: row.paragraph, decidedDay: row.decided_day, madeBy: asUuid(row.made_by), madeAt: row.made_at };
}

/** Switches the sample on, or off with no days. Personal files that were set aside are looked at anew. */
export async function decideSample(tx: Tx, authorityId: Uuid, sample: { days: readonly number[]; paragraph: string; decidedDay: string; by: Uuid }): Promise<void> {
  await tx.run(kept.insertInto('cases.research_sample').values({
    tenant_id: tx.tenant, id: tx.id(), authority_id: authorityId, days: [...sample.days], paragraph: sample.paragraph, decided_day: sample.decidedDay,
    made_by: sample.by, made_at: tx.now,
  }));
  await tx.run(q.updateTable('cases.case_file').set({ retention_day: null }).where('tenant_id', '=', tx.tenant).where('authority_id', '=', authorityId)
    .where('register', '=', 'personFile').where('closed_at', 'is not', null));
}
