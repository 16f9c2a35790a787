import assert from 'node:assert/strict';
import type { Destroyed } from './scenario.ts';
import type { World } from './world.ts';

/** Years later what is due is destroyed: by the nightly run, with proof, and the page of the case is gone with the last of it. */
export async function destroy(world: World, cases: readonly string[], { on, gone, request }: Destroyed): Promise<void> {
  const { house } = world.stage;
  const tenant = world.town.id;
  await world.onDay(on, true);
  if (request) return requestGone(world, request, gone === 'whole');
  for (const id of cases) {
    const [file] = await house.asOwner<{ destroyed: string[] }>('select destroyed from cases.case_file where id = $1', [id]);
    const proofs = await house.asOwner<{ what: string; row_count: number }>('select what, row_count from cases.destruction where tenant_id = $1', [tenant]);
    if (gone === 'whole') {
      assert.equal(file, undefined, `the case is still there on ${on}`);
      assert.ok(proofs.some(({ what }) => what === 'whole'), 'no proof of the destruction');
      for (const table of ['cases.submission', 'cases.entry', 'cases.party', 'cases.decision', 'platform.document']) {
        const column = table === 'platform.document' ? 'dossier_id' : 'case_id';
        assert.equal((await house.asOwner(`select 1 from ${table} where ${column} = $1`, [id])).length, 0, `${table} still holds something of the case`);
      }
    } else {
      assert.ok(file, 'the whole case is gone, which was not to be');
      assert.deepEqual([gone].flat().filter((kind) => !file.destroyed.includes(kind)), [], `only ${file.destroyed.join(', ') || 'nothing'} is destroyed on ${on}`);
      assert.ok(proofs.length > 0, 'no proof of the destruction');
      if ([gone].flat().includes('application')) assert.equal((await house.asOwner('select 1 from cases.submission where case_id = $1', [id])).length, 0, 'the application can still be read');
    }
  }
}

/** A request for records goes with its copies, its log and its key, and the audit says so; a written refusal stays. */
async function requestGone(world: World, id: string, gone: boolean): Promise<void> {
  const { house } = world.stage;
  const left = async (table: string, column: string) => (await house.asOwner(`select 1 from ${table} where ${column} = $1`, [id])).length > 0;
  for (const [table, column] of [['records.request', 'id'], ['records.step', 'request_id']] as const) assert.equal(await left(table, column), !gone, `${table} on the day`);
  if (!gone) return;
  assert.equal(await left('platform.document', 'dossier_id'), false, 'a copy is still there');
  const proof = await house.asOwner(`select 1 from platform.audit_entry where tenant_id = $1 and dossier_id = $2 and event = 'records.requestDestroyed'`, [world.town.id, id]);
  assert.equal(proof.length, 1, 'no proof of the destruction');
}
