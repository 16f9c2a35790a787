-- A series: times a week apart for one person, booked in one press. Each is a booking of its own; of them one may have as many as the series has.
alter table booking.booking add column series_id uuid;
create index booking_series on booking.booking (tenant_id, series_id) where series_id is not null;
drop index booking.booking_once;
create unique index booking_once on booking.booking (tenant_id, person_id, service, kind)
  where person_id is not null and booked_at is not null and ended_at is null and done_at is null and series_id is null;

-- How an authority meets at a distance: the address of its video service, with {kod} where the code of a meeting goes, and how long before it may be entered.
create table booking.video (
  tenant_id uuid not null,
  authority_id uuid not null,
  address text not null,
  minutes smallint not null check (minutes between 0 and 240),
  changed_at timestamptz not null,
  primary key (tenant_id, authority_id)
);
call platform.tenant_table('booking.video');
create policy public on booking.video for select to sprang_resident, sprang_staff using (true);
create policy authority on booking.video to sprang_staff using (authority_id = platform.s('app.authority')) with check (authority_id = platform.s('app.authority'));
grant select on booking.video to sprang_resident;
grant select, insert, update, delete on booking.video to sprang_staff;

-- Where a meeting is: an address of its own, that of one booking or, of a group event, of everybody who has the time.
create table booking.meeting (
  tenant_id uuid not null,
  slot_id uuid not null,
  booking_id uuid,
  authority_id uuid not null,
  address text not null,
  made_at timestamptz not null
);
create unique index meeting_one on booking.meeting (tenant_id, slot_id, coalesce(booking_id, slot_id));
call platform.tenant_table('booking.meeting');
create policy own on booking.meeting to sprang_resident
  using (exists (select from booking.booking b where b.tenant_id = meeting.tenant_id and b.slot_id = meeting.slot_id and b.id = coalesce(meeting.booking_id, b.id)
    and b.booked_at is not null and b.ended_at is null and b.person_id = platform.s('app.person')))
  with check (exists (select from booking.booking b where b.tenant_id = meeting.tenant_id and b.slot_id = meeting.slot_id and b.id = coalesce(meeting.booking_id, b.id)
    and b.booked_at is not null and b.ended_at is null and b.authority_id = meeting.authority_id and b.person_id = platform.s('app.person')));
create policy authority on booking.meeting to sprang_staff using (authority_id = platform.s('app.authority')) with check (authority_id = platform.s('app.authority'));
grant select, insert on booking.meeting to sprang_resident;
grant select, insert, update, delete on booking.meeting to sprang_staff;

-- A day on which a place is open at other hours than its rules say: shorter, longer, or a day when it would be closed. Which rules hold then.
create table booking.special_day (
  tenant_id uuid not null,
  place_id uuid not null,
  day date not null,
  authority_id uuid not null,
  opens time not null,
  closes time not null,
  openings uuid[] not null,
  reason text not null,
  changed_at timestamptz not null,
  primary key (tenant_id, place_id, day),
  check (closes > opens)
);
call platform.tenant_table('booking.special_day');
create policy authority on booking.special_day to sprang_staff using (authority_id = platform.s('app.authority')) with check (authority_id = platform.s('app.authority'));
grant select, insert, update, delete on booking.special_day to sprang_staff;
