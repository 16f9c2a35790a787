-- What helps officers in their work: sentences that are used often, and lists that are looked at often. Nothing about anybody.
create table cases.phrase (
  tenant_id uuid not null,
  id uuid not null,
  authority_id uuid not null,
  -- null: every unit, every service of the authority
  unit_id uuid,
  service text,
  title text not null,
  -- where it is offered: completion, hearing, decision, message
  uses text[] not null,
  -- with {name} and the like where the case fills in
  text text not null,
  changed_by uuid not null,
  changed_at timestamptz not null,
  primary key (tenant_id, id),
  check (uses <@ array['completion', 'hearing', 'decision', 'message'] and cardinality(uses) > 0)
);
create index phrase_authority on cases.phrase (tenant_id, authority_id, title);

-- A list with its filter and order, by a name. Without a unit it is its maker's own; with one, everyone's there.
create table cases.saved_view (
  tenant_id uuid not null,
  id uuid not null,
  authority_id uuid not null,
  unit_id uuid,
  made_by uuid not null,
  name text not null,
  list text not null,
  service text,
  urgent boolean not null default false,
  falling boolean,
  made_at timestamptz not null,
  primary key (tenant_id, id)
);
create index saved_view_own on cases.saved_view (tenant_id, made_by) where unit_id is null;
create index saved_view_unit on cases.saved_view (tenant_id, unit_id) where unit_id is not null;

-- Which saved list somebody comes to first.
create table cases.first_view (
  tenant_id uuid not null,
  authority_id uuid not null,
  staff_id uuid not null,
  view_id uuid not null,
  primary key (tenant_id, authority_id, staff_id),
  foreign key (tenant_id, view_id) references cases.saved_view (tenant_id, id) on delete cascade
);
create index first_view_of on cases.first_view (tenant_id, view_id);

-- When something lay on an officer's table: lead times by step are counted from it.
create index assignment_first on cases.assignment (tenant_id, case_id, at) where kind in ('take', 'reassign');

do $$
declare t text;
begin
  foreach t in array array['phrase', 'saved_view', 'first_view'] loop
    execute format('call platform.tenant_table(%L)', 'cases.' || t);
    execute format('create policy authority on cases.%I to sprang_staff
      using (authority_id = platform.s(''app.authority'')) with check (authority_id = platform.s(''app.authority''))', t);
    execute format('grant select, insert, update, delete on cases.%I to sprang_staff', t);
  end loop;
end $$;
