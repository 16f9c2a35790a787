-- People, as this organisation knows them. What is readable lies sealed with the person's own key.
create table identity.person (
  tenant_id uuid not null,
  id uuid not null,
  key_id uuid not null,
  -- keyed hash of the personal identity number, or of the foreign identifier with its issuer; null for someone without either
  number_hash bytea,
  facts_cipher bytea not null,
  protected boolean not null default false,
  created_at timestamptz not null,
  checked_at timestamptz,
  primary key (tenant_id, id)
);
create unique index one_person_a_number on identity.person (tenant_id, number_hash) where number_hash is not null;
call platform.tenant_table('identity.person');
create policy self on identity.person for select to sprang_resident using (id = platform.s('app.person'));
grant select on identity.person to sprang_resident;

-- Which authority has a matter with which person: only then may its staff read the person.
create table identity.known_to (
  tenant_id uuid not null,
  authority_id uuid not null,
  person_id uuid not null,
  since timestamptz not null,
  primary key (tenant_id, authority_id, person_id)
);
call platform.tenant_table('identity.known_to');
create policy authority on identity.known_to to sprang_staff
  using (authority_id = platform.s('app.authority')) with check (authority_id = platform.s('app.authority'));
create policy self on identity.known_to for insert to sprang_resident with check (person_id = platform.s('app.person'));
grant select, insert on identity.known_to to sprang_staff;
grant insert on identity.known_to to sprang_resident;

create policy known on identity.person for select to sprang_staff
  using (exists (select from identity.known_to k where k.tenant_id = person.tenant_id
    and k.authority_id = platform.s('app.authority') and k.person_id = person.id));
grant select on identity.person to sprang_staff;

-- Who may act for whom. Guardians come from the population register each time; others are registered by staff.
create table identity.proxy (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  agent_id uuid not null,
  ground text not null check (ground in ('guardian', 'trustee', 'administrator', 'powerOfAttorney')),
  -- services it is for; empty means all that the ground allows
  services text[] not null default '{}',
  from_day date not null,
  until_day date,
  key_id uuid not null,
  evidence_cipher bytea,
  registered_by uuid,
  registered_at timestamptz not null,
  ended_at timestamptz,
  ended_reason text,
  primary key (tenant_id, id),
  foreign key (tenant_id, person_id) references identity.person (tenant_id, id),
  foreign key (tenant_id, agent_id) references identity.person (tenant_id, id)
);
create index on identity.proxy (tenant_id, agent_id);
create index on identity.proxy (tenant_id, person_id);
call platform.tenant_table('identity.proxy');
create policy either on identity.proxy for select to sprang_resident
  using (person_id = platform.s('app.person') or agent_id = platform.s('app.person'));
create policy end_own on identity.proxy for update to sprang_resident
  using (person_id = platform.s('app.person')) with check (person_id = platform.s('app.person'));
create policy known on identity.proxy to sprang_staff
  using (exists (select from identity.known_to k where k.tenant_id = proxy.tenant_id
    and k.authority_id = platform.s('app.authority') and k.person_id = proxy.person_id))
  with check (platform.s('app.authority') is not null);
grant select, update on identity.proxy to sprang_resident;
grant select, insert, update on identity.proxy to sprang_staff;

-- Staff: found at sign-in by number hash (or the employer's identifier), so that no number is stored readable.
create table identity.staff_member (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  title text not null,
  number_hash bytea,
  number_cipher bytea,
  key_id uuid,
  organisational_id text,
  added_at timestamptz not null,
  ended_at timestamptz,
  primary key (tenant_id, id)
);
create unique index one_staff_a_number on identity.staff_member (tenant_id, number_hash) where number_hash is not null and ended_at is null;
call platform.tenant_table('identity.staff_member');
create policy colleagues on identity.staff_member for select to sprang_staff using (true);
create policy whole on identity.staff_member to sprang_staff
  using (platform.s('app.staff') is not null and platform.s('app.authority') is null)
  with check (platform.s('app.staff') is not null and platform.s('app.authority') is null);
grant select, insert, update on identity.staff_member to sprang_staff;

create table identity.assignment (
  tenant_id uuid not null,
  id uuid not null,
  staff_id uuid not null,
  authority_id uuid,
  unit_id uuid,
  role text not null check (role in ('officer', 'deputy', 'manager', 'registrar', 'administrator', 'privacy')),
  from_at timestamptz not null,
  until_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, staff_id) references identity.staff_member (tenant_id, id)
);
create index on identity.assignment (tenant_id, staff_id);
call platform.tenant_table('identity.assignment');
create policy colleagues on identity.assignment for select to sprang_staff using (true);
create policy whole on identity.assignment to sprang_staff
  using (platform.s('app.staff') is not null and platform.s('app.authority') is null)
  with check (platform.s('app.staff') is not null and platform.s('app.authority') is null);
grant select, insert, update on identity.assignment to sprang_staff;

-- A code an operator hands to a coming administrator, who uses it at the first sign-in.
create table identity.invitation (
  tenant_id uuid not null,
  id uuid not null,
  code_hash bytea not null,
  name text not null,
  authority_id uuid,
  role text not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (tenant_id, id)
);
call platform.tenant_table('identity.invitation');

-- Sessions. The cookie's token opens what is sealed here; the database holds only its hash.
create table identity.session (
  tenant_id uuid not null,
  id uuid not null,
  token_hash bytea not null,
  realm text not null check (realm in ('resident', 'staff')),
  person_id uuid,
  staff_id uuid,
  authority_id uuid,
  acting_for uuid,
  proxy_id uuid,
  ground text,
  level smallint not null,
  proven_at timestamptz not null,
  started_at timestamptz not null,
  seen_at timestamptz not null,
  ends_at timestamptz not null,
  ended_at timestamptz,
  sealed bytea not null,
  primary key (tenant_id, id)
);
create unique index on identity.session (tenant_id, token_hash);
create index on identity.session (tenant_id, person_id) where ended_at is null;
create index on identity.session (tenant_id, staff_id) where ended_at is null;
call platform.tenant_table('identity.session');
create policy holder on identity.session to sprang_resident, sprang_staff
  using (token_hash = decode(nullif(current_setting('app.session', true), ''), 'hex'));
grant select, update on identity.session to sprang_resident, sprang_staff;

-- A sign-in or signature under way at a provider: kept until the answer comes, used once.
create table identity.pending (
  tenant_id uuid not null,
  token_hash bytea not null,
  kind text not null check (kind in ('signIn', 'signing')),
  sealed bytea not null,
  expires_at timestamptz not null,
  primary key (tenant_id, token_hash)
);
call platform.tenant_table('identity.pending');
