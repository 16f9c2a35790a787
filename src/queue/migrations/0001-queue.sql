-- Waiting rooms. A lane (kö) stands in front of an address; who joins gets a place with a number. A number says nothing of anybody,
-- and a place holds a person only where a caller left a number to be called back on: that is sealed with the key of the lane.

create table queue.lane (
  tenant_id uuid not null,
  id uuid not null,
  -- none: of the whole organisation
  authority_id uuid,
  slug text not null,
  -- the same service may have several lanes beside each other: nobody who cancels stands behind those who book
  purpose text not null check (purpose in ('general', 'cancellation', 'medical', 'assisted')),
  -- ordinary: holds people only while it must; announced: opens at a set time, with a draw among those who came before; always: everyone gets a place
  kind text not null check (kind in ('ordinary', 'announced', 'always')),
  -- addresses beginning so demand a pass
  guards text not null,
  -- where one is led with the pass
  leads_to text not null,
  -- name and text by language
  words jsonb not null,
  -- one place per person: joined only by those who have signed in
  sign_in boolean not null,
  joined_by text not null check (joined_by in ('anyone', 'staff')),
  registers_at timestamptz,
  opens_at timestamptz,
  per_minute integer not null check (per_minute between 1 and 100000),
  -- how long a turn waits for the one whose it is, and how long one may then stay before asking for more time
  claim_minutes smallint not null check (claim_minutes between 1 and 240),
  pass_minutes smallint not null check (pass_minutes between 1 and 240),
  -- what is left of what people wait for; unknown when empty
  supply integer check (supply >= 0),
  key_id uuid not null,
  -- the secret of the draw, the key of tickets and the key of persons' places
  secrets_cipher bytea not null,
  -- sha-256 of the secret of the draw, in hex: shown from the first day
  promise text not null,
  made_at timestamptz not null,
  opened_at timestamptz,
  drawn integer,
  root text,
  -- shown with the draw, so that anyone can recount it
  secret text,
  seed text,
  paused_at timestamptz,
  -- an ordinary lane that holds people; and one through which everyone may pass, whatever its kind
  holding_since timestamptz,
  through_since timestamptz,
  -- numbers below it that had not got their turn have lost it: the lane was emptied
  void_below integer not null default 0,
  ended_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, slug),
  check (kind <> 'announced' or (registers_at is not null and opens_at > registers_at))
);
call platform.tenant_table('queue.lane');
create policy shared on queue.lane for select to sprang_resident using (true);
create policy authority on queue.lane to sprang_staff using (authority_id is null or authority_id = platform.s('app.authority'))
  with check (authority_id is null or authority_id = platform.s('app.authority'));
grant select on queue.lane to sprang_resident;
grant select, insert, update on queue.lane to sprang_staff;

-- How many have joined, and the peaks of the hash tree over them: an opening costs the same however many they are.
-- Whoever joins holds this row's lock for the time of one transaction; many who join at once do it in one.
create table queue.list (
  tenant_id uuid not null,
  lane_id uuid not null,
  count integer not null default 0,
  peaks bytea not null default '',
  primary key (tenant_id, lane_id),
  foreign key (tenant_id, lane_id) references queue.lane (tenant_id, id)
);
call platform.tenant_table('queue.list');
create policy shared on queue.list to sprang_resident, sprang_staff using (true) with check (true);
grant select on queue.list to sprang_resident;
grant select, insert, update on queue.list to sprang_staff;

-- How far the lane has come. Numbers only.
create table queue.inlet (
  tenant_id uuid not null,
  lane_id uuid not null,
  -- places before this have had their turn
  admitted_to integer not null default 0,
  ticked_at timestamptz not null,
  -- what is left of a whole place, from the last tick
  carry double precision not null default 0,
  -- the share of the set speed that the services behind bear now
  ease double precision not null default 1,
  -- the share of those called who come
  show double precision not null default 1,
  showed_at timestamptz not null,
  primary key (tenant_id, lane_id),
  foreign key (tenant_id, lane_id) references queue.lane (tenant_id, id)
);
call platform.tenant_table('queue.inlet');
create policy shared on queue.inlet to sprang_resident, sprang_staff using (true) with check (true);
grant select on queue.inlet to sprang_resident;
grant select, insert, update on queue.inlet to sprang_staff;

-- No foreign key: written only by who holds the lane's list, and its check would be a tenth of the cost of a place.
create table queue.place (
  tenant_id uuid not null,
  lane_id uuid not null,
  -- made by the browser, or from the person and the lane's own key: the same again is the same place
  id uuid not null,
  number integer not null,
  channel text not null check (channel in ('web', 'phone', 'counter')),
  at timestamptz not null,
  authority_id uuid,
  -- of whoever is called back: name and telephone number
  contact_cipher bytea,
  contacted_at timestamptz,
  primary key (tenant_id, lane_id, id),
  unique (tenant_id, lane_id, number)
);
call platform.tenant_table('queue.place');
create policy callers on queue.place to sprang_staff
  using (channel <> 'web' and (authority_id is null or authority_id = platform.s('app.authority')))
  with check (channel <> 'web' and (authority_id is null or authority_id = platform.s('app.authority')));
grant select, update on queue.place to sprang_staff;
create index place_callers on queue.place (tenant_id, lane_id, number) where contact_cipher is not null;

-- Which places were called, and when: a range each time.
create table queue.called (
  tenant_id uuid not null,
  lane_id uuid not null,
  from_position integer not null,
  to_position integer not null check (to_position >= from_position),
  at timestamptz not null,
  primary key (tenant_id, lane_id, from_position)
);
call platform.tenant_table('queue.called');
create policy shared on queue.called for select to sprang_resident, sprang_staff using (true);
grant select on queue.called to sprang_resident, sprang_staff;

-- That somebody took their turn, once, whatever the number of tabs.
create table queue.turn (
  tenant_id uuid not null,
  lane_id uuid not null,
  position integer not null,
  claimed_at timestamptz not null,
  until timestamptz not null,
  extended smallint not null default 0,
  primary key (tenant_id, lane_id, position)
);
call platform.tenant_table('queue.turn');
create policy shared on queue.turn for select to sprang_resident, sprang_staff using (true);
grant select on queue.turn to sprang_resident, sprang_staff;

-- What somebody did with a lane: paused, slowed, opened, emptied, ended. Only added to.
create table queue.step (
  tenant_id uuid not null,
  id uuid not null,
  lane_id uuid not null,
  kind text not null check (kind in ('made', 'paused', 'resumed', 'speed', 'supply', 'opened', 'through', 'held', 'emptied', 'ended')),
  value integer,
  at timestamptz not null,
  -- none: the lane did it by itself
  staff_id uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, lane_id) references queue.lane (tenant_id, id)
);
call platform.tenant_table('queue.step');
create policy shared on queue.step to sprang_staff using (true) with check (true);
grant select, insert on queue.step to sprang_staff;
create index step_lane on queue.step (tenant_id, lane_id, at desc);
