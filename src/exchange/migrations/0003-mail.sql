-- Decisions on their way to somebody's digital mailbox instead of as a letter. What is sent is the decision's own document; here is only how it went.
create table exchange.mail (
  tenant_id uuid not null,
  id uuid not null,
  authority_id uuid not null,
  case_id uuid not null,
  decision_id uuid not null,
  notification_id uuid not null,
  party_id uuid not null,
  asked_at timestamptz not null,
  -- letter: it is to go on paper after all
  state text not null check (state in ('waiting', 'delivered', 'letter')),
  attempts integer not null default 0,
  next_at timestamptz,
  delivered_at timestamptz,
  -- the transaction that the mailbox answered with
  receipt text,
  -- why it is to go on paper: ours, never what the other end said
  reason text check (reason in ('noMailbox', 'declined', 'tooLarge', 'refused', 'unreachable', 'noDocument')),
  primary key (tenant_id, id),
  unique (tenant_id, notification_id)
);
create index mail_due on exchange.mail (tenant_id, next_at) where state = 'waiting';
create index mail_case on exchange.mail (tenant_id, case_id);
call platform.tenant_table('exchange.mail');
create policy authority on exchange.mail for select to sprang_staff using (authority_id = platform.s('app.authority'));
grant select on exchange.mail to sprang_staff;
