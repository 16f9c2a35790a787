-- New, released and reopened times are offered to those who wait before anyone may book them. Null: they have been asked, or nobody waited.
alter table booking.slot add column ask_at timestamptz;
create index slot_ask on booking.slot (tenant_id, ask_at) where ask_at is not null;

-- Times withdrawn: a place closes, or what is needed does not last. Those who have them are moved or told in batches, by a job that may begin anew.
create table booking.withdrawal (
  tenant_id uuid not null,
  id uuid not null,
  authority_id uuid not null,
  place_id uuid not null,
  services text[] not null,
  from_at timestamptz not null,
  until_at timestamptz not null,
  why text not null check (why in ('closed', 'revoked')),
  -- how many keep theirs
  enough integer not null check (enough >= 0),
  move_to text not null check (move_to in ('samePlace', 'anyPlace', 'nowhere')),
  made_at timestamptz not null,
  staff_id uuid,
  -- times stopped, and people who were to lose theirs when it was made
  stopped integer not null,
  affected integer not null,
  moved integer not null default 0,
  ended integer not null default 0,
  finished_at timestamptz,
  primary key (tenant_id, id)
);
call platform.tenant_table('booking.withdrawal');
create index withdrawal_place on booking.withdrawal (tenant_id, authority_id, made_at desc);
create policy authority on booking.withdrawal to sprang_staff using (authority_id = platform.s('app.authority')) with check (authority_id = platform.s('app.authority'));
grant select, insert, update (finished_at) on booking.withdrawal to sprang_staff;
