-- Who may write what of seats and of what times need. What is compared with a moment goes by the clock of the transaction (`app.now`);
-- where none is told, every hold lasts.
create function booking.moment() returns timestamptz language sql stable
  return coalesce(nullif(current_setting('app.now', true), '')::timestamptz, '-infinity');

-- Whether somebody has a time, and until when: null when it is booked.
create function booking.is_held(tenant uuid, slot uuid) returns boolean language sql stable
  return exists (select from booking.seat s where s.tenant_id = tenant and s.slot_id = slot and (s.held_until is null or s.held_until > booking.moment()));
create function booking.lasts(tenant uuid, slot uuid) returns timestamptz language sql stable
  return (select case when bool_or(s.held_until is null) then null else max(s.held_until) end from booking.seat s
    where s.tenant_id = tenant and s.slot_id = slot and (s.held_until is null or s.held_until > booking.moment()));

-- A seat is written for one's own booking. It is changed and let go by whoever has it; one whose hold has run out may be taken over by whoever comes next.
drop policy holder on booking.seat;
drop policy holder_staff on booking.seat;
create policy taken on booking.seat for insert to sprang_resident, sprang_staff
  with check (exists (select from booking.booking b where b.tenant_id = seat.tenant_id and b.id = seat.booking_id));
create policy changed on booking.seat for update to sprang_resident, sprang_staff
  using (held_until <= booking.moment() or exists (select from booking.booking b where b.tenant_id = seat.tenant_id and b.id = seat.booking_id))
  with check (exists (select from booking.booking b where b.tenant_id = seat.tenant_id and b.id = seat.booking_id));
create policy let_go on booking.seat for delete to sprang_resident, sprang_staff
  using (exists (select from booking.booking b where b.tenant_id = seat.tenant_id and b.id = seat.booking_id));

-- What is taken follows from the seats, and nothing else can be written: somebody or something is taken by a time that needs it, as long as
-- somebody has the time. It is begun by whoever has a seat of it; staff write of their own authority's times only.
drop policy holder on booking.occupation;
create policy taken on booking.occupation for insert to sprang_resident, sprang_staff
  with check (held_until is not distinct from booking.lasts(tenant_id, slot_id)
    and exists (select from booking.seat s join booking.booking b on b.tenant_id = s.tenant_id and b.id = s.booking_id where s.tenant_id = occupation.tenant_id and s.slot_id = occupation.slot_id)
    and exists (select from booking.slot_resource n where n.tenant_id = occupation.tenant_id and n.slot_id = occupation.slot_id and n.resource_id = occupation.resource_id and n.during = occupation.during));
create policy changed on booking.occupation for update to sprang_resident, sprang_staff using (true)
  with check (booking.is_held(tenant_id, slot_id) and held_until is not distinct from booking.lasts(tenant_id, slot_id));
create policy let_go on booking.occupation for delete to sprang_resident, sprang_staff using (not booking.is_held(tenant_id, slot_id));
create policy authority on booking.occupation as restrictive to sprang_staff
  using (exists (select from booking.slot s where s.tenant_id = occupation.tenant_id and s.id = occupation.slot_id and s.authority_id = platform.s('app.authority')))
  with check (exists (select from booking.slot s where s.tenant_id = occupation.tenant_id and s.id = occupation.slot_id and s.authority_id = platform.s('app.authority')));
revoke update on booking.occupation from sprang_resident, sprang_staff;
grant update (held_until) on booking.occupation to sprang_resident, sprang_staff;

-- An offered time that can no longer be had, as when its place closes: by no fault of whoever it was offered to.
alter table booking.offer drop constraint offer_answer_check, add constraint offer_answer_check check (answer in ('yes', 'no', 'lapsed', 'withdrawn'));
