-- What an organisation says and does when a crisis strikes: plans written in peace, and crises as they were led.
-- Everything here is public information by nature, but for who wrote it.

create table continuity.plan (
  tenant_id uuid not null,
  id uuid not null,
  facts jsonb not null,
  changed_at timestamptz not null,
  changed_by uuid not null,
  removed_at timestamptz,
  primary key (tenant_id, id)
);

create table continuity.crisis (
  tenant_id uuid not null,
  id uuid not null,
  -- as it stands now: the words, which services come first, which are paused
  facts jsonb not null,
  -- what stood across the pages before, put back when it ends
  banner_before jsonb,
  -- the stops of services that it made: only they are lifted
  stop_ids uuid[] not null,
  started_at timestamptz not null,
  started_by uuid not null,
  changed_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid,
  primary key (tenant_id, id)
);
-- One at a time: there is one message across the pages, and one page that says what holds.
create unique index on continuity.crisis (tenant_id) where ended_at is null;

-- What has been told on the crisis' page, each with its moment. Only added to.
create table continuity.bulletin (
  tenant_id uuid not null,
  id uuid not null,
  crisis_id uuid not null,
  at timestamptz not null,
  told_by uuid not null,
  words jsonb not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, crisis_id) references continuity.crisis (tenant_id, id)
);
create index on continuity.bulletin (tenant_id, crisis_id, at desc);

-- Everyone inside the tenant reads what is told; only those who work for the whole organisation lead.
do $$
declare t text;
begin
  foreach t in array array['plan', 'crisis', 'bulletin'] loop
    execute format('call platform.tenant_table(%L)', 'continuity.' || t);
    execute format('create policy whole on continuity.%I to sprang_staff
      using (platform.s(''app.staff'') is not null and platform.s(''app.authority'') is null)
      with check (platform.s(''app.staff'') is not null and platform.s(''app.authority'') is null)', t);
    execute format('grant select, insert on continuity.%I to sprang_staff', t);
  end loop;
end $$;
grant update on continuity.plan, continuity.crisis to sprang_staff;
create policy told on continuity.crisis for select to sprang_resident using (true);
create policy told on continuity.bulletin for select to sprang_resident using (true);
-- Not who led or wrote.
grant select (tenant_id, id, facts, started_at, changed_at, ended_at) on continuity.crisis to sprang_resident;
grant select (tenant_id, id, crisis_id, at, words) on continuity.bulletin to sprang_resident;
