-- Who may read and change what of a lane. Its sealed secrets are read by the lane's own processes alone; residents' pages know it from what a process
-- has seen, and read only how far it has come and one's own turn. Staff see the lanes of their authority and those of the whole organisation;
-- the latter are changed only by those who act for the whole organisation (no authority in their assignment).
revoke select on queue.lane from sprang_resident;
drop policy shared on queue.lane;
revoke select, update on queue.lane from sprang_staff;
grant select (tenant_id, id, authority_id, slug, purpose, kind, guards, leads_to, words, sign_in, joined_by, registers_at, opens_at, per_minute, claim_minutes,
  pass_minutes, supply, promise, made_at, opened_at, drawn, root, secret, seed, paused_at, holding_since, through_since, void_below, ended_at)
  on queue.lane to sprang_staff;
-- What was promised and drawn is written by the lane itself.
grant update (per_minute, supply, opens_at, paused_at, holding_since, through_since, void_below, ended_at) on queue.lane to sprang_staff;
drop policy authority on queue.lane;
create policy reading on queue.lane for select to sprang_staff using (authority_id is null or authority_id = platform.s('app.authority'));
create policy making on queue.lane for insert to sprang_staff with check (authority_id is not distinct from platform.s('app.authority'));
create policy running on queue.lane for update to sprang_staff
  using (authority_id is not distinct from platform.s('app.authority')) with check (authority_id is not distinct from platform.s('app.authority'));

-- Whether what is left of what people wait for is told by the room that gives it out, or written by staff.
alter table queue.lane add supply_told boolean not null default false;
grant select (supply_told), update (supply_told) on queue.lane to sprang_staff;

alter table queue.step drop constraint step_kind_check;
alter table queue.step add check (kind in ('made', 'paused', 'resumed', 'speed', 'supply', 'supplyTold', 'opened', 'openedNow', 'through', 'held', 'emptied', 'ended'));

create function queue.seen(lane uuid) returns boolean language sql stable as $$
  select exists (select from queue.lane l where l.tenant_id = platform.s('app.tenant') and l.id = lane)
$$;
create function queue.run_by_us(lane uuid) returns boolean language sql stable as $$
  select exists (select from queue.lane l where l.tenant_id = platform.s('app.tenant') and l.id = lane and l.authority_id is not distinct from platform.s('app.authority'))
$$;

-- How many have joined is counted where people join, which no login of a person does.
revoke all on queue.list from sprang_resident, sprang_staff;
grant select, insert on queue.list to sprang_staff;
drop policy shared on queue.list;
create policy reading on queue.list for select to sprang_staff using (queue.seen(lane_id));
create policy making on queue.list for insert to sprang_staff with check (queue.run_by_us(lane_id));

drop policy shared on queue.inlet;
create policy shared on queue.inlet for select to sprang_resident using (true);
create policy reading on queue.inlet for select to sprang_staff using (queue.seen(lane_id));
create policy making on queue.inlet for insert to sprang_staff with check (queue.run_by_us(lane_id));
create policy running on queue.inlet for update to sprang_staff using (queue.run_by_us(lane_id)) with check (queue.run_by_us(lane_id));

drop policy shared on queue.called;
create policy shared on queue.called for select to sprang_resident using (true);
create policy reading on queue.called for select to sprang_staff using (queue.seen(lane_id));
drop policy shared on queue.turn;
create policy shared on queue.turn for select to sprang_resident using (true);
create policy reading on queue.turn for select to sprang_staff using (queue.seen(lane_id));

drop policy shared on queue.step;
create policy reading on queue.step for select to sprang_staff using (queue.seen(lane_id));
create policy making on queue.step for insert to sprang_staff with check (queue.run_by_us(lane_id));
