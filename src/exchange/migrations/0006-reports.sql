-- What registers are told, as the law demands, of what came of a visit: each once, in order, with the register's receipt. Sealed with a key of its own:
-- it goes when the proof is no longer needed, whatever becomes of the visit.
create table exchange.report (
  tenant_id uuid not null,
  id uuid not null,
  authority_id uuid not null,
  unit_id uuid not null,
  person_id uuid not null,
  -- what it is about: the same for what was given, its corrections and its withdrawal, which are told in that order
  visit_id uuid not null,
  target text not null,
  what text not null check (what in ('given', 'corrected', 'withdrawn')),
  asked_at timestamptz not null,
  key_id uuid not null,
  content_cipher bytea not null,
  state text not null check (state in ('waiting', 'delivered', 'failed')),
  attempts smallint not null default 0,
  next_at timestamptz,
  reason text,
  delivered_at timestamptz,
  receipt text,
  primary key (tenant_id, id)
);
create index report_due on exchange.report (tenant_id, next_at) where state = 'waiting';
create index report_visit on exchange.report (tenant_id, visit_id, id);
create index report_list on exchange.report (tenant_id, authority_id, asked_at desc);
create index report_person on exchange.report (tenant_id, person_id);
call platform.tenant_table('exchange.report');
create policy authority on exchange.report to sprang_staff
  using (authority_id = platform.s('app.authority')) with check (authority_id = platform.s('app.authority'));
grant select, insert, update (state, next_at) on exchange.report to sprang_staff;
