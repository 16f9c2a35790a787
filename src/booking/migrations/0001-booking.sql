-- Calendars, times and who has them. Two rules are the database's own, so that no fault of ours can break them:
-- a numbered seat of a time has one holder (primary key), and a person, room or thing is in one place at a time (exclusion constraint).
create extension if not exists btree_gist;

-- Where one comes. Public.
create table booking.place (
  tenant_id uuid not null,
  id uuid not null,
  authority_id uuid not null,
  name text not null,
  -- address, how one gets in, languages spoken
  facts jsonb not null,
  closed_at timestamptz,
  primary key (tenant_id, id)
);

-- Who or what a time needs: a nurse, an interpreter, a room, a thing. Residents see no names of them.
create table booking.resource (
  tenant_id uuid not null,
  id uuid not null,
  authority_id uuid not null,
  place_id uuid,
  kind text not null check (kind in ('person', 'room', 'equipment')),
  name text not null,
  ended_at timestamptz,
  primary key (tenant_id, id)
);

-- An opening rule: every such weekday between two days, times of one length, with so many seats each.
create table booking.opening (
  tenant_id uuid not null,
  id uuid not null,
  authority_id uuid not null,
  place_id uuid not null,
  service text not null,
  kinds text[] not null,
  weekdays smallint[] not null,
  opens time not null,
  closes time not null,
  minutes smallint not null check (minutes between 1 and 1440),
  gap smallint not null default 0 check (gap between 0 and 480),
  seats smallint not null check (seats between 1 and 500),
  -- seats besides, which staff may use when the others are taken
  overbook smallint not null default 0 check (overbook between 0 and 100),
  resources uuid[] not null default '{}',
  languages text[] not null default '{}',
  video boolean not null default false,
  -- home visits: the beginnings of the postcodes that the time is for; empty: one comes to the place
  areas text[] not null default '{}',
  -- a group event has a name
  title text,
  from_day date not null,
  until_day date not null,
  -- released so many days before, at this hour; null: at once
  release_days smallint,
  release_at time,
  made_at timestamptz not null,
  ended_at timestamptz,
  primary key (tenant_id, id),
  check (closes > opens and until_day >= from_day)
);

-- Closed: a place or somebody away. The organisation's own days off stand in organisation.closure.
create table booking.closing (
  tenant_id uuid not null,
  id uuid not null,
  authority_id uuid not null,
  place_id uuid,
  resource_id uuid,
  from_at timestamptz not null,
  until_at timestamptz not null,
  reason text not null,
  made_at timestamptz not null,
  primary key (tenant_id, id),
  check (until_at > from_at and (place_id is null) <> (resource_id is null))
);

-- A time as it can be booked.
create table booking.slot (
  tenant_id uuid not null,
  id uuid not null,
  authority_id uuid not null,
  place_id uuid not null,
  opening_id uuid,
  service text not null,
  kinds text[] not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  day date not null,
  seats smallint not null check (seats between 1 and 500),
  overbook smallint not null default 0,
  -- when it is released
  open_at timestamptz not null,
  -- paused or taken away: not booked any more
  stopped_at timestamptz,
  languages text[] not null default '{}',
  video boolean not null default false,
  areas text[] not null default '{}',
  title text,
  primary key (tenant_id, id),
  unique (tenant_id, opening_id, starts_at),
  check (ends_at > starts_at)
);
create index slot_free on booking.slot (tenant_id, service, starts_at) where stopped_at is null;
create index slot_place on booking.slot (tenant_id, place_id, day);

-- What a time needs of whom, with the gap after it.
create table booking.slot_resource (
  tenant_id uuid not null,
  slot_id uuid not null,
  resource_id uuid not null,
  during tstzrange not null,
  primary key (tenant_id, slot_id, resource_id)
);
create index slot_resource_during on booking.slot_resource using gist (tenant_id, resource_id, during);

-- Somebody or something is taken by a time that has a holder: never by two that overlap. The same calendar may offer long and
-- short times over one another; the first that is taken closes the others.
create table booking.occupation (
  tenant_id uuid not null,
  slot_id uuid not null,
  resource_id uuid not null,
  during tstzrange not null,
  -- when the last hold of the time runs out; null: it is booked
  held_until timestamptz,
  primary key (tenant_id, slot_id, resource_id),
  exclude using gist (tenant_id with =, resource_id with =, during with &&)
);

-- A numbered seat that somebody holds. A hold that has run out may be taken over by whoever comes next: nothing needs to clean up.
create table booking.seat (
  tenant_id uuid not null,
  slot_id uuid not null,
  n smallint not null,
  booking_id uuid not null,
  held_until timestamptz,
  primary key (tenant_id, slot_id, n)
);
create index seat_booking on booking.seat (tenant_id, booking_id);

-- Somebody's booking: held while they fill in, then booked; what happened to it is in booking.step.
create table booking.booking (
  tenant_id uuid not null,
  id uuid not null,
  authority_id uuid not null,
  place_id uuid not null,
  slot_id uuid not null,
  seat smallint not null,
  service text not null,
  version_id uuid not null,
  kind text not null,
  -- null: staff have written down a name, or no more than that somebody came
  person_id uuid,
  key_id uuid not null,
  content_cipher bytea not null,
  confidentiality smallint not null,
  language text not null,
  channel text not null check (channel in ('web', 'phone', 'counter', 'walkIn')),
  -- said at the desk: finds the booking there, and opens nothing
  code text not null,
  -- a medical ground that goes before the order; 0: none
  priority smallint not null default 0,
  draft_id uuid,
  case_id uuid,
  starts_at timestamptz not null,
  made_at timestamptz not null,
  held_until timestamptz,
  booked_at timestamptz,
  arrived_at timestamptz,
  done_at timestamptz,
  ended_at timestamptz,
  ended_why text check (ended_why in ('released', 'moved', 'cancelled', 'revoked', 'closed', 'noShow', 'declined')),
  -- the day from which it is destroyed
  keep_until date not null,
  primary key (tenant_id, id),
  unique (tenant_id, code)
);
create index booking_person on booking.booking (tenant_id, person_id, starts_at) where person_id is not null;
create index booking_slot on booking.booking (tenant_id, slot_id);
create index booking_draft on booking.booking (tenant_id, draft_id) where draft_id is not null;
create index booking_remind on booking.booking (tenant_id, starts_at) where booked_at is not null and ended_at is null and done_at is null;
create index booking_keep on booking.booking (tenant_id, keep_until);
-- One time for one thing.
create unique index booking_once on booking.booking (tenant_id, person_id, service, kind)
  where person_id is not null and booked_at is not null and ended_at is null and done_at is null;

-- What has happened to a booking, and why. Only added to.
create table booking.step (
  tenant_id uuid not null,
  id uuid not null,
  booking_id uuid not null,
  authority_id uuid not null,
  at timestamptz not null,
  what text not null,
  staff_id uuid,
  -- ids of rules that staff went past, or why it ended: codes
  codes text[] not null default '{}',
  note_cipher bytea,
  primary key (tenant_id, id)
);
create index step_booking on booking.step (tenant_id, booking_id, at);

-- Waits for a freed time.
create table booking.waiting (
  tenant_id uuid not null,
  id uuid not null,
  authority_id uuid not null,
  service text not null,
  kind text not null,
  person_id uuid not null,
  -- empty: any place
  places uuid[] not null default '{}',
  from_day date not null,
  until_day date not null,
  part text not null check (part in ('any', 'morning', 'afternoon')),
  priority smallint not null default 0,
  language text not null,
  confidentiality smallint not null,
  joined_at timestamptz not null,
  ended_at timestamptz,
  ended_why text check (ended_why in ('booked', 'left', 'lapsed')),
  primary key (tenant_id, id)
);
create unique index waiting_once on booking.waiting (tenant_id, person_id, service, kind) where ended_at is null;
create index waiting_order on booking.waiting (tenant_id, service, kind, priority desc, joined_at, id) where ended_at is null;

-- A freed time offered to the one whose turn it is: held for them as a booking of their own until they answer.
create table booking.offer (
  tenant_id uuid not null,
  id uuid not null,
  authority_id uuid not null,
  waiting_id uuid not null,
  person_id uuid not null,
  booking_id uuid not null,
  slot_id uuid not null,
  made_at timestamptz not null,
  answer_by timestamptz not null,
  answered_at timestamptz,
  answer text check (answer in ('yes', 'no', 'lapsed')),
  primary key (tenant_id, id)
);
create index offer_open on booking.offer (tenant_id, answer_by) where answered_at is null;
create index offer_waiting on booking.offer (tenant_id, waiting_id, slot_id);

-- Called to come, between two days: the second dose.
create table booking.call (
  tenant_id uuid not null,
  id uuid not null,
  authority_id uuid not null,
  service text not null,
  kind text not null,
  person_id uuid not null,
  outcome_id uuid,
  from_day date not null,
  until_day date not null,
  confidentiality smallint not null,
  language text not null,
  made_at timestamptz not null,
  told_at timestamptz,
  ended_at timestamptz,
  ended_why text check (ended_why in ('done', 'lapsed', 'withdrawn')),
  primary key (tenant_id, id)
);
create unique index call_once on booking.call (tenant_id, person_id, service, kind) where ended_at is null;

-- What came of a visit: a dose given, the answer of a test. Never changed: a correction is a new row that replaces it.
create table booking.outcome (
  tenant_id uuid not null,
  id uuid not null,
  authority_id uuid not null,
  booking_id uuid not null,
  person_id uuid,
  service text not null,
  version_id uuid not null,
  kind text not null,
  key_id uuid not null,
  content_cipher bytea not null,
  -- a batch is found again, when it is recalled
  batch_hash bytea,
  -- when it was done, and when it was written down
  done_at timestamptz not null,
  recorded_at timestamptz not null,
  staff_id uuid,
  source text not null check (source in ('staff', 'laboratory')),
  replaces_id uuid,
  replaced_at timestamptz,
  keep_until date not null,
  primary key (tenant_id, id)
);
create unique index outcome_current on booking.outcome (tenant_id, booking_id) where replaced_at is null;
create index outcome_person on booking.outcome (tenant_id, person_id, service) where person_id is not null;
create index outcome_batch on booking.outcome (tenant_id, batch_hash) where batch_hash is not null;

-- A sample on its way: the laboratory knows its number and nothing else.
create table booking.sample (
  tenant_id uuid not null,
  id uuid not null,
  authority_id uuid not null,
  booking_id uuid not null,
  number_hash bytea not null,
  taken_at timestamptz not null,
  staff_id uuid not null,
  answered_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, authority_id, number_hash)
);

-- A file of answers that has been read: the same file again changes nothing.
create table booking.answer_file (
  tenant_id uuid not null,
  id uuid not null,
  authority_id uuid not null,
  sha256 text not null,
  answers integer not null,
  read_at timestamptz not null,
  staff_id uuid not null,
  primary key (tenant_id, id),
  unique (tenant_id, authority_id, sha256)
);

do $$
declare t text;
begin
  foreach t in array array['place', 'resource', 'opening', 'closing', 'slot', 'slot_resource', 'occupation', 'seat', 'booking', 'step', 'waiting', 'offer', 'call',
    'outcome', 'sample', 'answer_file'] loop
    execute format('call platform.tenant_table(%L)', 'booking.' || t);
  end loop;
  -- The wall between authorities.
  foreach t in array array['resource', 'opening', 'closing', 'booking', 'step', 'waiting', 'offer', 'call', 'outcome', 'sample', 'answer_file'] loop
    execute format('create policy authority on booking.%I to sprang_staff
      using (authority_id = platform.s(''app.authority'')) with check (authority_id = platform.s(''app.authority''))', t);
    execute format('grant select, insert on booking.%I to sprang_staff', t);
  end loop;
  -- What times there are is public; whoever changes them is of the authority.
  foreach t in array array['place', 'slot'] loop
    execute format('create policy public on booking.%I for select to sprang_resident, sprang_staff using (true)', t);
    execute format('create policy authority on booking.%I to sprang_staff
      using (authority_id = platform.s(''app.authority'')) with check (authority_id = platform.s(''app.authority''))', t);
    execute format('grant select on booking.%I to sprang_resident', t);
    execute format('grant select, insert, update on booking.%I to sprang_staff', t);
  end loop;
  -- Which seats are taken says nothing about by whom. Whoever books writes them; what they may take is the keys' matter, and a booked
  -- seat is let go by its holder or by staff of its authority only.
  foreach t in array array['seat', 'occupation', 'slot_resource'] loop
    execute format('create policy public on booking.%I for select to sprang_resident, sprang_staff using (true)', t);
    execute format('grant select on booking.%I to sprang_resident, sprang_staff', t);
  end loop;
end $$;

grant update on booking.resource, booking.opening, booking.booking, booking.waiting, booking.offer, booking.call, booking.outcome, booking.sample to sprang_staff;

create policy own on booking.booking to sprang_resident using (person_id = platform.s('app.person')) with check (person_id = platform.s('app.person'));
grant select, insert, update on booking.booking to sprang_resident;
create policy own on booking.step to sprang_resident
  using (exists (select from booking.booking b where b.tenant_id = step.tenant_id and b.id = step.booking_id and b.person_id = platform.s('app.person')))
  with check (exists (select from booking.booking b where b.tenant_id = step.tenant_id and b.id = step.booking_id and b.person_id = platform.s('app.person')));
grant select, insert on booking.step to sprang_resident;
create policy own on booking.waiting to sprang_resident using (person_id = platform.s('app.person')) with check (person_id = platform.s('app.person'));
grant select, insert, update on booking.waiting to sprang_resident;
create policy own on booking.offer to sprang_resident using (person_id = platform.s('app.person')) with check (person_id = platform.s('app.person'));
grant select, update (answered_at, answer) on booking.offer to sprang_resident;
create policy own on booking.call for select to sprang_resident using (person_id = platform.s('app.person'));
grant select on booking.call to sprang_resident;
create policy own on booking.outcome for select to sprang_resident using (person_id = platform.s('app.person'));
grant select on booking.outcome to sprang_resident;

-- A seat: held ones may be taken over (the statement says: only when the time has run out); booked ones are their holder's.
create policy holder on booking.seat to sprang_resident
  using (held_until is not null or exists (select from booking.booking b where b.tenant_id = seat.tenant_id and b.id = seat.booking_id and b.person_id = platform.s('app.person')))
  with check (exists (select from booking.booking b where b.tenant_id = seat.tenant_id and b.id = seat.booking_id and b.person_id = platform.s('app.person')));
create policy holder_staff on booking.seat to sprang_staff
  using (held_until is not null or exists (select from booking.booking b where b.tenant_id = seat.tenant_id and b.id = seat.booking_id and b.authority_id = platform.s('app.authority')))
  with check (exists (select from booking.booking b where b.tenant_id = seat.tenant_id and b.id = seat.booking_id and b.authority_id = platform.s('app.authority')));
grant insert, update, delete on booking.seat to sprang_resident, sprang_staff;
create policy holder on booking.occupation to sprang_resident, sprang_staff using (true) with check (true);
grant insert, update, delete on booking.occupation to sprang_resident, sprang_staff;
create policy authority on booking.slot_resource to sprang_staff
  using (exists (select from booking.slot s where s.tenant_id = slot_resource.tenant_id and s.id = slot_resource.slot_id and s.authority_id = platform.s('app.authority')))
  with check (exists (select from booking.slot s where s.tenant_id = slot_resource.tenant_id and s.id = slot_resource.slot_id and s.authority_id = platform.s('app.authority')));
grant insert on booking.slot_resource to sprang_staff;
