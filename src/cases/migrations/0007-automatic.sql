-- Full grants of unchanged renewals by a rule that an authority has switched on, and the draw of those that are checked anyway.

-- What the authority has decided, and until when: only added to and ended, so that it can be seen what held on a day.
create table cases.automation (
  tenant_id uuid not null,
  id uuid not null,
  authority_id uuid not null,
  service text not null,
  -- the authority's own decision, as it stands in its minutes
  resolution text not null,
  -- one in so many is drawn for a check
  one_in integer not null check (one_in between 1 and 1000000),
  from_at timestamptz not null,
  staff_id uuid not null,
  until_at timestamptz,
  ended_staff_id uuid,
  primary key (tenant_id, id)
);
create unique index automation_on on cases.automation (tenant_id, authority_id, service) where until_at is null;

-- The seed of a period's draws. Its hash is in the audit before anything is drawn, and the seed itself when the period is over: so
-- nobody could choose whom to check, and everybody can recount afterwards.
create table cases.draw_seed (
  tenant_id uuid not null,
  authority_id uuid not null,
  -- a Swedish month, YYYY-MM
  period text not null,
  -- sha-256 of the seed, in hex
  commitment text not null,
  committed_at timestamptz not null,
  key_id uuid not null,
  seed_cipher bytea not null,
  -- in hex, when it has been told
  seed text,
  revealed_at timestamptz,
  primary key (tenant_id, authority_id, period)
);

-- That a case was tried, and what came of it.
create table cases.draw (
  tenant_id uuid not null,
  case_id uuid not null,
  authority_id uuid not null,
  period text not null,
  one_in integer not null,
  -- the first eight bytes of the keyed hash of the case's id, in hex
  value text not null,
  drawn boolean not null,
  at timestamptz not null,
  primary key (tenant_id, case_id),
  foreign key (tenant_id, case_id) references cases.case_file (tenant_id, id)
);
create index draw_period on cases.draw (tenant_id, authority_id, period, at);

do $$
declare t text;
begin
  foreach t in array array['automation', 'draw_seed', 'draw'] loop
    execute format('call platform.tenant_table(%L)', 'cases.' || t);
    execute format('create policy authority on cases.%I to sprang_staff
      using (authority_id = platform.s(''app.authority'')) with check (authority_id = platform.s(''app.authority''))', t);
  end loop;
end $$;
grant select, insert, update (until_at, ended_staff_id) on cases.automation to sprang_staff;
-- The seed is made and told by the system alone: staff see the promise of it, and what has been told.
grant select (tenant_id, authority_id, period, commitment, committed_at, seed, revealed_at) on cases.draw_seed to sprang_staff;
grant select on cases.draw to sprang_staff;
revoke update, delete on cases.automation from sprang_jobs;
revoke update on cases.draw from sprang_jobs;

-- What is asked for because a case was drawn is asked by nobody.
alter table cases.request alter column asked_by drop not null;
