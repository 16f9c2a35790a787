-- A refusal of records is a decision by delegation: the authority is told of it in the same list as of decisions in cases. Says nothing of who asked or for what.
create table records.refusal (
  tenant_id uuid not null,
  id uuid not null,
  request_id uuid not null,
  authority_id uuid not null,
  outcome text not null check (outcome in ('partly', 'refused')),
  point text not null,
  decided_by uuid not null,
  decided_at timestamptz not null,
  reported_at timestamptz,
  -- the meeting that was told
  reported_meeting_id uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, request_id) references records.request (tenant_id, id)
);
create index refusal_reported on records.refusal (tenant_id, authority_id, reported_meeting_id);
create index refusal_request on records.refusal (tenant_id, request_id);

call platform.tenant_table('records.refusal');
create policy authority on records.refusal to sprang_staff
  using (authority_id = platform.s('app.authority')) with check (authority_id = platform.s('app.authority'));
grant select, insert on records.refusal to sprang_staff;
grant update (reported_at, reported_meeting_id) on records.refusal to sprang_staff;
