import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { makeTenant, testHouse } from '../../../test/support/index.ts';
import type { Tx } from '../database/transaction.ts';
import { uuidv7, type Uuid } from '../ids.ts';
import { chunkSize, deleteDocument, deleteDocuments, listDocuments, moveDocuments, putDocument, readDocument } from './documents.ts';

const house = await testHouse();
const { id: tenant } = await makeTenant(house);
const newId = () => uuidv7(house.clock.now());
const authority = newId();

function asResident<T>(work: (tx: Tx) => Promise<T>, person = newId(), newCase?: Uuid): Promise<T> {
  const principal = { kind: 'resident', sessionId: newId(), personId: person, level: 3, provenAt: house.clock.now() } as const;
  return house.db.transaction('resident', { tenant, person, ...(newCase && { newCase }) }, principal, work);
}

function asStaff<T>(within: Uuid, work: (tx: Tx) => Promise<T>): Promise<T> {
  return house.db.transaction('staff', { tenant, authority: within }, { kind: 'system', name: 'test' }, work);
}

/** A draft with one document, put there by a resident. */
async function draft(bytes: Uint8Array = Buffer.from('läkarintyg')) {
  const dossierId = newId();
  return asResident(async (tx) => {
    const keyId = await tx.createKey();
    await tx.enter(dossierId);
    const put = await putDocument(tx, { dossierId, keyId, name: 'intyg från läkare.pdf', mediaType: 'application/pdf', bytes });
    return { ...put, dossierId, keyId };
  });
}

test('a document comes back byte for byte, over several chunks, none, and exactly one', async () => {
  for (const size of [0, 1, chunkSize, chunkSize + 1, 3 * chunkSize + 17]) {
    const bytes = randomBytes(size);
    const { id, dossierId, sha256 } = await draft(bytes);
    const read = await asResident(async (tx) => {
      await tx.enter(dossierId);
      return readDocument(tx, id);
    });
    assert.ok(read);
    assert.ok(read.bytes.equals(bytes), `${size} bytes`);
    assert.equal(sha256, createHash('sha256').update(bytes).digest('hex'));
    assert.deepEqual([read.name, read.mediaType, read.size], ['intyg från läkare.pdf', 'application/pdf', size]);
  }
});

test('neither name nor content lies readable in the database', async () => {
  const { id } = await draft(Buffer.from('hemligt innehåll'));
  const rows = await house.asOwner<{ all: string }>(
    `select encode(d.name_cipher, 'escape') || encode(c.cipher, 'escape') || d::text as all from platform.document d
     join platform.document_chunk c on c.document_id = d.id where d.id = $1`, [id]);
  assert.equal(rows.length, 1);
  assert.doesNotMatch(rows[0]!.all, /hemligt|intyg/);
});

test('a resident who has not entered the dossier sees and changes nothing', async () => {
  const { id, dossierId, keyId } = await draft();
  await asResident(async (tx) => {
    assert.equal(await readDocument(tx, id), undefined);
    assert.deepEqual(await listDocuments(tx, dossierId), []);
    assert.equal(await deleteDocument(tx, id), false);
    await tx.enter(newId());
    assert.equal(await readDocument(tx, id), undefined);
  });
  await assert.rejects(asResident((tx) => putDocument(tx, { dossierId, keyId, name: 'x', mediaType: 'text/plain', bytes: Buffer.of(1) })),
    /row-level security/);
  await asResident(async (tx) => {
    await tx.enter(dossierId);
    assert.equal((await listDocuments(tx, dossierId)).length, 1);
  });
});

test('a chunk cannot be added to a document one may not see', async () => {
  const { id } = await draft();
  const client = await house.db.pools.resident.connect();
  try {
    await client.query(`begin; set local app.tenant = '${tenant}'`);
    await assert.rejects(client.query('insert into platform.document_chunk values ($1, $2, 9, $3)', [tenant, id, Buffer.of(1)]),
      /row-level security/);
  } finally {
    await client.query('rollback');
    client.release();
  }
});

test('staff see no draft; after submission those of its authority see it, and no others', async () => {
  const { id, dossierId } = await draft();
  const caseId = newId();
  assert.equal(await asStaff(authority, (tx) => readDocument(tx, id)), undefined);
  const moved = await asResident(async (tx) => {
    await tx.enter(dossierId);
    return moveDocuments(tx, dossierId, caseId, authority);
  }, newId(), caseId);
  assert.equal(moved, 1);
  assert.equal((await asStaff(authority, (tx) => readDocument(tx, id)))?.bytes.toString(), 'läkarintyg');
  assert.equal(await asStaff(newId(), (tx) => readDocument(tx, id)), undefined);
  assert.deepEqual(await asStaff(authority, (tx) => listDocuments(tx, dossierId)), []);
});

test('documents cannot be moved into a case that the transaction does not make', async () => {
  const { dossierId } = await draft();
  await assert.rejects(asResident(async (tx) => {
    await tx.enter(dossierId);
    await moveDocuments(tx, dossierId, newId(), authority);
  }), /row-level security/);
});

test('a chunk moved to another place or another document does not open', async () => {
  const one = await draft(randomBytes(2 * chunkSize));
  const other = await draft(randomBytes(2 * chunkSize));
  const read = ({ id, dossierId }: { id: Uuid; dossierId: Uuid }) => asResident(async (tx) => {
    await tx.enter(dossierId);
    return readDocument(tx, id);
  });
  await house.asOwner(`update platform.document_chunk c set cipher = d.cipher from platform.document_chunk d
    where c.document_id = $1 and d.document_id = $1 and c.n = 0 and d.n = 1`, [one.id]);
  await assert.rejects(read(one), { code: 'SEAL_BROKEN' });
  await house.asOwner(`update platform.document_chunk c set cipher = d.cipher from platform.document_chunk d
    where c.document_id = $1 and d.document_id = $2 and c.n = d.n`, [other.id, one.id]);
  await assert.rejects(read(other), { code: 'SEAL_BROKEN' });
});

test('a document that lost its last chunk is a fault, not a shorter document', async () => {
  const lost = await draft(randomBytes(chunkSize + 1));
  await house.asOwner('delete from platform.document_chunk where document_id = $1 and n = 1', [lost.id]);
  await house.asOwner('update platform.document set chunks = 1 where id = $1', [lost.id]);
  await assert.rejects(asResident(async (tx) => {
    await tx.enter(lost.dossierId);
    return readDocument(tx, lost.id);
  }), { code: 'DOCUMENT_BROKEN' });
});

test('deleting a dossier takes its documents and chunks, and nobody else\'s', async () => {
  const kept = await draft();
  const gone = await draft();
  await asResident(async (tx) => {
    await tx.enter(gone.dossierId);
    assert.equal(await deleteDocuments(tx, gone.dossierId), 1);
  });
  const rows = await house.asOwner<{ document_id: Uuid }>(
    'select document_id from platform.document_chunk where document_id in ($1, $2)', [kept.id, gone.id]);
  assert.deepEqual(rows.map((row) => row.document_id), [kept.id]);
});
