-- Which organisation a host name stands for. Asked before the tenant is known, so a reference table without a tenant.
create table organisation.host (
  host text primary key,
  organisation_id uuid not null
);
grant select on organisation.host to sprang_resident, sprang_staff, sprang_jobs, sprang_relay;
grant insert, update, delete on organisation.host to sprang_jobs;

create table organisation.organisation (
  tenant_id uuid not null primary key,
  slug text not null,
  name text not null,
  kind text not null check (kind in ('municipality', 'region', 'association', 'company', 'nationalBody')),
  code text not null,
  facts jsonb not null,
  version bigint not null default 1,
  created_at timestamptz not null
);

-- An authority (nämnd): controller of personal data, register, archive, delegating body, wall of secrecy.
create table organisation.authority (
  tenant_id uuid not null,
  id uuid not null,
  slug text not null,
  name text not null,
  role text not null,
  diary_prefix text not null,
  facts jsonb not null,
  primary key (tenant_id, id),
  unique (tenant_id, slug)
);

create table organisation.unit (
  tenant_id uuid not null,
  id uuid not null,
  authority_id uuid,
  slug text not null,
  name text not null,
  role text not null,
  phone text not null,
  email text not null,
  facts jsonb not null,
  closed_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, slug),
  foreign key (tenant_id, authority_id) references organisation.authority (tenant_id, id)
);

-- The delegation order: who decides what in the name of the authority.
create table organisation.delegation (
  tenant_id uuid not null,
  id uuid not null,
  authority_id uuid not null,
  point text not null,
  text text not null,
  roles text[] not null,
  unit_ids uuid[] not null,
  reported boolean not null,
  limit_ore bigint,
  from_at timestamptz not null,
  until_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, authority_id) references organisation.authority (tenant_id, id)
);

-- Dated tables (norms, tariffs): an authority decides them, rules read them with lookup().
create table organisation.dated_table (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  valid_from date not null,
  rows jsonb not null,
  facts jsonb not null,
  hash text not null,
  published_at timestamptz not null,
  primary key (tenant_id, id)
);
create index on organisation.dated_table (tenant_id, name, valid_from desc, published_at desc);

create table organisation.closure (
  tenant_id uuid not null,
  day date not null,
  facts jsonb not null,
  primary key (tenant_id, day)
);

-- Public facts of the organisation: everyone inside the tenant reads; only those who work for the whole organisation write.
do $$
declare t text;
begin
  foreach t in array array['organisation', 'authority', 'unit', 'delegation', 'dated_table', 'closure'] loop
    execute format('call platform.tenant_table(%L)', 'organisation.' || t);
    execute format('create policy shared on organisation.%I for select to sprang_resident, sprang_staff using (true)', t);
    execute format('create policy whole on organisation.%I to sprang_staff
      using (platform.s(''app.staff'') is not null and platform.s(''app.authority'') is null)
      with check (platform.s(''app.staff'') is not null and platform.s(''app.authority'') is null)', t);
    execute format('grant select on organisation.%I to sprang_resident, sprang_staff', t);
    execute format('grant insert, update, delete on organisation.%I to sprang_staff', t);
  end loop;
end $$;
