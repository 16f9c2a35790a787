import { asUuid, type Tx, type Uuid } from '../../platform/index.ts';
import { placeOf, q, type StepKind } from './tables.ts';

/** Something that was done with a request. */
export interface Step { id: Uuid; kind: StepKind; at: Date; staffId: Uuid | null; documentId: Uuid | null; note: string }

/** Writes a line in the log of a request, and in the audit. */
export async function addStep(
  tx: Tx, request: { id: Uuid; authorityId: Uuid; keyId: Uuid }, step: { kind: StepKind; staffId?: Uuid; documentId?: Uuid; note?: string },
): Promise<void> {
  const id = tx.id();
  await tx.run(q.insertInto('records.step').values({
    tenant_id: tx.tenant, id, request_id: request.id, authority_id: request.authorityId, kind: step.kind, at: tx.now, staff_id: step.staffId ?? null,
    document_id: step.documentId ?? null,
    note_cipher: step.note ? await tx.sealJson(request.keyId, placeOf('records.step', id, 'note_cipher'), step.note) : null,
  }));
  tx.audit({ event: `records.request.${step.kind}`, dossierId: request.id, authorityId: request.authorityId });
}

/** What has been done with a request, by kind. */
export async function stepKindsOf(tx: Tx, requestId: Uuid): Promise<ReadonlySet<StepKind>> {
  return new Set((await tx.all(q.selectFrom('records.step').select('kind').distinct().where('tenant_id', '=', tx.tenant).where('request_id', '=', requestId))).map(({ kind }) => kind));
}

export async function stepsOf(tx: Tx, requestId: Uuid): Promise<Step[]> {
  const rows = await tx.all(q.selectFrom('records.step').selectAll().where('tenant_id', '=', tx.tenant).where('request_id', '=', requestId)
    .orderBy('at').orderBy('id').limit(1_000));
  const steps: Step[] = [];
  for (const row of rows) {
    const id = asUuid(row.id);
    const maybe = (one: string | null) => (one === null ? null : asUuid(one));
    steps.push({
      id, kind: row.kind, at: row.at, staffId: maybe(row.staff_id), documentId: maybe(row.document_id),
      note: row.note_cipher ? await tx.openJson<string>(placeOf('records.step', id, 'note_cipher'), row.note_cipher) : '',
    });
  }
  return steps;
}
