-- Whose a visit was found to be: somebody unknown or with a reserve number is a person after all, or has got another number. Only added to, and taken
-- back when it was wrong. What the visit gave follows.
create table booking.identified (
  tenant_id uuid not null,
  id uuid not null,
  booking_id uuid not null,
  authority_id uuid not null,
  -- null: nobody who was known as a person
  from_id uuid,
  to_id uuid not null,
  reason_cipher bytea not null,
  at timestamptz not null,
  staff_id uuid not null,
  ended_at timestamptz,
  ended_by uuid,
  ended_cipher bytea,
  primary key (tenant_id, id)
);
create index identified_booking on booking.identified (tenant_id, booking_id, at);

-- What was given elsewhere, as somebody has shown with a certificate: of a visit, but not what came of it. It counts as given.
alter table booking.outcome drop constraint outcome_source_check, add constraint outcome_source_check check (source in ('staff', 'laboratory', 'elsewhere'));
drop index booking.outcome_current;
create unique index outcome_current on booking.outcome (tenant_id, booking_id) where replaced_at is null and source <> 'elsewhere';

-- A batch that is recalled: what those who got of it are told, sealed with a key of its own.
create table booking.recall (
  tenant_id uuid not null,
  id uuid not null,
  authority_id uuid not null,
  key_id uuid not null,
  content_cipher bytea not null,
  made_at timestamptz not null,
  staff_id uuid not null,
  primary key (tenant_id, id)
);

-- Who got of it, and how they were told.
create table booking.recalled (
  tenant_id uuid not null,
  recall_id uuid not null,
  outcome_id uuid not null,
  booking_id uuid not null,
  authority_id uuid not null,
  told text check (told in ('message', 'letter', 'phone')),
  told_at timestamptz,
  staff_id uuid,
  primary key (tenant_id, recall_id, outcome_id)
);
create index recalled_booking on booking.recalled (tenant_id, booking_id);

do $$
declare t text;
begin
  foreach t in array array['identified', 'recall', 'recalled'] loop
    execute format('call platform.tenant_table(%L)', 'booking.' || t);
    execute format('create policy authority on booking.%I to sprang_staff
      using (authority_id = platform.s(''app.authority'')) with check (authority_id = platform.s(''app.authority''))', t);
    execute format('grant select, insert on booking.%I to sprang_staff', t);
  end loop;
end $$;
grant update (ended_at, ended_by, ended_cipher) on booking.identified to sprang_staff;
grant update (told, told_at, staff_id) on booking.recalled to sprang_staff;
create policy own on booking.recalled for select to sprang_resident
  using (exists (select from booking.booking b where b.tenant_id = recalled.tenant_id and b.id = recalled.booking_id and b.person_id = platform.s('app.person')));
create policy own on booking.recall for select to sprang_resident
  using (exists (select from booking.recalled r where r.tenant_id = recall.tenant_id and r.recall_id = recall.id));
grant select on booking.recall, booking.recalled to sprang_resident;
