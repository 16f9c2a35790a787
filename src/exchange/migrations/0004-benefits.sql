-- Questions about somebody's benefits, asked by the officer of a case, and what was answered: sealed with the key of the case.
create table exchange.benefit_question (
  tenant_id uuid not null,
  id uuid not null,
  authority_id uuid not null,
  case_id uuid not null,
  party_id uuid not null,
  staff_id uuid not null,
  purpose text not null check (purpose in ('inquiry', 'check')),
  from_day date not null,
  until_day date not null,
  asked_at timestamptz not null,
  state text not null check (state in ('waiting', 'answered', 'failed')),
  attempts integer not null default 0,
  next_at timestamptz,
  answered_at timestamptz,
  key_id uuid not null,
  answer_cipher bytea,
  -- when the person was asked what they say of it
  told_at timestamptz,
  primary key (tenant_id, id)
);
create index benefit_question_due on exchange.benefit_question (tenant_id, next_at) where state = 'waiting';
create index benefit_question_case on exchange.benefit_question (tenant_id, case_id);
call platform.tenant_table('exchange.benefit_question');
create policy authority on exchange.benefit_question to sprang_staff
  using (authority_id = platform.s('app.authority')) with check (authority_id = platform.s('app.authority'));
grant select, insert on exchange.benefit_question to sprang_staff;
grant update (told_at) on exchange.benefit_question to sprang_staff;
