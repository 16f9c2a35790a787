-- A case (ärende) from submission to destruction. What is readable is sealed with the case's key; what lists and clocks need
-- stands in clear. Every table carries authority_id, so that the wall between authorities is one comparison.
create table cases.case_file (
  tenant_id uuid not null,
  id uuid not null,
  authority_id uuid not null,
  unit_id uuid not null,
  service text not null,
  version_id uuid not null,
  number text not null,
  -- what the public register shows; never anything about the person
  title text not null,
  register text not null check (register in ('diary', 'personFile')),
  confidentiality smallint not null,
  channel text not null check (channel in ('web', 'phone', 'counter', 'paper')),
  key_id uuid not null,
  state text not null check (state in ('received', 'inquiry', 'decided', 'closed')),
  -- someone else must act first; the promise's clock stands still
  waiting_for text check (waiting_for in ('completion', 'hearing', 'coApplicant')),
  waiting_until date,
  assignee_id uuid,
  deputy_id uuid,
  arrived_at timestamptz not null,
  arrived_day date not null,
  complete_at timestamptz,
  -- last days of the two clocks that run before a decision, and the earlier of them
  law_due date,
  promise_due date,
  next_due date,
  urgent boolean not null default false,
  protected boolean not null default false,
  renews_case_id uuid,
  last_event_at timestamptz not null,
  -- the last thing that somebody outside the authority did: "nytt sedan du såg senast"
  outside_event_at timestamptz not null,
  records integer not null default 0,
  revision integer not null default 1,
  decided_at timestamptz,
  closed_at timestamptz,
  closed_why text check (closed_why in ('decided', 'withdrawn', 'dismissed', 'other')),
  primary key (tenant_id, id),
  unique (tenant_id, number)
);
create index case_new on cases.case_file (tenant_id, unit_id, arrived_at) where assignee_id is null and closed_at is null;
create index case_mine on cases.case_file (tenant_id, assignee_id, next_due) where closed_at is null;
create index case_deputy on cases.case_file (tenant_id, deputy_id, next_due) where closed_at is null and deputy_id is not null;
create index case_due on cases.case_file (tenant_id, unit_id, next_due) where closed_at is null and decided_at is null;
create index case_waiting on cases.case_file (tenant_id, unit_id, waiting_until) where closed_at is null and waiting_for is not null;
create index case_news on cases.case_file (tenant_id, assignee_id, outside_event_at desc) where closed_at is null;
create index case_arrived on cases.case_file (tenant_id, authority_id, arrived_at desc);
create index case_decided on cases.case_file (tenant_id, unit_id, decided_at) where decided_at is not null;
create index case_closed on cases.case_file (tenant_id, closed_at) where closed_at is not null;

create table cases.party (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  authority_id uuid not null,
  person_id uuid not null,
  role text not null check (role in ('applicant', 'coApplicant', 'guardian')),
  facts_cipher bytea not null,
  added_at timestamptz not null,
  invited_at timestamptz,
  signed_at timestamptz,
  until_at timestamptz,
  final_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references cases.case_file (tenant_id, id)
);
create index party_person on cases.party (tenant_id, person_id, added_at desc);
create index party_case on cases.party (tenant_id, case_id);

-- The timeline: only added to. `part`: all parties, staff alone, or one party (its id).
create table cases.entry (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  authority_id uuid not null,
  kind text not null,
  at timestamptz not null,
  part text not null,
  author_kind text not null check (author_kind in ('resident', 'staff', 'system')),
  author_id uuid,
  -- what it is about: a decision, a request, a document
  ref_id uuid,
  cipher bytea,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references cases.case_file (tenant_id, id)
);
create index entry_case on cases.entry (tenant_id, case_id, at, id);

-- What was sent in, exactly as seen and signed. An application with a co-applicant stands twice: whole, for the one who wrote
-- it (part: their party), and its shared pages, for both (kind shared, part all).
create table cases.submission (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  authority_id uuid not null,
  party_id uuid not null,
  kind text not null check (kind in ('application', 'own', 'shared')),
  part text not null,
  version_id uuid not null,
  hash text not null,
  language text not null,
  channel text not null,
  submitted_by uuid not null,
  -- of the draft it came from: seals its files, and is destroyed with the case
  key_id uuid not null,
  ground text,
  submitted_at timestamptz not null,
  content_cipher bytea not null,
  attestation_cipher bytea,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references cases.case_file (tenant_id, id)
);
create index submission_case on cases.submission (tenant_id, case_id);

create table cases.assignment (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  authority_id uuid not null,
  kind text not null check (kind in ('take', 'handOver', 'deputy', 'reassign', 'bias')),
  from_staff_id uuid,
  to_staff_id uuid,
  by_staff_id uuid not null,
  at timestamptz not null,
  -- the one who takes a case over has said that they are not biased (jäv, 16 § förvaltningslagen)
  unbiased boolean not null,
  note_cipher bytea,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references cases.case_file (tenant_id, id)
);
create index assignment_case on cases.assignment (tenant_id, case_id);

-- Why somebody opened a case that is not theirs, or uncovered a protected identity: shown to the person in the read log.
create table cases.opening (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  authority_id uuid not null,
  staff_id uuid not null,
  kind text not null check (kind in ('read', 'unmask')),
  reason text not null,
  note_cipher bytea,
  at timestamptz not null,
  until_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references cases.case_file (tenant_id, id)
);
create index opening_case on cases.opening (tenant_id, case_id, staff_id, until_at);

create table cases.inquiry (
  tenant_id uuid not null,
  case_id uuid not null,
  authority_id uuid not null,
  revision integer not null,
  content_cipher bytea not null,
  saved_by uuid not null,
  saved_at timestamptz not null,
  primary key (tenant_id, case_id),
  foreign key (tenant_id, case_id) references cases.case_file (tenant_id, id)
);

create table cases.request (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  authority_id uuid not null,
  kind text not null check (kind in ('completion', 'hearing')),
  asked_by uuid not null,
  asked_at timestamptz not null,
  due_day date not null,
  document_id uuid,
  content_cipher bytea not null,
  answered_at timestamptz,
  answered_by uuid,
  answer_cipher bytea,
  withdrawn_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references cases.case_file (tenant_id, id)
);
create index request_case on cases.request (tenant_id, case_id);

create table cases.decision (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  authority_id uuid not null,
  unit_id uuid not null,
  type text not null,
  outcome text not null check (outcome in ('granted', 'partly', 'refused', 'dismissed', 'writtenOff')),
  -- counted in the case: two officers who decide the same at once make the same number, and one of them is refused
  number integer not null,
  decided_by uuid not null,
  decided_at timestamptz not null,
  delegation_id uuid,
  delegation_point text not null,
  reported boolean not null,
  reported_at timestamptz,
  document_id uuid,
  content_cipher bytea not null,
  primary key (tenant_id, id),
  unique (tenant_id, case_id, number),
  foreign key (tenant_id, case_id) references cases.case_file (tenant_id, id)
);
create index decision_unreported on cases.decision (tenant_id, authority_id, decided_at) where reported and reported_at is null;
create index decision_made on cases.decision (tenant_id, authority_id, decided_at);

create table cases.decision_item (
  tenant_id uuid not null,
  id uuid not null,
  decision_id uuid not null,
  case_id uuid not null,
  authority_id uuid not null,
  place smallint not null,
  item text not null,
  outcome text not null check (outcome in ('granted', 'partly', 'refused')),
  reasons text[] not null,
  valid_from date,
  valid_until date,
  further boolean not null default false,
  amount_ore bigint,
  content_cipher bytea not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, decision_id) references cases.decision (tenant_id, id)
);
create index item_decision on cases.decision_item (tenant_id, decision_id);

create table cases.permit (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  decision_id uuid not null,
  authority_id uuid not null,
  party_id uuid not null,
  service text not null,
  number text not null,
  valid_from date not null,
  valid_until date,
  -- when to remind: `after.remindRenewal` before the end
  remind_day date,
  reminded_at timestamptz,
  ended_at timestamptz,
  content_cipher bytea not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, decision_id) references cases.decision (tenant_id, id)
);
create index permit_remind on cases.permit (tenant_id, remind_day) where reminded_at is null and ended_at is null;
create index permit_case on cases.permit (tenant_id, case_id);

-- That a party has got a decision: the clock of appeal runs from served_at, which each party has of their own.
create table cases.notification (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  decision_id uuid not null,
  authority_id uuid not null,
  party_id uuid not null,
  how text not null check (how in ('myPages', 'letter', 'digitalMail', 'receipt')),
  appealable boolean not null,
  sent_at timestamptz not null,
  opened_at timestamptz,
  served_at timestamptz,
  served_how text check (served_how in ('opened', 'receipt', 'simplified', 'told')),
  appeal_until date,
  final_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, decision_id) references cases.decision (tenant_id, id)
);
create index notification_case on cases.notification (tenant_id, case_id);
create index notification_clock on cases.notification (tenant_id, appeal_until) where final_at is null and appealable;

create table cases.appeal (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  decision_id uuid not null,
  authority_id uuid not null,
  party_id uuid not null,
  channel text not null,
  received_at timestamptz not null,
  received_day date not null,
  content_cipher bytea not null,
  tried_at timestamptz,
  tried_by uuid,
  in_time boolean,
  last_day date,
  passed_on_at timestamptz,
  passed_on_to text,
  dismissed_decision_id uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, decision_id) references cases.decision (tenant_id, id)
);
create index appeal_case on cases.appeal (tenant_id, case_id);
create index appeal_untried on cases.appeal (tenant_id, authority_id, received_at) where passed_on_at is null and dismissed_decision_id is null;

-- Case numbers are taken in ranges by each process: a counter that everyone updates was 20 times slower. Gaps are allowed.
create table cases.number_range (
  tenant_id uuid not null,
  authority_id uuid not null,
  year smallint not null,
  next integer not null,
  primary key (tenant_id, authority_id, year)
);

create table cases.seen (
  tenant_id uuid not null,
  staff_id uuid not null,
  case_id uuid not null,
  authority_id uuid not null,
  seen_at timestamptz not null,
  primary key (tenant_id, staff_id, case_id),
  foreign key (tenant_id, case_id) references cases.case_file (tenant_id, id)
);

-- The register (diarium): every record that came in, went out or was drawn up.
create table cases.record (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  authority_id uuid not null,
  number integer not null,
  direction text not null check (direction in ('in', 'out', 'drawnUp')),
  title text not null,
  day date not null,
  secrecy text,
  document_id uuid,
  ref_id uuid,
  registered_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references cases.case_file (tenant_id, id)
);
create index record_day on cases.record (tenant_id, authority_id, day desc, id desc);
create index record_case on cases.record (tenant_id, case_id, number);

-- Keyed hashes of name words and numbers, so that staff find a case without names being stored readable.
create table cases.name_word (
  tenant_id uuid not null,
  authority_id uuid not null,
  hash bytea not null,
  case_id uuid not null,
  primary key (tenant_id, authority_id, hash, case_id),
  foreign key (tenant_id, case_id) references cases.case_file (tenant_id, id)
);
create index word_case on cases.name_word (tenant_id, case_id);

-- Walls. Staff: the authority they act within. Residents: what they are a party to; their queries start in party.
do $$
declare t text;
begin
  foreach t in array array['case_file', 'party', 'entry', 'submission', 'assignment', 'opening', 'inquiry', 'request', 'decision',
    'decision_item', 'permit', 'notification', 'appeal', 'number_range', 'seen', 'record', 'name_word'] loop
    execute format('call platform.tenant_table(%L)', 'cases.' || t);
    execute format('create policy authority on cases.%I to sprang_staff
      using (authority_id = platform.s(''app.authority'')) with check (authority_id = platform.s(''app.authority''))', t);
    execute format('grant select, insert on cases.%I to sprang_staff', t);
  end loop;
end $$;

create policy own on cases.party for select to sprang_resident
  using (person_id = platform.s('app.person') and (until_at is null or until_at > now()));
create policy admit on cases.party for insert to sprang_resident with check (case_id = platform.s('app.new_case'));
create policy sign on cases.party for update to sprang_resident
  using (person_id = platform.s('app.person') and (until_at is null or until_at > now()))
  with check (person_id = platform.s('app.person'));
grant select, insert, update (signed_at, facts_cipher) on cases.party to sprang_resident;

create policy mine on cases.case_file for select to sprang_resident using (exists (select from cases.party p
  where p.tenant_id = case_file.tenant_id and p.case_id = case_file.id and p.person_id = platform.s('app.person')));
create policy admit on cases.case_file for insert to sprang_resident with check (id = platform.s('app.new_case'));
create policy act on cases.case_file for update to sprang_resident using (exists (select from cases.party p
  where p.tenant_id = case_file.tenant_id and p.case_id = case_file.id and p.person_id = platform.s('app.person')))
  with check (true);
grant select, insert, update (waiting_for, waiting_until, complete_at, promise_due, next_due, last_event_at, outside_event_at, records, revision)
  on cases.case_file to sprang_resident;

do $$
declare t text;
begin
  -- with a part: what is for all parties, or for the party that the person is
  foreach t in array array['entry', 'submission'] loop
    execute format('create policy mine on cases.%1$I for select to sprang_resident using (exists (select from cases.party p
      where p.tenant_id = %1$I.tenant_id and p.case_id = %1$I.case_id and p.person_id = platform.s(''app.person'')
        and %1$I.part in (''all'', p.id::text)))', t);
  end loop;
  -- what concerns one party
  foreach t in array array['permit', 'notification', 'appeal'] loop
    execute format('create policy mine on cases.%1$I for select to sprang_resident using (exists (select from cases.party p
      where p.tenant_id = %1$I.tenant_id and p.id = %1$I.party_id and p.person_id = platform.s(''app.person'')))', t);
  end loop;
  foreach t in array array['request', 'decision', 'decision_item', 'record'] loop
    execute format('create policy mine on cases.%1$I for select to sprang_resident using (exists (select from cases.party p
      where p.tenant_id = %1$I.tenant_id and p.case_id = %1$I.case_id and p.person_id = platform.s(''app.person'')))', t);
  end loop;
  foreach t in array array['entry', 'submission', 'permit', 'notification', 'appeal', 'request', 'decision', 'decision_item', 'record'] loop
    execute format('grant select on cases.%I to sprang_resident', t);
  end loop;
  -- what a resident adds, to a case they make or are a party to
  foreach t in array array['submission', 'record', 'appeal'] loop
    execute format('create policy add on cases.%1$I for insert to sprang_resident
      with check (case_id = platform.s(''app.new_case'') or exists (select from cases.party p
        where p.tenant_id = %1$I.tenant_id and p.case_id = %1$I.case_id and p.person_id = platform.s(''app.person'')))', t);
    execute format('grant insert on cases.%I to sprang_resident', t);
  end loop;
end $$;
create policy add on cases.entry for insert to sprang_resident
  with check (part <> 'staff' and author_kind <> 'staff' and (case_id = platform.s('app.new_case') or exists (select from cases.party p
    where p.tenant_id = entry.tenant_id and p.case_id = entry.case_id and p.person_id = platform.s('app.person'))));
grant insert on cases.entry to sprang_resident;
create policy add on cases.name_word for insert to sprang_resident
  with check (case_id = platform.s('app.new_case'));
grant insert on cases.name_word to sprang_resident;
create policy answer on cases.request for update to sprang_resident
  using (answered_at is null and exists (select from cases.party p
    where p.tenant_id = request.tenant_id and p.case_id = request.case_id and p.person_id = platform.s('app.person')))
  with check (answered_at is not null);
grant update (answered_at, answered_by, answer_cipher) on cases.request to sprang_resident;
create policy opened on cases.notification for update to sprang_resident
  using (exists (select from cases.party p
    where p.tenant_id = notification.tenant_id and p.id = notification.party_id and p.person_id = platform.s('app.person')))
  with check (true);
grant update (opened_at, served_at, served_how, appeal_until) on cases.notification to sprang_resident;

-- Staff change what has a state. Entries, assignments, openings, submissions, decisions' contents and records are only added.
grant update on cases.case_file, cases.request, cases.notification, cases.permit, cases.appeal, cases.inquiry, cases.seen to sprang_staff;
grant update (signed_at, until_at, final_at, facts_cipher) on cases.party to sprang_staff;
grant update (reported_at, document_id) on cases.decision to sprang_staff;
revoke update on cases.entry, cases.assignment, cases.opening, cases.submission, cases.record from sprang_jobs;
