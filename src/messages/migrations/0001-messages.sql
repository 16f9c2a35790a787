-- Conversations about a case, and the neutral notices that go out by e-mail.
-- This room stands below cases: it does not know who is a party. A room that has found that a person may see a case enters it
-- (app.dossier), exactly as for documents; a message for one person is then read by that person alone.
create table messages.conversation (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  authority_id uuid not null,
  started_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, case_id)
);

create table messages.message (
  tenant_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  case_id uuid not null,
  authority_id uuid not null,
  -- whom it is to or from, of the parties; null: all of them
  person_id uuid,
  author_kind text not null check (author_kind in ('resident', 'staff')),
  author_id uuid not null,
  -- staff: the unit they write for, which is what the person is shown
  unit_id uuid,
  at timestamptz not null,
  cipher bytea not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, conversation_id) references messages.conversation (tenant_id, id)
);
create index message_case on messages.message (tenant_id, case_id, at, id);

-- What somebody has had before them, message by message. A time would not do: a message can be committed after a later reading.
create table messages.read_mark (
  tenant_id uuid not null,
  message_id uuid not null,
  reader_kind text not null check (reader_kind in ('resident', 'staff')),
  reader_id uuid not null,
  case_id uuid not null,
  authority_id uuid not null,
  at timestamptz not null,
  primary key (tenant_id, message_id, reader_kind, reader_id)
);
create index read_mark_case on messages.read_mark (tenant_id, case_id, reader_id);

-- A notice to send: ids and codes only. The address is looked up when it is sent, and what it says follows from the class.
create table messages.dispatch (
  tenant_id uuid not null,
  id uuid not null,
  -- the same occasion asked for twice is one notice
  key text not null,
  person_id uuid not null,
  kind text not null,
  case_id uuid,
  confidentiality smallint not null,
  language text not null,
  made_at timestamptz not null,
  attempts smallint not null default 0,
  sent_at timestamptz,
  -- `noAddress`: the person has given none; `refused`: the mail server would not, however often
  given_up text check (given_up in ('noAddress', 'refused')),
  primary key (tenant_id, id),
  unique (tenant_id, key)
);
create index dispatch_waiting on messages.dispatch (tenant_id, made_at) where sent_at is null and given_up is null;

do $$
declare t text;
begin
  foreach t in array array['conversation', 'message', 'read_mark', 'dispatch'] loop
    execute format('call platform.tenant_table(%L)', 'messages.' || t);
  end loop;
  foreach t in array array['conversation', 'message'] loop
    execute format('create policy authority on messages.%I to sprang_staff
      using (authority_id = platform.s(''app.authority'')) with check (authority_id = platform.s(''app.authority''))', t);
    execute format('grant select, insert on messages.%I to sprang_staff, sprang_resident', t);
  end loop;
end $$;

create policy dossier on messages.conversation to sprang_resident
  using (case_id = platform.s('app.dossier')) with check (case_id = platform.s('app.dossier'));
create policy dossier on messages.message for select to sprang_resident
  using (case_id = platform.s('app.dossier') and (person_id is null or person_id = platform.s('app.person')));
create policy write on messages.message for insert to sprang_resident
  with check (case_id = platform.s('app.dossier') and author_kind = 'resident' and person_id = platform.s('app.person'));

create policy own on messages.read_mark to sprang_resident
  using (reader_kind = 'resident' and reader_id = platform.s('app.person'))
  with check (reader_kind = 'resident' and reader_id = platform.s('app.person'));
create policy own_staff on messages.read_mark to sprang_staff
  using (reader_kind = 'staff' and reader_id = platform.s('app.staff') and authority_id = platform.s('app.authority'))
  with check (reader_kind = 'staff' and reader_id = platform.s('app.staff') and authority_id = platform.s('app.authority'));
grant select, insert on messages.read_mark to sprang_resident, sprang_staff;

create policy ask on messages.dispatch for insert to sprang_resident, sprang_staff with check (sent_at is null and attempts = 0);
grant insert on messages.dispatch to sprang_resident, sprang_staff;
-- What was written is never changed; it is destroyed with its case.
revoke update on messages.message from sprang_jobs;
