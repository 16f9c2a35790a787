-- The archive's public key: what leaves for the archive is sealed to it, so that who fetches the package cannot read it.
-- Only added to: the newest is the one in force, and the older say with what earlier packages were sealed.
create table records.archive_key (
  tenant_id uuid not null,
  id uuid not null,
  -- an age recipient, `age1…`
  recipient text not null,
  set_by uuid not null,
  set_at timestamptz not null,
  primary key (tenant_id, id)
);
create index archive_key_newest on records.archive_key (tenant_id, set_at desc);
call platform.tenant_table('records.archive_key');
-- Set by an administrator of the whole organisation, who sees no cases; used by whoever keeps an authority's register.
create policy known on records.archive_key for select to sprang_staff using (platform.s('app.staff') is not null);
create policy set on records.archive_key for insert to sprang_staff with check (platform.s('app.staff') is not null and platform.s('app.authority') is null);
grant select, insert on records.archive_key to sprang_staff;
