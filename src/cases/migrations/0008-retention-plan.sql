-- The authority's own plan of what is kept and how long (dokumenthanteringsplan): each row is a version for one service, in force from its
-- day until a later one is. Only added to: what was destroyed by which plan can always be told.
create table cases.retention_plan (
  tenant_id uuid not null,
  id uuid not null,
  authority_id uuid not null,
  service text not null,
  valid_from date not null,
  decided_day date not null,
  -- the paragraph of the authority's minutes, or the point of its delegation order
  paragraph text not null,
  -- document type → { keep, from, archive }
  lines jsonb not null,
  -- nothing of a case is destroyed before it has been handed to the archive
  export_first boolean not null,
  made_by uuid not null,
  made_at timestamptz not null,
  primary key (tenant_id, id)
);
create index plan_service on cases.retention_plan (tenant_id, authority_id, service, valid_from desc, made_at desc);

-- That a case must not be destroyed for now (gallringsstopp): an appeal elsewhere, a supervision, a damages claim.
create table cases.hold (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  authority_id uuid not null,
  reason_cipher bytea not null,
  held_by uuid not null,
  held_at timestamptz not null,
  lifted_by uuid,
  lifted_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references cases.case_file (tenant_id, id)
);
create unique index hold_open on cases.hold (tenant_id, case_id) where lifted_at is null;

-- Personal files of people born on some days of a month are kept for research, where the law and the authority say so. Switched on and off
-- with a decision; a new row takes the place of the one before.
create table cases.research_sample (
  tenant_id uuid not null,
  id uuid not null,
  authority_id uuid not null,
  -- empty: none are kept
  days smallint[] not null,
  paragraph text not null,
  decided_day date not null,
  made_by uuid not null,
  made_at timestamptz not null,
  primary key (tenant_id, id)
);
create index sample_latest on cases.research_sample (tenant_id, authority_id, made_at desc);

-- That a case has been handed to the archive; received_at once the archive has said that it is there.
create table cases.archived (
  tenant_id uuid not null,
  case_id uuid not null,
  export_id uuid not null,
  authority_id uuid not null,
  exported_at timestamptz not null,
  received_at timestamptz,
  primary key (tenant_id, case_id, export_id),
  foreign key (tenant_id, case_id) references cases.case_file (tenant_id, id)
);
create index archived_export on cases.archived (tenant_id, export_id);

-- The proof of what was destroyed, kept when the case is gone: its number, never anything of what it held.
create table cases.destruction (
  tenant_id uuid not null,
  id uuid not null,
  run_id uuid not null,
  authority_id uuid not null,
  number text not null,
  service text not null,
  -- 'whole', or the document types that went
  what text not null,
  row_count integer not null,
  key_count integer not null,
  -- the authority's plan that it went by; none: the plan that came with the service
  plan_id uuid,
  -- the package that it had been handed to the archive in
  export_id uuid,
  at timestamptz not null,
  primary key (tenant_id, id)
);
create index destruction_run on cases.destruction (tenant_id, authority_id, at desc, run_id);

do $$
declare t text;
begin
  foreach t in array array['retention_plan', 'hold', 'research_sample', 'archived', 'destruction'] loop
    execute format('call platform.tenant_table(%L)', 'cases.' || t);
    execute format('create policy authority on cases.%I to sprang_staff
      using (authority_id = platform.s(''app.authority'')) with check (authority_id = platform.s(''app.authority''))', t);
    execute format('grant select on cases.%I to sprang_staff', t);
  end loop;
end $$;
grant insert on cases.retention_plan, cases.hold, cases.research_sample, cases.archived to sprang_staff;
grant update (lifted_by, lifted_at) on cases.hold to sprang_staff;
grant update (received_at) on cases.archived to sprang_staff;
revoke update on cases.retention_plan, cases.research_sample, cases.destruction from sprang_jobs;

-- A secrecy mark is set and taken away by staff; who and when stands in records.mark.
grant update (secrecy) on cases.record to sprang_staff;
