import { asUuid, type Mask, type Runner, type Tx, type Uuid } from '../../platform/index.ts';
import { placeOf, q, type ItemOutcome, type ItemRow } from './tables.ts';

/** What a document that is asked for is called, and whose case it lies in. */
export interface ItemContent { name: string; caseNumber: string; mediaType: string }

/** What was written when it was tested. */
export interface ItemTest {
  /** the section it was tested by */
  section: string;
  /** harm, or why it is clear that there is none; ground for release of what is absolutely secret */
  note: string;
  /** what whoever gets it may not do with it */
  reservation: string;
}

/** A document that is asked for, with its outcome. */
export interface ReleaseItem extends ItemContent {
  id: Uuid;
  requestId: Uuid;
  caseId: Uuid;
  documentId: Uuid;
  /** what it is called to those who may not read its case: a file's own name may say who it is about */
  label: string;
  outcome: ItemOutcome | null;
  test: ItemTest | null;
  testedBy: Uuid | null;
  testedAt: Date | null;
  /** what is handed out */
  copyId: Uuid | null;
}

/** A part of a page that is painted over, with the section it is secret by. */
export interface StoredMask extends Mask { id: Uuid; section: string }

interface Owner { id: Uuid; authorityId: Uuid; keyId: Uuid }

export async function addItem(tx: Tx, request: Owner, item: { caseId: Uuid; documentId: Uuid; place: number } & ItemContent): Promise<boolean> {
  const id = tx.id();
  const { name, caseNumber, mediaType } = item;
  return await tx.run(q.insertInto('records.request_item').values({
    tenant_id: tx.tenant, id, request_id: request.id, authority_id: request.authorityId, case_id: item.caseId, document_id: item.documentId, place: item.place,
    content_cipher: await tx.sealJson(request.keyId, placeOf('records.request_item', id, 'content_cipher'), { name, caseNumber, mediaType } satisfies ItemContent),
    outcome: null, tested_by: null, tested_at: null, test_cipher: null, copy_id: null,
  }).onConflict((conflict) => conflict.doNothing())) > 0;
}

export async function itemsOf(tx: Tx, requestId: Uuid): Promise<ReleaseItem[]> {
  const rows = await tx.all(q.selectFrom('records.request_item').selectAll().where('tenant_id', '=', tx.tenant).where('request_id', '=', requestId)
    .orderBy('place').orderBy('id').limit(500));
  const items: ReleaseItem[] = [];
  for (const row of rows) items.push(await toItem(tx, row));
  return items;
}

export async function findItem(tx: Tx, requestId: Uuid, id: Uuid): Promise<ReleaseItem | undefined> {
  const row = await tx.maybe(q.selectFrom('records.request_item').selectAll().where('tenant_id', '=', tx.tenant).where('request_id', '=', requestId).where('id', '=', id));
  return row && toItem(tx, row);
}

/** Writes down the outcome of a test, and what is to be handed out. */
export async function setOutcome(tx: Tx, request: Owner, itemId: Uuid, test: ItemTest & { outcome: ItemOutcome; by: Uuid; copyId: Uuid | null }): Promise<void> {
  const { section, note, reservation } = test;
  await tx.run(q.updateTable('records.request_item').set({
    outcome: test.outcome, tested_by: test.by, tested_at: tx.now, copy_id: test.copyId,
    test_cipher: await tx.sealJson(request.keyId, placeOf('records.request_item', itemId, 'test_cipher'), { section, note, reservation } satisfies ItemTest),
  }).where('tenant_id', '=', tx.tenant).where('id', '=', itemId));
}

/** Makes a document untested again: its masks were changed. */
export async function clearOutcome(tx: Runner, itemId: Uuid): Promise<void> {
  await tx.run(q.updateTable('records.request_item').set({ outcome: null, tested_by: null, tested_at: null, test_cipher: null, copy_id: null })
    .where('tenant_id', '=', tx.tenant).where('id', '=', itemId));
}

export async function masksOf(tx: Runner, itemId: Uuid): Promise<StoredMask[]> {
  const rows = await tx.all(q.selectFrom('records.mask').selectAll().where('tenant_id', '=', tx.tenant).where('item_id', '=', itemId)
    .orderBy('page').orderBy('y').orderBy('x').limit(5_000));
  return rows.map(({ id, page, x, y, width, height, section }) => ({ id: asUuid(id), page, x, y, width, height, section }));
}

export async function addMasks(tx: Runner, item: { id: Uuid; authorityId: Uuid }, masks: readonly Mask[], by: { staffId: Uuid; section: string }): Promise<void> {
  if (!masks.length) return;
  await tx.run(q.insertInto('records.mask').values(masks.map(({ page, x, y, width, height }) => ({
    tenant_id: tx.tenant, id: tx.id(), item_id: item.id, authority_id: item.authorityId, page, x, y, width, height, section: by.section,
    masked_by: by.staffId, masked_at: tx.now,
  }))));
}

/** @returns how many were taken away */
export async function removeMask(tx: Runner, itemId: Uuid, id: Uuid): Promise<number> {
  return tx.run(q.deleteFrom('records.mask').where('tenant_id', '=', tx.tenant).where('item_id', '=', itemId).where('id', '=', id));
}

/** Items of any request that lie in a case: for the case's own page, and when it is destroyed. */
export async function itemsInCase(tx: Runner, caseId: Uuid): Promise<{ id: Uuid; requestId: Uuid; copyId: Uuid | null }[]> {
  const rows = await tx.all(q.selectFrom('records.request_item').select(['id', 'request_id', 'copy_id']).where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId).limit(5_000));
  return rows.map((row) => ({ id: asUuid(row.id), requestId: asUuid(row.request_id), copyId: row.copy_id === null ? null : asUuid(row.copy_id) }));
}

/** @returns rows deleted, masks and all */
export async function deleteItems(tx: Runner, ids: readonly Uuid[]): Promise<number> {
  if (!ids.length) return 0;
  const masks = await tx.run(q.deleteFrom('records.mask').where('tenant_id', '=', tx.tenant).where('item_id', 'in', ids));
  return masks + await tx.run(q.deleteFrom('records.request_item').where('tenant_id', '=', tx.tenant).where('id', 'in', ids));
}

async function toItem(tx: Tx, row: ItemRow): Promise<ReleaseItem> {
  const id = asUuid(row.id);
  const maybe = (one: string | null) => (one === null ? null : asUuid(one));
  return {
    ...await tx.openJson<ItemContent>(placeOf('records.request_item', id, 'content_cipher'), row.content_cipher),
    id, requestId: asUuid(row.request_id), caseId: asUuid(row.case_id), documentId: asUuid(row.document_id), label: `Handling ${row.place + 1}`, outcome: row.outcome,
    test: row.test_cipher ? await tx.openJson<ItemTest>(placeOf('records.request_item', id, 'test_cipher'), row.test_cipher) : null,
    testedBy: maybe(row.tested_by), testedAt: row.tested_at, copyId: maybe(row.copy_id),
  };
}
