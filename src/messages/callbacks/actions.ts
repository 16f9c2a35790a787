import { asUuid, type Staff, type Tx, type Uuid } from '../../platform/index.ts';
import { notify } from '../actions/notify.ts';
import { q } from '../store.ts';
import { findCallback, insertCallback, updateCallback, type Callback, type NewCallback } from './store.ts';

/** Calls without an answer before it is ended, and the person is told. */
export const mostAttempts = 3;

/** Asks a unit to call. With consent, a frozen copy of what has been filled in goes along. */
export async function askForCallback(tx: Tx, wish: NewCallback): Promise<Uuid> {
  const id = await insertCallback(tx, wish);
  tx.audit({ event: 'messages.callbackAsked', dossierId: id, unitId: wish.unit.id, ...(wish.unit.authorityId && { authorityId: wish.unit.authorityId }),
    ...(wish.personId && { subjectId: wish.personId }), detail: { copy: wish.copy !== undefined } });
  return id;
}

/** Somebody has got a protected identity: what they have asked for is covered too. Run as the system. @returns how many */
export function coverCallbacks(tx: Tx, person: Uuid): Promise<number> {
  return tx.run(q.updateTable('messages.callback').set({ protected: true }).where('tenant_id', '=', tx.tenant).where('person_id', '=', person).where('protected', '=', false));
}

/** One of the unit takes it: nobody else calls meanwhile. @returns false when somebody has */
export async function takeCallback(tx: Tx, who: Staff, callback: Callback): Promise<boolean> {
  if (callback.takenBy && callback.takenBy !== who.staffId) return false;
  const taken = await updateCallback(tx, callback.id, { taken_by: who.staffId, taken_at: tx.now });
  if (taken) noted(tx, callback, 'messages.callbackTaken');
  return taken;
}

/** The person was reached: nothing more is shown of what they had filled in. */
export async function reachedCallback(tx: Tx, callback: Callback): Promise<boolean> {
  const done = await updateCallback(tx, callback.id, { ended_at: tx.now, ended_why: 'reached', attempts: callback.attempts + 1, attempted_at: tx.now, copy_cipher: null, copy_until: null });
  if (done) noted(tx, callback, 'messages.callbackReached');
  return done;
}

/** Nobody answered. It goes back to the queue; the third time it is ended, and who is signed up for notices is told. */
export async function unansweredCallback(tx: Tx, callback: Callback): Promise<boolean> {
  const attempts = callback.attempts + 1;
  const last = attempts >= mostAttempts;
  const done = await updateCallback(tx, callback.id, {
    attempts, attempted_at: tx.now, taken_by: null, taken_at: null,
    ...(last && { ended_at: tx.now, ended_why: 'noAnswer' as const, copy_cipher: null, copy_until: null }),
  });
  if (!done) return false;
  noted(tx, callback, 'messages.callbackUnanswered', { attempts });
  if (last && callback.personId) await notify(tx, { personId: callback.personId, kind: 'other', confidentiality: 3, key: `callback/${callback.id}`, language: callback.language });
  return true;
}

/** The person takes it back: all of it, or only the copy of what they had filled in. */
export async function withdrawCallback(tx: Tx, id: Uuid, what: 'all' | 'copy'): Promise<boolean> {
  const callback = await findCallback(tx, id);
  if (!callback) return false;
  const done = await updateCallback(tx, id, { copy_cipher: null, copy_until: null, ...(what === 'all' && { ended_at: tx.now, ended_why: 'withdrawn' as const }) });
  if (done) noted(tx, callback, what === 'all' ? 'messages.callbackWithdrawn' : 'messages.callbackCopyWithdrawn');
  return done;
}

/** Empties copies whose week is over and removes what ended, or was asked for, three months ago, with its key. @returns how many rows were touched */
export async function forgetCallbacks(tx: Tx): Promise<number> {
  const emptied = await tx.run(q.updateTable('messages.callback').set({ copy_cipher: null, copy_until: null }).where('tenant_id', '=', tx.tenant).where('copy_until', '<=', tx.now));
  const old = new Date(tx.now.getTime() - 90 * 86_400_000);
  const rows = await tx.all(q.deleteFrom('messages.callback').where('tenant_id', '=', tx.tenant).where('asked_at', '<', old).returning('key_id'));
  for (const { key_id: key } of rows) await tx.destroyKey(asUuid(key));
  return emptied + rows.length;
}

/** A person's own, whole. @returns how many */
export async function eraseCallbacks(tx: Tx, person: Uuid): Promise<number> {
  const rows = await tx.all(q.deleteFrom('messages.callback').where('tenant_id', '=', tx.tenant).where('person_id', '=', person).returning('key_id'));
  for (const { key_id: key } of rows) await tx.destroyKey(asUuid(key));
  return rows.length;
}

function noted(tx: Tx, callback: Callback, event: string, detail: Record<string, number> = {}): void {
  tx.audit({ event, dossierId: callback.id, unitId: callback.unitId, ...(callback.authorityId && { authorityId: callback.authorityId }),
    ...(callback.personId && { subjectId: callback.personId }), detail });
}
