-- What copies cost, as whoever asks is told before anything is handed out, and what they answered. The latest told is the one that holds.
create table records.fee (
  tenant_id uuid not null,
  id uuid not null,
  request_id uuid not null,
  authority_id uuid not null,
  pages integer not null check (pages > 0),
  amount_ore bigint not null check (amount_ore >= 0),
  -- the day from which the tariff that was used is in force
  tariff_from date not null,
  told_at timestamptz not null,
  told_by uuid not null,
  answer text check (answer in ('invoice', 'advance', 'read', 'withdrawn', 'waived')),
  answered_at timestamptz,
  -- null: whoever asks answered themselves, by the link
  answered_by uuid,
  -- who the invoice goes to, when they want one: it is theirs to say
  payer_cipher bytea,
  paid_at timestamptz,
  paid_by uuid,
  -- the claim in the authority's accounts, made when the copies were handed out
  charge_id uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, request_id) references records.request (tenant_id, id),
  check ((answer is null) = (answered_at is null)),
  check (payer_cipher is null or answer = 'invoice')
);
create index fee_request on records.fee (tenant_id, request_id, told_at);
call platform.tenant_table('records.fee');
create policy authority on records.fee to sprang_staff
  using (authority_id = platform.s('app.authority')) with check (authority_id = platform.s('app.authority'));
grant select, insert on records.fee to sprang_staff;
grant update (answer, answered_at, answered_by, payer_cipher, paid_at, paid_by, charge_id) on records.fee to sprang_staff;

-- Whoever is told of a fee may choose to read on the spot instead, which is free.
grant update (delivery) on records.request to sprang_staff;

-- The letter that goes with what is handed out.
alter table records.handout add column letter_id uuid;

alter table records.step drop constraint step_kind_check;
alter table records.step add constraint step_kind_check check (kind in ('received', 'taken', 'documentsAdded', 'tested', 'masked', 'unmasked', 'toldNo', 'decisionAsked', 'decided',
  'handedOut', 'fetched', 'appealed', 'passedOn', 'note', 'closed', 'feeTold', 'feeAnswered', 'feePaid', 'feeWaived', 'feeCharged'));
