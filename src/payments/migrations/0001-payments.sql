-- Orders to pay out, and what people owe: made in the transaction of a decision. What says who, where and why is sealed with the
-- key of the case; what lists, sums and clocks need stands in clear. The files to the bank are accounts of the organisation
-- (räkenskapsinformation): they are sealed with keys of their own and outlive the case.

-- How an authority pays: who must attest, and from where.
create table payments.setting (
  tenant_id uuid not null,
  authority_id uuid not null,
  -- other: somebody other than the one who decided must attest; none: the decision is enough
  attest text not null check (attest in ('other', 'none')),
  -- working days from the decision to the day of payment
  lead_days smallint not null check (lead_days between 0 and 30),
  debtor_name text not null,
  debtor_number text not null,
  debtor_bankgiro text not null,
  changed_at timestamptz not null,
  staff_id uuid not null,
  primary key (tenant_id, authority_id)
);

create table payments.batch (
  tenant_id uuid not null,
  id uuid not null,
  authority_id uuid not null,
  kind text not null check (kind in ('payments', 'invoices')),
  export text not null,
  number integer not null,
  -- of the page it was asked for on: the same page sent twice is the same file
  asked_id uuid not null,
  made_at timestamptz not null,
  staff_id uuid not null,
  count integer not null check (count > 0),
  sum_ore bigint not null,
  -- of the file that the bank or the ledger reads, in hex
  sha256 text not null,
  key_id uuid not null,
  document_id uuid not null,
  list_document_id uuid not null,
  primary key (tenant_id, id),
  unique (tenant_id, authority_id, kind, number),
  unique (tenant_id, authority_id, asked_id)
);

create table payments.pay_order (
  tenant_id uuid not null,
  id uuid not null,
  authority_id uuid not null,
  unit_id uuid not null,
  case_id uuid not null,
  case_number text not null,
  decision_id uuid not null,
  -- which of the decision's payments: to the applicant, or to another for some of the items
  line text not null,
  -- a payment that came back and is made again is a new order
  attempt smallint not null,
  party_id uuid not null,
  receiver text not null check (receiver in ('party', 'other')),
  amount_ore bigint not null check (amount_ore > 0),
  -- the most that may be paid: what was decided
  most_ore bigint not null check (most_ore >= amount_ore),
  due_day date not null,
  period_from date,
  period_until date,
  export text not null,
  state text not null check (state in ('held', 'made', 'attested', 'exported', 'paid', 'rejected', 'stopped')),
  lacks text check (lacks in ('account', 'report')),
  -- who may not attest: whoever decided
  decider_id uuid,
  covered boolean not null,
  batch_id uuid,
  made_at timestamptz not null,
  content_cipher bytea not null,
  primary key (tenant_id, id),
  unique (tenant_id, decision_id, line, attempt),
  foreign key (tenant_id, batch_id) references payments.batch (tenant_id, id),
  check ((state = 'held') = (lacks is not null))
);
create index pay_order_case on payments.pay_order (tenant_id, case_id);
create index pay_order_waiting on payments.pay_order (tenant_id, authority_id, state, due_day) where state in ('held', 'made', 'attested', 'rejected');
create index pay_order_batch on payments.pay_order (tenant_id, batch_id) where batch_id is not null;

-- Every state an order has had: only added to.
create table payments.step (
  tenant_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  case_id uuid not null,
  authority_id uuid not null,
  -- counted in the order
  number smallint not null,
  state text not null,
  at timestamptz not null,
  -- null: the system itself
  staff_id uuid,
  -- why it was stopped, what the bank said
  reason_cipher bytea,
  primary key (tenant_id, id),
  unique (tenant_id, order_id, number),
  foreign key (tenant_id, order_id) references payments.pay_order (tenant_id, id)
);
create index step_case on payments.step (tenant_id, case_id);

-- What the bank or the ledger has answered.
create table payments.receipt (
  tenant_id uuid not null,
  id uuid not null,
  authority_id uuid not null,
  batch_id uuid not null,
  at timestamptz not null,
  staff_id uuid not null,
  sha256 text not null,
  document_id uuid not null,
  paid integer not null,
  rejected integer not null,
  primary key (tenant_id, id),
  unique (tenant_id, authority_id, sha256),
  foreign key (tenant_id, batch_id) references payments.batch (tenant_id, id)
);
create index receipt_batch on payments.receipt (tenant_id, batch_id);

-- What somebody owes: a fee for the authority's work, or what was paid out and is claimed back.
create table payments.charge (
  tenant_id uuid not null,
  id uuid not null,
  authority_id uuid not null,
  unit_id uuid not null,
  case_id uuid not null,
  case_number text not null,
  decision_id uuid not null,
  party_id uuid not null,
  kind text not null check (kind in ('fee', 'recovery')),
  -- as decided
  amount_ore bigint not null check (amount_ore >= 0),
  state text not null check (state in ('made', 'invoiced', 'settled')),
  covered boolean not null,
  export text not null,
  batch_id uuid,
  made_at timestamptz not null,
  content_cipher bytea not null,
  primary key (tenant_id, id),
  unique (tenant_id, decision_id, kind),
  foreign key (tenant_id, batch_id) references payments.batch (tenant_id, id)
);
create index charge_case on payments.charge (tenant_id, case_id);
create index charge_open on payments.charge (tenant_id, authority_id, state) where state <> 'settled';
create index charge_batch on payments.charge (tenant_id, batch_id) where batch_id is not null;

-- What has happened to a charge: only added to. What is left to pay is the charge with its events.
create table payments.charge_event (
  tenant_id uuid not null,
  id uuid not null,
  charge_id uuid not null,
  case_id uuid not null,
  authority_id uuid not null,
  -- lowered: by a decision of somebody, with a reason; remitted: need not be paid; planned: in instalments
  kind text not null check (kind in ('invoiced', 'paid', 'lowered', 'remitted', 'planned')),
  amount_ore bigint not null,
  day date not null,
  at timestamptz not null,
  staff_id uuid,
  -- of a payment, so that the same is never counted twice
  reference text,
  reason_cipher bytea,
  primary key (tenant_id, id),
  unique (tenant_id, charge_id, reference),
  foreign key (tenant_id, charge_id) references payments.charge (tenant_id, id)
);
create index charge_event_charge on payments.charge_event (tenant_id, charge_id);
create index charge_event_case on payments.charge_event (tenant_id, case_id);

-- When and how much, of the newest plan.
create table payments.instalment (
  tenant_id uuid not null,
  id uuid not null,
  charge_id uuid not null,
  case_id uuid not null,
  authority_id uuid not null,
  due_day date not null,
  amount_ore bigint not null check (amount_ore > 0),
  primary key (tenant_id, id),
  foreign key (tenant_id, charge_id) references payments.charge (tenant_id, id)
);
create index instalment_charge on payments.instalment (tenant_id, charge_id);
create index instalment_case on payments.instalment (tenant_id, case_id);

do $$
declare t text;
begin
  foreach t in array array['setting', 'batch', 'pay_order', 'step', 'receipt', 'charge', 'charge_event', 'instalment'] loop
    execute format('call platform.tenant_table(%L)', 'payments.' || t);
    execute format('create policy authority on payments.%I to sprang_staff
      using (authority_id = platform.s(''app.authority'')) with check (authority_id = platform.s(''app.authority''))', t);
    execute format('grant select, insert on payments.%I to sprang_staff', t);
  end loop;
  -- whoever is a party to the case sees what is paid and owed in it
  foreach t in array array['pay_order', 'step', 'charge', 'charge_event', 'instalment'] loop
    execute format('create policy mine on payments.%1$I for select to sprang_resident using (exists (select from cases.party p
      where p.tenant_id = %1$I.tenant_id and p.case_id = %1$I.case_id and p.person_id = platform.s(''app.person'')))', t);
    execute format('grant select on payments.%I to sprang_resident', t);
  end loop;
end $$;

grant update on payments.setting, payments.pay_order, payments.charge to sprang_staff;
grant delete on payments.instalment to sprang_staff;
-- What has happened stays as it was; it is destroyed with its case.
revoke update on payments.step, payments.charge_event, payments.batch, payments.receipt from sprang_jobs;
