-- What a version asks of those who have begun on an earlier one, and that one not yet in force may be called off. Who, when and
-- why are kept; rolling back is publishing the earlier content again.
alter table services.version add column drafts text not null default 'keep' check (drafts in ('keep', 'offer', 'require', 'stop'));

create table services.cancellation (
  tenant_id uuid not null,
  version_id uuid not null,
  at timestamptz not null,
  by_staff_id uuid,
  why text not null,
  primary key (tenant_id, version_id),
  foreign key (tenant_id, version_id) references services.version (tenant_id, id)
);
call platform.tenant_table('services.cancellation');
create policy shared on services.cancellation for select to sprang_resident, sprang_staff using (true);
grant select on services.cancellation to sprang_resident, sprang_staff;

-- What an administrator has brought in and is looking at before it is published: a whole folder, as it was read.
create table services.proposal (
  tenant_id uuid not null,
  id uuid not null,
  service text not null,
  hash text not null,
  folder jsonb not null,
  source text not null check (source in ('library', 'files', 'earlier')),
  made_by uuid not null,
  made_at timestamptz not null,
  primary key (tenant_id, id)
);
call platform.tenant_table('services.proposal');

alter table services.stop add column stopped_by uuid;
-- A stop holds back new applications; what has been begun may be sent in unless it says otherwise.
alter table services.stop add column drafts text not null default 'keep' check (drafts in ('keep', 'stop'));

-- Administrators of the whole organisation publish, call off and stop. A version itself is never changed.
do $$
declare t text;
begin
  foreach t in array array['version', 'cancellation', 'stop', 'proposal'] loop
    execute format('create policy whole on services.%I to sprang_staff
      using (platform.s(''app.staff'') is not null and platform.s(''app.authority'') is null)
      with check (platform.s(''app.staff'') is not null and platform.s(''app.authority'') is null)', t);
    execute format('grant insert on services.%I to sprang_staff', t);
  end loop;
end $$;
grant select, delete on services.proposal to sprang_staff;
grant update (until_at) on services.stop to sprang_staff;
