-- A reminder on paper, for whoever has no digital way: made in time to arrive, printed by staff. Gone with its booking.
create table booking.letter (
  tenant_id uuid not null,
  booking_id uuid not null,
  -- the time that it reminds of: of one that is moved another letter is made
  starts_at timestamptz not null,
  authority_id uuid not null,
  made_at timestamptz not null,
  printed_at timestamptz,
  staff_id uuid,
  primary key (tenant_id, booking_id, starts_at)
);
create index letter_waits on booking.letter (tenant_id, authority_id, starts_at) where printed_at is null;
call platform.tenant_table('booking.letter');
create policy authority on booking.letter to sprang_staff using (authority_id = platform.s('app.authority')) with check (authority_id = platform.s('app.authority'));
grant select, update (printed_at, staff_id) on booking.letter to sprang_staff;
