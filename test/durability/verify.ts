import assert from 'node:assert/strict';
import { decisionsOf } from '../../src/cases/store/decision/decisions.ts';
import { entriesOf, partiesOf, partyFacts, submissionsOf } from '../../src/cases/index.ts';
import { inquiryOf } from '../../src/cases/store/inquiry/inquiries.ts';
import { recordsOf } from '../../src/cases/store/register/records.ts';
import { messagesOf } from '../../src/messages/store.ts';
import { readDocument, type House, type Tx, type Uuid } from '../../src/platform/index.ts';
import { openDraft } from '../../src/services/drafts.ts';
import type { Ledger, Operation } from './ledger.ts';

/** Looks up every operation of the ledger: each acknowledged is there once and whole, and opens; what was refused is not there. */
export async function verifyOperations(house: House, tenant: Uuid, operations: readonly Operation[], ledger: Ledger): Promise<void> {
  for (const operation of operations) {
    await house.db.system(tenant, 'durability', async (tx) => {
      const found = await timesFound(tx, operation, ledger);
      const what = JSON.stringify(operation);
      if (operation.known === 'acknowledged') assert.equal(found, 1, `acknowledged, and found ${found} times: ${what}`);
      if (operation.known === 'unsure') assert.ok(found <= 1, `done ${found} times: ${what}`);
      if (operation.known === 'refused') assert.equal(found, 0, `refused, and done: ${what}`);
    });
  }
}

function timesFound(tx: Tx, operation: Operation, ledger: Ledger): Promise<number> {
  switch (operation.kind) {
    case 'submission': return submissionFound(tx, operation);
    case 'message': return messagesOf(tx, operation.caseId).then((all) => all.filter(({ text }) => text === operation.marker).length);
    case 'decision': return decisionFound(tx, operation);
    case 'save': return saveFound(tx, operation, ledger);
  }
}

async function submissionFound(tx: Tx, { draft, marker, caseId }: Extract<Operation, { kind: 'submission' }>): Promise<number> {
  const { submitted } = (await openDraft(tx, draft))!;
  if (!submitted) return 0;
  if (caseId) assert.equal(submitted.caseId, caseId, 'another case than the one that was told of');
  const submissions = (await submissionsOf(tx, submitted.caseId)).filter(({ id }) => id === draft);
  assert.deepEqual(submissions.map(({ content }) => content.answers['findText']), [marker]);
  assert.ok(JSON.stringify(submissions[0]!.content.seen).includes(marker), 'what was seen is not what was answered');
  const parties = await partiesOf(tx, submitted.caseId);
  assert.deepEqual(await Promise.all(parties.map(async ({ id }) => (await partyFacts(tx, id))?.familyName)), ['Ärlig']);
  assert.equal((await entriesOf(tx, submitted.caseId)).filter(({ kind }) => kind === 'received').length, 1);
  assert.equal((await recordsOf(tx, submitted.caseId)).filter(({ direction }) => direction === 'in').length >= 1, true);
  return submissions.length;
}

async function decisionFound(tx: Tx, { caseId, marker }: Extract<Operation, { kind: 'decision' }>): Promise<number> {
  const decisions = await decisionsOf(tx, caseId);
  for (const { items, documentId, content } of decisions) {
    assert.equal(items.length, 2);
    assert.ok(JSON.stringify(content).includes(marker), 'the reasons are not those that were decided on');
    assert.equal((await readDocument(tx, documentId!))!.bytes.subarray(0, 5).toString(), '%PDF-');
  }
  if (!decisions.length) assert.ok(await inquiryOf(tx, caseId), 'the draft of the decision is gone');
  return decisions.length;
}

/** A draft holds what was saved last: an acknowledged save may only have been replaced by a later one. */
async function saveFound(tx: Tx, { draft, marker, known }: Extract<Operation, { kind: 'save' }>, ledger: Ledger): Promise<number> {
  const now = (await openDraft(tx, draft))!.content.answers['findText'];
  const saves = ledger.of('save').filter((one) => one.draft === draft);
  const at = saves.findIndex((one) => one.marker === marker);
  const later = saves.slice(at + 1).some((one) => one.marker === now && one.known !== 'refused');
  return now === marker || (later && known === 'acknowledged') ? 1 : 0;
}

/** Rows that stand alone where something was half done. Owner's view, all tenants. Empty when nothing is half. */
export const halves: Readonly<Record<string, string>> = {
  'a case without its submission': lacks('case_file c', 'submission s where s.tenant_id = c.tenant_id and s.case_id = c.id'),
  'a case without its party': lacks('case_file c', 'party p where p.tenant_id = c.tenant_id and p.case_id = c.id'),
  'a case without its first entry': lacks('case_file c', `entry e where e.tenant_id = c.tenant_id and e.case_id = c.id and e.kind = 'received'`),
  'a case without its record': lacks('case_file c', 'record r where r.tenant_id = c.tenant_id and r.case_id = c.id and r.number = 1'),
  'a case without its key': 'select c.id from cases.case_file c where not exists (select from platform.dossier_key k where k.tenant_id = c.tenant_id and k.id = c.key_id)',
  'a case without its audit': `select c.id from cases.case_file c where (select count(*) from platform.audit_entry a
    where a.tenant_id = c.tenant_id and a.dossier_id = c.id and a.event = 'cases.submitted') <> 1`,
  'a case whose draft is still open': 'select d.id from services.draft d join cases.submission s on s.tenant_id = d.tenant_id and s.id = d.id where d.submitted_case_id is null',
  'a draft sent in without a case': `select d.id from services.draft d where d.submitted_case_id is not null
    and not exists (select from cases.case_file c where c.tenant_id = d.tenant_id and c.id = d.submitted_case_id)`,
  'a case with a gap in its register': 'select c.id from cases.case_file c where c.records <> (select count(*) from cases.record r where r.tenant_id = c.tenant_id and r.case_id = c.id)',
  'a decided case without its decision': lacks('case_file c', 'decision d where d.tenant_id = c.tenant_id and d.case_id = c.id', 'c.decided_at is not null'),
  'a decision in a case that is not decided': 'select d.id from cases.decision d join cases.case_file c on c.tenant_id = d.tenant_id and c.id = d.case_id where c.decided_at is null',
  'a decision without its items': lacks('decision c', 'decision_item i where i.tenant_id = c.tenant_id and i.decision_id = c.id'),
  'a decision without its notification': lacks('decision c', 'notification n where n.tenant_id = c.tenant_id and n.decision_id = c.id'),
  'a decision without its permit': lacks('decision c', 'permit p where p.tenant_id = c.tenant_id and p.decision_id = c.id'),
  'a decision without its record': lacks('decision c', `record r where r.tenant_id = c.tenant_id and r.ref_id = c.id and r.direction = 'out'`),
  'a decision without its audit': `select d.id from cases.decision d where (select count(*) from platform.audit_entry a
    where a.tenant_id = d.tenant_id and a.dossier_id = d.case_id and a.event = 'cases.decided') <> 1`,
  'a case decided twice': 'select min(id::text) from cases.decision group by tenant_id, case_id having count(*) > 1',
  'a document without its bytes': `select d.id from platform.document d
    where d.chunks <> (select count(*) from platform.document_chunk c where c.tenant_id = d.tenant_id and c.document_id = d.id)`,
  'a message without its record': `select m.id from messages.message m where not exists (select from cases.record r where r.tenant_id = m.tenant_id and r.ref_id = m.id)`,
  'a message without its entry': `select m.id from messages.message m where not exists (select from cases.entry e where e.tenant_id = m.tenant_id and e.ref_id = m.id)`,
};

function lacks(table: string, other: string, where = 'true'): string {
  return `select c.id from cases.${table} where ${where} and not exists (select from cases.${other})`;
}

/** What was committed must have been handled once the outbox and the queue are empty. */
export const unhandled: Readonly<Record<string, string>> = {
  'a case whose applicant got no notice': `select c.id from cases.case_file c where not exists (select from messages.dispatch d
    where d.tenant_id = c.tenant_id and d.case_id = c.id and d.kind = 'received')`,
  'a submission without its copy, or with two': `select c.id from cases.case_file c where (select count(*) from platform.document d
    where d.tenant_id = c.tenant_id and d.dossier_id = c.id and d.media_type = 'application/pdf')
      <> 1 + (select count(*) from cases.decision e where e.tenant_id = c.tenant_id and e.case_id = c.id)`,
  'a decision whose party got no notice': `select e.id from cases.decision e where not exists (select from messages.dispatch d
    where d.tenant_id = e.tenant_id and d.case_id = e.case_id and d.kind = 'decision')`,
};
