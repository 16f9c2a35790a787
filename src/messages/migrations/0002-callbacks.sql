-- Somebody has asked to be called. It belongs to a unit, not to a case: most who ask have none yet. What they said is sealed with a key
-- of its own, which goes when the row goes.
create table messages.callback (
  tenant_id uuid not null,
  id uuid not null,
  -- null: a unit for the whole organisation, a contact centre
  authority_id uuid,
  unit_id uuid not null,
  -- who is signed in, or whom they act for; null: nobody has said who they are
  person_id uuid,
  case_id uuid,
  key_id uuid not null,
  language text not null,
  content_cipher bytea not null,
  -- a frozen copy of what was filled in, shown with consent: for a week, or until it is taken back or the call is made
  copy_cipher bytea,
  copy_until timestamptz,
  asked_at timestamptz not null,
  taken_by uuid,
  taken_at timestamptz,
  attempts smallint not null default 0,
  attempted_at timestamptz,
  ended_at timestamptz,
  ended_why text check (ended_why in ('reached', 'noAnswer', 'withdrawn')),
  primary key (tenant_id, id)
);
create index callback_queue on messages.callback (tenant_id, unit_id, asked_at) where ended_at is null;
create index callback_person on messages.callback (tenant_id, person_id) where person_id is not null;
create index callback_copy on messages.callback (tenant_id, copy_until) where copy_cipher is not null;
call platform.tenant_table('messages.callback');
create policy authority on messages.callback to sprang_staff
  using (authority_id is not distinct from platform.s('app.authority')) with check (authority_id is not distinct from platform.s('app.authority'));
grant select, update on messages.callback to sprang_staff;
create policy ask on messages.callback for insert to sprang_resident with check (person_id is not distinct from platform.s('app.person'));
create policy mine on messages.callback for select to sprang_resident using (person_id = platform.s('app.person'));
create policy withdraw on messages.callback for update to sprang_resident using (person_id = platform.s('app.person')) with check (person_id = platform.s('app.person'));
grant insert, select, update (copy_cipher, copy_until, ended_at, ended_why) on messages.callback to sprang_resident;
