-- Published versions of services: immutable. The one in force is the newest whose day has come.
create table services.version (
  tenant_id uuid not null,
  id uuid not null,
  service text not null,
  path text not null,
  hash text not null,
  folder jsonb not null,
  authority_id uuid not null,
  valid_from date not null,
  published_at timestamptz not null,
  published_by uuid,
  note text not null default '',
  primary key (tenant_id, id)
);
create index on services.version (tenant_id, service, valid_from desc, published_at desc);
create index on services.version (tenant_id, path);

-- A service that takes no new applications from a moment on; running cases go on.
create table services.stop (
  tenant_id uuid not null,
  id uuid not null,
  service text not null,
  from_at timestamptz not null,
  until_at timestamptz,
  why text not null,
  primary key (tenant_id, id)
);

do $$
declare t text;
begin
  foreach t in array array['version', 'stop'] loop
    execute format('call platform.tenant_table(%L)', 'services.' || t);
    execute format('create policy shared on services.%I for select to sprang_resident, sprang_staff using (true)', t);
    execute format('grant select on services.%I to sprang_resident, sprang_staff', t);
  end loop;
end $$;

-- A draft is either in a resident's own room (eget utrymme: authority_id is null, and no policy lets staff in, whatever their
-- role), or an entry that staff of an authority write down for someone on the phone, at the counter or from paper.
create table services.draft (
  tenant_id uuid not null,
  id uuid not null,
  version_id uuid not null,
  person_id uuid not null,
  authority_id uuid,
  -- the resident, or the member of staff, who began it
  started_by uuid not null,
  key_id uuid not null,
  -- the case that a co-applicant's own part belongs to; null for an application of its own
  case_id uuid,
  revision integer not null,
  content_cipher bytea not null,
  started_at timestamptz not null,
  saved_at timestamptz not null,
  -- what it became: filled once, in the transaction that made the case, so that a second press finds it
  submitted_case_id uuid,
  receipt_href text,
  primary key (tenant_id, id),
  foreign key (tenant_id, version_id) references services.version (tenant_id, id)
);
call platform.tenant_table('services.draft');
create index on services.draft (tenant_id, person_id) where submitted_case_id is null;
create index on services.draft (tenant_id, saved_at);
create policy own_room on services.draft to sprang_resident
  using (person_id = platform.s('app.person') and authority_id is null)
  with check (person_id = platform.s('app.person') and authority_id is null);
create policy entry on services.draft to sprang_staff
  using (authority_id = platform.s('app.authority')) with check (authority_id = platform.s('app.authority'));
grant select, insert, update, delete on services.draft to sprang_resident, sprang_staff;

-- What was posted when the session had ended: given back to the same browser, once the same person has signed in.
create table services.stash (
  tenant_id uuid not null,
  token_hash bytea not null,
  draft_id uuid not null,
  page text not null,
  sealed bytea not null,
  made_at timestamptz not null,
  primary key (tenant_id, token_hash)
);
call platform.tenant_table('services.stash');
