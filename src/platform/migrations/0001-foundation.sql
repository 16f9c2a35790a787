-- What every room stands on. Rules measured in 2026 on PostgreSQL 15 and 18; see docs/decisions/0002-row-level-security.md.

-- A setting of the transaction as a uuid; unset or empty is null, which no policy matches. SQL, so that it is inlined.
create function platform.s(name text) returns uuid language sql stable
  return nullif(current_setting(name, true), '')::uuid;

-- Makes a table a tenant table: row level security, forced on its owner too; nobody outside the tenant of the transaction,
-- ever (restrictive); the jobs role the whole tenant; migrations only when they say so. Other access is granted by the room.
create procedure platform.tenant_table(tbl regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', tbl);
  execute format('alter table %s force row level security', tbl);
  execute format('create policy tenant on %s as restrictive to sprang_resident, sprang_staff, sprang_jobs
    using (tenant_id = nullif(current_setting(''app.tenant'', true), '''')::uuid)
    with check (tenant_id = nullif(current_setting(''app.tenant'', true), '''')::uuid)', tbl);
  execute format('create policy jobs on %s to sprang_jobs using (true) with check (true)', tbl);
  execute format('create policy migration on %s to current_user
    using (current_setting(''app.migrating'', true) = ''on'') with check (current_setting(''app.migrating'', true) = ''on'')', tbl);
  execute format('grant select, insert, update, delete on %s to sprang_jobs', tbl);
end $$;

-- Keys: master (outside the database) wraps a tenant's keys, a tenant's data key wraps the key of each dossier.
create table platform.tenant_key (
  tenant_id uuid not null,
  id uuid not null,
  purpose text not null check (purpose in ('data', 'lookup')),
  wrapped bytea not null,
  master_id text not null,
  created_at timestamptz not null,
  retired_at timestamptz,
  primary key (tenant_id, id)
);
call platform.tenant_table('platform.tenant_key');
create policy shared on platform.tenant_key for select to sprang_resident, sprang_staff using (true);
-- Of lookup keys there are two while one replaces the other.
create unique index one_current_key on platform.tenant_key (tenant_id) where purpose = 'data' and retired_at is null;
grant select on platform.tenant_key to sprang_resident, sprang_staff;

-- A dossier (akt) is a draft or a case: what owns documents, has a key of its own, and is destroyed as a whole.
create table platform.dossier_key (
  tenant_id uuid not null,
  id uuid not null,
  wrapped bytea not null,
  tenant_key_id uuid not null,
  created_at timestamptz not null,
  primary key (tenant_id, id)
);
call platform.tenant_table('platform.dossier_key');
create policy shared on platform.dossier_key to sprang_resident, sprang_staff using (true) with check (true);
grant select, insert on platform.dossier_key to sprang_resident, sprang_staff;
grant delete on platform.dossier_key to sprang_resident, sprang_staff;

create table platform.document (
  tenant_id uuid not null,
  id uuid not null,
  dossier_id uuid not null,
  authority_id uuid,
  owner_id uuid,
  part text not null default 'all',
  key_id uuid not null,
  name_cipher bytea not null,
  media_type text not null,
  size integer not null,
  sha256 bytea not null,
  chunks integer not null,
  created_at timestamptz not null,
  primary key (tenant_id, id)
);
call platform.tenant_table('platform.document');
create index on platform.document (tenant_id, dossier_id);
-- A room that has found that the person may see a dossier says so with app.dossier; then its documents can be read.
-- At submission documents move from the draft to the case that the transaction makes (an UPDATE must also see the new row).
create policy dossier on platform.document to sprang_resident
  using (dossier_id in (platform.s('app.dossier'), platform.s('app.new_case')))
  with check (dossier_id in (platform.s('app.dossier'), platform.s('app.new_case')));
create policy authority on platform.document to sprang_staff
  using (authority_id = platform.s('app.authority')) with check (authority_id = platform.s('app.authority'));
grant select, insert, update, delete on platform.document to sprang_resident, sprang_staff;

create table platform.document_chunk (
  tenant_id uuid not null,
  document_id uuid not null,
  n integer not null,
  cipher bytea not null,
  primary key (tenant_id, document_id, n)
);
call platform.tenant_table('platform.document_chunk');
create policy document on platform.document_chunk to sprang_resident, sprang_staff
  using (exists (select from platform.document d
    where d.tenant_id = document_chunk.tenant_id and d.id = document_chunk.document_id))
  with check (exists (select from platform.document d
    where d.tenant_id = document_chunk.tenant_id and d.id = document_chunk.document_id));
grant select, insert, delete on platform.document_chunk to sprang_resident, sprang_staff;

-- The audit: who did what, where, when. No content, no names. Sealed afterwards in chained blocks.
create table platform.audit_entry (
  tenant_id uuid not null,
  id uuid not null,
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz not null,
  event text not null,
  outcome text not null check (outcome in ('done', 'refused')),
  actor_kind text not null,
  actor_id uuid,
  acting_for uuid,
  authority_id uuid,
  unit_id uuid,
  roles text[] not null default '{}',
  dossier_id uuid,
  subject_id uuid,
  detail jsonb not null default '{}',
  block bigint,
  position integer,
  redacted_at timestamptz,
  primary key (tenant_id, id)
);
call platform.tenant_table('platform.audit_entry');
create index on platform.audit_entry (tenant_id, dossier_id, at) where dossier_id is not null;
create index on platform.audit_entry (tenant_id, subject_id, at) where subject_id is not null;
create index on platform.audit_entry (tenant_id, unit_id, at) where unit_id is not null;
create index on platform.audit_entry (tenant_id, xid) where block is null;
create index on platform.audit_entry (tenant_id, block, position) where block is not null;
create policy write on platform.audit_entry for insert to sprang_resident, sprang_staff
  with check (xid = pg_current_xact_id() and block is null and position is null and redacted_at is null);
create policy mine on platform.audit_entry for select to sprang_resident
  using (dossier_id = platform.s('app.dossier') or subject_id = platform.s('app.person'));
create policy authority on platform.audit_entry for select to sprang_staff using (authority_id = platform.s('app.authority'));
grant select, insert on platform.audit_entry to sprang_resident, sprang_staff;
-- Nobody who serves requests or runs jobs takes an entry away; what has expired is redacted in place.
revoke delete on platform.audit_entry from sprang_jobs;

create table platform.audit_block (
  tenant_id uuid not null,
  number bigint not null,
  previous bytea not null,
  entries integer not null,
  -- sha-256 of each entry, in the order of their positions: 32 bytes each
  leaves bytea not null,
  head bytea not null,
  sealed_at timestamptz not null,
  primary key (tenant_id, number)
);
call platform.tenant_table('platform.audit_block');
revoke update, delete on platform.audit_block from sprang_jobs;

-- Events wait here, ids only, until the relay has moved them to the job queue.
create table platform.outbox (
  tenant_id uuid not null,
  id uuid not null,
  event text not null,
  ids jsonb not null,
  at timestamptz not null,
  primary key (tenant_id, id)
);
call platform.tenant_table('platform.outbox');
create policy write on platform.outbox for insert to sprang_resident, sprang_staff with check (true);
create policy relay on platform.outbox to sprang_relay using (true);
grant insert on platform.outbox to sprang_resident, sprang_staff;
-- The update is never made: to pass over rows that another process has locked needs the right to it.
grant select, delete, update (id) on platform.outbox to sprang_relay;
