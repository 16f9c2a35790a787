import assert from 'node:assert/strict';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeTenant, testHouse, until } from '../../../test/support/index.ts';
import { uuidv7, type Uuid } from '../ids.ts';
import { headsDirectory } from './heads.ts';
import { redactAudit } from './retain.ts';
import { headOf } from './seal-format.ts';
import { sealAudit } from './seal.ts';
import { verifyAudit, type AuditFinding } from './verify.ts';

const house = await testHouse();

/** A tenant whose audit has sealed blocks of these many entries. */
async function sealed(...blocks: number[]): Promise<Uuid> {
  const { id: tenant } = await makeTenant(house);
  for (const entries of blocks) {
    await record(tenant, entries);
    await sealAll(tenant, entries);
  }
  return tenant;
}

/** Each entry in a transaction of its own, with something to change in it. */
async function record(tenant: Uuid, entries: number): Promise<void> {
  for (let n = 0; n < entries; n++) {
    await house.db.system(tenant, 'test', async (tx) => {
      tx.audit({ event: 'test.read', subjectId: tx.id(), detail: { n } });
    });
  }
}

/** Other test files have transactions under way, and what is younger than they waits for them. */
async function sealAll(tenant: Uuid, entries: number): Promise<void> {
  await until('older transactions to end', async () => (await house.asOwner<{ ready: boolean }>(
    'select bool_and(xid < pg_snapshot_xmin(pg_current_snapshot())) as ready from platform.audit_entry where tenant_id = $1',
    [tenant]))[0]!.ready);
  assert.equal(await sealAudit(house, tenant), entries);
}

async function findings(tenant: Uuid): Promise<readonly AuditFinding[]> {
  return (await verifyAudit(house, tenant)).findings;
}

async function entryAt(tenant: Uuid, block: number, position: number): Promise<string> {
  const rows = await house.asOwner<{ id: string }>(
    'select id from platform.audit_entry where tenant_id = $1 and block = $2 and position = $3', [tenant, block, position]);
  return rows[0]!.id;
}

const headsFile = (tenant: Uuid) => join(headsDirectory(house), `${tenant}.log`);

test('an untouched audit has no findings, and says what is not sealed yet', async () => {
  const tenant = await sealed(3, 1, 4);
  await record(tenant, 2);
  assert.deepEqual(await verifyAudit(house, tenant), {
    blocks: 3, entries: 8, unsealed: 2, findings: [],
  });
});

test('an entry of a transaction that still runs is sealed after it, with nothing sealed past it', async () => {
  const { id: tenant } = await makeTenant(house);
  await house.db.system(tenant, 'slow', async (tx) => {
    tx.audit({ event: 'test.slow' });
    await tx.flush();
    await record(tenant, 1);
    assert.equal(await sealAudit(house, tenant), 0);
  });
  await sealAll(tenant, 2);
  const rows = await house.asOwner<{ event: string }>(
    'select event from platform.audit_entry where tenant_id = $1 order by block, position', [tenant]);
  assert.deepEqual(rows.map(({ event }) => event), ['test.slow', 'test.read']);
  assert.deepEqual(await findings(tenant), []);
});

for (const [what, change] of Object.entries({
  'its event': 'event = \'test.nothing\'',
  'its actor': 'actor_kind = \'staff\'',
  'whom it concerned': 'subject_id = gen_random_uuid()',
  'its time by a microsecond': 'at = at + interval \'1 microsecond\'',
  'its detail': 'detail = \'{"n": 77}\'',
  'its outcome': 'outcome = \'refused\'',
  'its unit': 'unit_id = gen_random_uuid()',
  'what it says, called redaction': 'event = \'redacted\', redacted_at = now()',
})) {
  test(`an entry edited in ${what} is named`, async () => {
    const tenant = await sealed(3);
    const entry = await entryAt(tenant, 1, 1);
    await house.asOwner(`update platform.audit_entry set ${change} where id = $1`, [entry]);
    assert.deepEqual(await findings(tenant), [{ kind: 'edited', block: 1, position: 1, entry }]);
  });
}

test('an entry edited together with its block is found by the head outside the database, and the blocks after it stand', async () => {
  const tenant = await sealed(2, 2, 2);
  const [block] = await house.asOwner<{ previous: Buffer; leaves: Buffer; sealed_at: Date; entries: number }>(
    'select previous, leaves, sealed_at, entries from platform.audit_block where tenant_id = $1 and number = 2', [tenant]);
  const leaves = Buffer.from(block!.leaves);
  leaves[0]! ^= 1;
  const head = headOf(tenant, { ...block!, number: 2, leaves });
  await house.asOwner('update platform.audit_block set leaves = $2, head = $3 where tenant_id = $1 and number = 2', [tenant, leaves, head]);
  const found = await findings(tenant);
  assert.ok(found.some(({ kind, block: number }) => kind === 'headMismatch' && number === 2));
  assert.deepEqual([...new Set(found.map(({ block: number }) => number))], [2]);
});

test('a whole chain made anew inside the database is found', async () => {
  const tenant = await sealed(2, 2);
  let previous = Buffer.alloc(32);
  for (const number of [1, 2]) {
    const [row] = await house.asOwner<{ leaves: Buffer; sealed_at: Date; entries: number }>(
      'select leaves, sealed_at, entries from platform.audit_block where tenant_id = $1 and number = $2', [tenant, number]);
    const leaves = Buffer.from(row!.leaves);
    leaves[5]! ^= 1;
    const head = headOf(tenant, { ...row!, number, previous, leaves });
    await house.asOwner('update platform.audit_block set leaves = $3, previous = $4, head = $5 where tenant_id = $1 and number = $2',
      [tenant, number, leaves, previous, head]);
    previous = head as Buffer<ArrayBuffer>;
  }
  const mismatches = (await findings(tenant)).filter(({ kind }) => kind === 'headMismatch');
  assert.deepEqual(mismatches.map(({ block }) => block), [1, 2]);
});

test('a deleted entry is named by its place', async () => {
  const tenant = await sealed(3);
  await house.asOwner('delete from platform.audit_entry where id = $1', [await entryAt(tenant, 1, 2)]);
  assert.deepEqual(await findings(tenant), [{ kind: 'deleted', block: 1, position: 2 }]);
});

test('entries that changed places are named, with the place they were sealed in', async () => {
  const tenant = await sealed(3, 2);
  const [one, other] = [await entryAt(tenant, 1, 0), await entryAt(tenant, 2, 1)];
  await house.asOwner(`update platform.audit_entry set (block, position) = (select case id when $1 then 2 else 1 end, case id when $1 then 1 else 0 end)
    where id in ($1, $2)`, [one, other]);
  assert.deepEqual(await findings(tenant), [
    { kind: 'reordered', block: 1, position: 0, entry: other, sealedIn: { block: 2, position: 1 } },
    { kind: 'reordered', block: 2, position: 1, entry: one, sealedIn: { block: 1, position: 0 } },
  ]);
});

test('an entry put into a sealed block afterwards is named', async () => {
  const tenant = await sealed(2);
  const entry = uuidv7(house.clock.now());
  await house.asOwner(`insert into platform.audit_entry (tenant_id, id, at, event, outcome, actor_kind, block, position)
    values ($1, $2, now(), 'test.read', 'done', 'anyone', 1, 2)`, [tenant, entry]);
  assert.deepEqual(await findings(tenant), [{ kind: 'inserted', block: 1, position: 2, entry }]);
});

test('a block taken out of the middle is named', async () => {
  const tenant = await sealed(2, 2, 2);
  await house.asOwner('delete from platform.audit_entry where tenant_id = $1 and block = 2', [tenant]);
  await house.asOwner('delete from platform.audit_block where tenant_id = $1 and number = 2', [tenant]);
  assert.deepEqual(await findings(tenant), [{ kind: 'blockMissing', block: 2 }]);
});

test('an audit cut off at its end is found, and where', async () => {
  const tenant = await sealed(2, 2, 2);
  await house.asOwner('delete from platform.audit_entry where tenant_id = $1 and block >= 2', [tenant]);
  await house.asOwner('delete from platform.audit_block where tenant_id = $1 and number >= 2', [tenant]);
  assert.deepEqual(await findings(tenant), [{ kind: 'truncated', block: 2 }]);
});

test('heads lost on disk are told from tampering', async () => {
  const tenant = await sealed(1, 1);
  const [first] = (await readFile(headsFile(tenant), 'utf8')).split('\n');
  await writeFile(headsFile(tenant), `${first}\n`);
  assert.deepEqual(await findings(tenant), [{ kind: 'headMissing', block: 2 }]);
});

test('a head cut short by a crash is written again, on a line of its own', async () => {
  const tenant = await sealed(1);
  await appendFile(headsFile(tenant), '2 1 2026-11-20T09:00:00.000Z abcdef');
  await record(tenant, 1);
  await sealAll(tenant, 1);
  assert.deepEqual(await findings(tenant), []);
  assert.match(await readFile(headsFile(tenant), 'utf8'), /^1 1 .*\n2 1 .*abcdef\n2 1 \S+ [0-9a-f]{64}\n$/);
});

test('expired entries are redacted and the chain still verifies; younger ones are left alone', async () => {
  const tenant = await sealed(2);
  const then = house.clock.now();
  house.clock.set(new Date('2036-11-21T09:00:00Z'));
  try {
    await record(tenant, 1);
    await sealAll(tenant, 1);
    assert.equal(await house.db.system(tenant, 'test', redactAudit), 2);
    assert.deepEqual(await findings(tenant), []);
    const rows = await house.asOwner<{ event: string; subject_id: string | null }>(
      'select event, subject_id from platform.audit_entry where tenant_id = $1 order by block, position', [tenant]);
    assert.deepEqual(rows.slice(0, 2), [{ event: 'redacted', subject_id: null }, { event: 'redacted', subject_id: null }]);
    assert.equal(rows[2]!.event, 'test.read');
  } finally {
    house.clock.set(then);
  }
});

test('those who serve requests and run jobs can neither change nor take away an entry or a block', async () => {
  const tenant = await sealed(1);
  for (const [role, statement] of [
    ['resident', 'update platform.audit_entry set event = \'x\''], ['resident', 'delete from platform.audit_entry'],
    ['staff', 'update platform.audit_entry set event = \'x\''], ['staff', 'delete from platform.audit_entry'],
    ['jobs', 'delete from platform.audit_entry'], ['jobs', 'delete from platform.audit_block'],
    ['jobs', 'update platform.audit_block set entries = 0'], ['relay', 'select from platform.audit_entry'],
  ] as const) {
    const client = await house.db.pools[role].connect();
    await client.query(`begin; set local app.tenant = '${tenant}'`);
    await assert.rejects(client.query(statement), /permission denied/, `${role}: ${statement}`);
    await client.query('rollback');
    client.release();
  }
});
