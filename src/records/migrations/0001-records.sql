-- Who marked a record as possibly secret, or took the mark away, and when: only added to. The mark that holds stands on the record itself.
create table records.mark (
  tenant_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  case_id uuid not null,
  authority_id uuid not null,
  -- null: the mark was taken away
  section text,
  marked_by uuid not null,
  marked_at timestamptz not null,
  primary key (tenant_id, id)
);
create index mark_record on records.mark (tenant_id, record_id, marked_at);
create index mark_case on records.mark (tenant_id, case_id);

-- A request to see official records (begäran om utlämnande). Whoever asks need not say who they are; what they write is sealed.
create table records.request (
  tenant_id uuid not null,
  id uuid not null,
  authority_id uuid not null,
  number text not null,
  key_id uuid not null,
  way text not null check (way in ('web', 'email', 'phone', 'counter', 'paper')),
  delivery text not null check (delivery in ('link', 'post', 'collect', 'read')),
  language text not null check (language in ('sv', 'sv-simple', 'en')),
  received_at timestamptz not null,
  received_day date not null,
  due_day date not null,
  content_cipher bytea not null,
  assignee_id uuid,
  closed_at timestamptz,
  closed_why text check (closed_why in ('released', 'partly', 'refused', 'noRecord', 'withdrawn')),
  primary key (tenant_id, id),
  unique (tenant_id, number)
);
create index request_open on records.request (tenant_id, authority_id, due_day) where closed_at is null;
create index request_closed on records.request (tenant_id, closed_at) where closed_at is not null;

-- A document that is asked for, and the outcome of the test by its secrecy section. copy_id: what is handed out.
create table records.request_item (
  tenant_id uuid not null,
  id uuid not null,
  request_id uuid not null,
  authority_id uuid not null,
  case_id uuid not null,
  document_id uuid not null,
  place smallint not null,
  content_cipher bytea not null,
  outcome text check (outcome in ('released', 'masked', 'reservation', 'refused')),
  tested_by uuid,
  tested_at timestamptz,
  test_cipher bytea,
  copy_id uuid,
  primary key (tenant_id, id),
  unique (tenant_id, request_id, document_id),
  foreign key (tenant_id, request_id) references records.request (tenant_id, id)
);
create index item_case on records.request_item (tenant_id, case_id);

-- What is painted over: shares of the page as it is seen, 0–1. Says nothing of what stood there.
create table records.mask (
  tenant_id uuid not null,
  id uuid not null,
  item_id uuid not null,
  authority_id uuid not null,
  page smallint not null check (page > 0),
  x real not null,
  y real not null,
  width real not null check (width > 0),
  height real not null check (height > 0),
  section text not null,
  masked_by uuid not null,
  masked_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, item_id) references records.request_item (tenant_id, id)
);
create index mask_item on records.mask (tenant_id, item_id);

-- The log of a request: everything that was done, by whom. Only added to.
create table records.step (
  tenant_id uuid not null,
  id uuid not null,
  request_id uuid not null,
  authority_id uuid not null,
  kind text not null check (kind in ('received', 'taken', 'documentsAdded', 'tested', 'masked', 'unmasked', 'toldNo', 'decisionAsked', 'decided', 'handedOut',
    'fetched', 'appealed', 'passedOn', 'note', 'closed')),
  at timestamptz not null,
  staff_id uuid,
  document_id uuid,
  note_cipher bytea,
  primary key (tenant_id, id),
  foreign key (tenant_id, request_id) references records.request (tenant_id, id)
);
create index step_request on records.step (tenant_id, request_id, at, id);

-- A link by which what was released is fetched, for a time. The hash is of random bytes.
create table records.handout (
  tenant_id uuid not null,
  id uuid not null,
  request_id uuid not null,
  authority_id uuid not null,
  token_hash bytea not null,
  made_at timestamptz not null,
  until_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, token_hash),
  foreign key (tenant_id, request_id) references records.request (tenant_id, id)
);
create index handout_request on records.handout (tenant_id, request_id);

create table records.number_series (
  tenant_id uuid not null,
  authority_id uuid not null,
  year smallint not null,
  next integer not null,
  primary key (tenant_id, authority_id, year)
);

-- A package for the archive: kept until the archive has received it, and a while after.
create table records.export (
  tenant_id uuid not null,
  id uuid not null,
  authority_id uuid not null,
  key_id uuid not null,
  from_day date not null,
  until_day date not null,
  cases integer not null,
  files integer not null,
  bytes integer not null,
  sha256 text not null,
  document_id uuid,
  made_by uuid not null,
  made_at timestamptz not null,
  received_at timestamptz,
  received_by uuid,
  receipt text,
  primary key (tenant_id, id)
);
create index export_authority on records.export (tenant_id, authority_id, made_at desc);

do $$
declare t text;
begin
  foreach t in array array['mark', 'request', 'request_item', 'mask', 'step', 'handout', 'number_series', 'export'] loop
    execute format('call platform.tenant_table(%L)', 'records.' || t);
    execute format('create policy authority on records.%I to sprang_staff
      using (authority_id = platform.s(''app.authority'')) with check (authority_id = platform.s(''app.authority''))', t);
    execute format('grant select, insert on records.%I to sprang_staff', t);
  end loop;
end $$;
grant update (assignee_id, closed_at, closed_why) on records.request to sprang_staff;
grant update (outcome, tested_by, tested_at, test_cipher, copy_id) on records.request_item to sprang_staff;
grant delete on records.request_item, records.mask to sprang_staff;
grant update (until_at) on records.handout to sprang_staff;
grant update (received_at, received_by, receipt, document_id) on records.export to sprang_staff;
revoke update on records.mark, records.step from sprang_jobs;
