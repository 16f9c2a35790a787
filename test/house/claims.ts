import type { Room } from '../../src/platform/room.ts';
import type { Ask } from '../isolation/violations.ts';

/**
 * Columns that look as if they held a person or something sealed, and do not. Everything else that looks so must be claimed
 * by the room it lies in.
 */
export const nobodysColumns: Readonly<Record<string, string>> = {
  'platform.tenant_key.wrapped': 'a key, wrapped with the master key',
  'platform.dossier_key.wrapped': 'a key, wrapped with the tenant\'s key',
  'platform.document.sha256': 'a hash of the bytes of a file: says nothing without the file',
  'platform.audit_block.previous': 'a hash of hashes',
  'platform.audit_block.leaves': 'hashes of entries',
  'platform.audit_block.head': 'a hash of hashes',
  'identity.session.token_hash': 'a hash of random bytes',
  'identity.pending.token_hash': 'a hash of random bytes',
  'identity.invitation.code_hash': 'a hash of random bytes',
  'identity.proxy.registered_by': 'a member of staff, as such',
  'services.stash.token_hash': 'a hash of random bytes',
  'services.version.published_by': 'a member of staff, as such',
  'cases.phrase.changed_by': 'a member of staff, as such',
  'cases.saved_view.made_by': 'a member of staff, as such',
  'services.proposal.made_by': 'a member of staff, as such',
  'services.stop.stopped_by': 'a member of staff, as such',
  'cases.confirmation.asked_by': 'a member of staff, as such',
  'cases.confirmation.answered_by': 'a member of staff, as such',
  'cases.decision.confirmed_by': 'a member of staff, as such',
  'cases.draw_seed.seed_cipher': 'random bytes',
  'cases.appeal.tried_by': 'a member of staff, as such',
  'cases.decision.decided_by': 'a member of staff, as such',
  'cases.inquiry.saved_by': 'a member of staff, as such',
  'cases.request.asked_by': 'a member of staff, as such',
  'cases.retention_plan.made_by': 'a member of staff, as such',
  'cases.research_sample.made_by': 'a member of staff, as such',
  'cases.hold.held_by': 'a member of staff, as such',
  'cases.hold.lifted_by': 'a member of staff, as such',
  'cases.task.made_by': 'a member of staff, as such',
  'cases.task.done_by': 'a member of staff, as such',
  'cases.meeting.made_by': 'a member of staff, as such',
  'cases.meeting.held_by': 'a member of staff, as such',
  'cases.agenda_item.written_by': 'a member of staff, as such',
  'cases.agenda_item.recorded_by': 'a member of staff, as such',
  'cases.appeal_outcome.recorded_by': 'a member of staff, as such',
  'cases.absence.made_by': 'a member of staff, as such',
  'continuity.plan.changed_by': 'a member of staff, as such',
  'continuity.crisis.started_by': 'a member of staff, as such',
  'continuity.crisis.ended_by': 'a member of staff, as such',
  'continuity.bulletin.told_by': 'a member of staff, as such',
  'knowledge.feedback.settled_by': 'a member of staff, as such',
};

interface Column { schema: string; table: string; name: string; type: string }

/** What about people in these schemas no room answers for, in words. Empty when every column and table is claimed. */
export async function unclaimed(ask: Ask, schemas: readonly string[], rooms: readonly Pick<Room, 'personData' | 'retention'>[]): Promise<string[]> {
  const columns = await columnsOf(ask, schemas);
  const claimed = new Set(rooms.flatMap(({ personData }) => ('columns' in personData ? personData.columns : [])));
  const kept = new Set(rooms.flatMap(({ retention }) => ('tables' in retention ? Object.keys(retention.tables) : [])));
  const names = new Set(columns.map(nameOf));
  const tables = new Set(columns.map(({ schema, table }) => `${schema}.${table}`));
  return [
    ...columns.filter(aboutPeople).map(nameOf).filter((name) => !claimed.has(name) && !(name in nobodysColumns))
      .map((name) => `${name} holds a person or something sealed, and no room claims it`),
    ...[...tables].filter((table) => !kept.has(table) && table !== 'platform.migration').map((table) => `${table} has no rule for how long it is kept`),
    ...[...claimed].filter((name) => !names.has(name)).map((name) => `${name} is claimed, and does not exist`),
    ...[...kept].filter((table) => !tables.has(table)).map((table) => `${table} has a rule for how long it is kept, and does not exist`),
  ].sort();
}

/** Whoever is signed in, acted for, written to or about; what is sealed; what can be looked up by hash. */
function aboutPeople({ name, type }: Column): boolean {
  if (type === 'bytea') return true;
  return type === 'uuid' && /person|owner|agent|subject|actor|author_id|applicant|acting|_by$/.test(name);
}

function columnsOf(ask: Ask, schemas: readonly string[]): Promise<Column[]> {
  return ask<Column>(`
    select n.nspname as schema, c.relname as table, a.attname as name, format_type(a.atttypid, null) as type
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = any($1) and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped order by 1, 2, a.attnum`, [schemas]);
}

function nameOf({ schema, table, name }: Column): string {
  return `${schema}.${table}.${name}`;
}
