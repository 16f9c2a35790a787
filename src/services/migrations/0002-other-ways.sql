-- Other ways in: sent without signing in, on a paper form, by staff for somebody who has not said who they are.

-- An entry by staff may be for someone who is nobody to us: a report of concern on the telephone.
alter table services.draft alter column person_id drop not null;

-- That a form which was carried by its pages has been sent: once, however often its button is pressed. The receipt lies sealed with
-- a token that only that browser has; the row says nothing of what was sent, and is gone in two days.
create table services.sent_once (
  tenant_id uuid not null,
  token_hash bytea not null,
  day date not null,
  sealed bytea not null,
  primary key (tenant_id, token_hash)
);
call platform.tenant_table('services.sent_once');
create policy once on services.sent_once to sprang_resident using (true) with check (true);
grant select, insert, update on services.sent_once to sprang_resident;

-- Paper forms printed with numbers of their own: a series is made by a member of staff, and each number is registered once.
create table services.paper_series (
  tenant_id uuid not null,
  id uuid not null,
  authority_id uuid not null,
  version_id uuid not null,
  language text not null check (language in ('sv', 'sv-simple', 'en')),
  first_number integer not null,
  last_number integer not null,
  printed_by uuid not null,
  printed_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, version_id) references services.version (tenant_id, id)
);
create table services.paper_number (
  tenant_id uuid not null,
  number integer not null,
  series_id uuid not null,
  authority_id uuid not null,
  case_id uuid not null,
  registered_at timestamptz not null,
  primary key (tenant_id, number),
  foreign key (tenant_id, series_id) references services.paper_series (tenant_id, id)
);
do $$
declare t text;
begin
  foreach t in array array['paper_series', 'paper_number'] loop
    execute format('call platform.tenant_table(%L)', 'services.' || t);
    execute format('create policy authority on services.%I to sprang_staff
      using (authority_id = platform.s(''app.authority'')) with check (authority_id = platform.s(''app.authority''))', t);
    execute format('grant select, insert on services.%I to sprang_staff', t);
  end loop;
end $$;
-- Numbers are taken one organisation at a time, whatever the authority: two forms never have the same.
create table services.paper_counter (
  tenant_id uuid not null,
  next integer not null,
  primary key (tenant_id)
);
call platform.tenant_table('services.paper_counter');
create policy shared on services.paper_counter to sprang_staff using (true) with check (true);
grant select, insert, update on services.paper_counter to sprang_staff;
