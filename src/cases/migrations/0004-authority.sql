-- Clocks that stop and start, tasks, requests to have a delayed case settled, the authority's meetings, outcomes of appeals, and absence.

-- A clock of a case: a deadline of its definition, counted. `due_day` is as of the day it stands still since, when it does.
create table cases.clock (
  tenant_id uuid not null,
  case_id uuid not null,
  authority_id uuid not null,
  -- the deadline's id in the definition
  deadline text not null,
  kind text not null check (kind in ('law', 'promise')),
  -- null until what it counts from has happened
  start_day date,
  due_day date,
  standing_since date,
  -- when somebody is to be reminded that it runs out
  near_day date,
  -- the decision that gave it more time, once
  extended_id uuid,
  ended_at timestamptz,
  primary key (tenant_id, case_id, deadline),
  foreign key (tenant_id, case_id) references cases.case_file (tenant_id, id)
);
create index clock_due on cases.clock (tenant_id, due_day) where ended_at is null and standing_since is null;
create index clock_near on cases.clock (tenant_id, near_day) where ended_at is null and standing_since is null;

-- A time during which somebody else must act first. What a clock stands still for is in its deadline.
create table cases.wait (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  authority_id uuid not null,
  -- completion, hearing, others, coApplicant …: what the case may wait for
  kind text not null,
  from_day date not null,
  until_day date,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references cases.case_file (tenant_id, id)
);
create index wait_case on cases.wait (tenant_id, case_id);
create unique index wait_open on cases.wait (tenant_id, case_id, kind) where until_day is null;

-- Something somebody is to do in a case by a day. `key` makes what a job asks for be asked for once.
create table cases.task (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  authority_id uuid not null,
  key text not null,
  what_cipher bytea not null,
  -- officer: whoever has the case, or its unit's manager while nobody has; staff: the one named
  for_role text not null check (for_role in ('officer', 'manager', 'staff')),
  for_staff_id uuid,
  due_day date not null,
  made_at timestamptz not null,
  -- null: the system itself
  made_by uuid,
  done_at timestamptz,
  done_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, case_id, key),
  check (for_role <> 'staff' or for_staff_id is not null),
  foreign key (tenant_id, case_id) references cases.case_file (tenant_id, id)
);
create index task_open on cases.task (tenant_id, authority_id, due_day) where done_at is null;
create index task_staff on cases.task (tenant_id, for_staff_id, due_day) where done_at is null and for_staff_id is not null;
create index task_case on cases.task (tenant_id, case_id);

-- A party asks that a case that has taken long be settled (12 § förvaltningslagen): settled, or refused, within four weeks.
create table cases.delay_request (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  authority_id uuid not null,
  party_id uuid not null,
  channel text not null,
  received_at timestamptz not null,
  received_day date not null,
  due_day date not null,
  -- six months had passed when it came
  ripe boolean not null,
  content_cipher bytea not null,
  ended_at timestamptz,
  ended_why text check (ended_why in ('decided', 'refused', 'closed')),
  decision_id uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references cases.case_file (tenant_id, id)
);
create index delay_case on cases.delay_request (tenant_id, case_id);
create unique index delay_open on cases.delay_request (tenant_id, case_id) where ended_at is null;

-- A meeting of an authority. Held: its paragraphs have been recorded.
create table cases.meeting (
  tenant_id uuid not null,
  id uuid not null,
  authority_id uuid not null,
  day date not null,
  place text,
  made_at timestamptz not null,
  made_by uuid not null,
  held_at timestamptz,
  held_by uuid,
  primary key (tenant_id, id)
);
create unique index meeting_day on cases.meeting (tenant_id, authority_id, day);

-- A case on its way to the authority: the officer's statement (tjänsteskrivelse), the meeting, and what was decided there.
create table cases.agenda_item (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  authority_id uuid not null,
  meeting_id uuid,
  -- the decision of the definition that it proposes
  rule text not null,
  statement_cipher bytea not null,
  statement_id uuid,
  written_by uuid not null,
  written_at timestamptz not null,
  -- the draft of the decision that the statement was made of
  inquiry_revision integer not null,
  hearing_unnecessary boolean not null default false,
  placed_at timestamptz,
  withdrawn_at timestamptz,
  paragraph text,
  outcome text check (outcome in ('asProposed', 'changed', 'sentBack')),
  recorded_at timestamptz,
  recorded_by uuid,
  -- what was decided, in words
  minutes_cipher bytea,
  extract_id uuid,
  decision_id uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references cases.case_file (tenant_id, id),
  foreign key (tenant_id, meeting_id) references cases.meeting (tenant_id, id)
);
create index agenda_meeting on cases.agenda_item (tenant_id, meeting_id);
create index agenda_case on cases.agenda_item (tenant_id, case_id);
create unique index agenda_open on cases.agenda_item (tenant_id, case_id) where recorded_at is null and withdrawn_at is null;
create unique index agenda_paragraph on cases.agenda_item (tenant_id, meeting_id, paragraph) where paragraph is not null;

-- Which meeting was told of a decision by delegation.
alter table cases.decision add column reported_meeting_id uuid;
create index decision_reported on cases.decision (tenant_id, reported_meeting_id) where reported_meeting_id is not null;
grant update (reported_meeting_id) on cases.decision to sprang_staff;

-- What a court or a county board said of an appeal; there may be more than one instance.
create table cases.appeal_outcome (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  appeal_id uuid not null,
  authority_id uuid not null,
  party_id uuid not null,
  instance text not null,
  outcome text not null check (outcome in ('upheld', 'changed', 'sentBack', 'dismissed', 'withdrawn')),
  decided_day date not null,
  -- the last day to appeal it further: after it the matter is final
  final_day date,
  content_cipher bytea not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references cases.case_file (tenant_id, id)
);
create index outcome_case on cases.appeal_outcome (tenant_id, case_id);
create index outcome_appeal on cases.appeal_outcome (tenant_id, appeal_id);

-- The whole file as it was sent with an appeal; the point of the delegation order that its timeliness was tried by.
alter table cases.appeal add column file_id uuid;
alter table cases.appeal add column tried_point text;
-- A decision that a court has set aside never becomes final.
alter table cases.notification add column void_at timestamptz;

-- Somebody is away, and somebody else has their cases meanwhile.
create table cases.absence (
  tenant_id uuid not null,
  id uuid not null,
  authority_id uuid not null,
  staff_id uuid not null,
  deputy_id uuid,
  from_day date not null,
  until_day date not null,
  made_at timestamptz not null,
  made_by uuid not null,
  ended_at timestamptz,
  primary key (tenant_id, id),
  check (until_day >= from_day and deputy_id is distinct from staff_id)
);
create index absence_staff on cases.absence (tenant_id, staff_id, until_day) where ended_at is null;
create index absence_deputy on cases.absence (tenant_id, deputy_id, until_day) where ended_at is null and deputy_id is not null;

do $$
declare t text;
begin
  foreach t in array array['clock', 'wait', 'task', 'delay_request', 'meeting', 'agenda_item', 'appeal_outcome', 'absence'] loop
    execute format('call platform.tenant_table(%L)', 'cases.' || t);
    execute format('create policy authority on cases.%I to sprang_staff
      using (authority_id = platform.s(''app.authority'')) with check (authority_id = platform.s(''app.authority''))', t);
    execute format('grant select, insert on cases.%I to sprang_staff', t);
  end loop;
  foreach t in array array['clock', 'wait', 'task', 'delay_request', 'meeting', 'agenda_item', 'absence'] loop
    execute format('grant update on cases.%I to sprang_staff', t);
  end loop;
  -- What a party does moves the clocks: sending in, answering. Who sees the case through row level security may, and nobody else.
  foreach t in array array['clock', 'wait', 'task'] loop
    execute format('create policy moved on cases.%1$I to sprang_resident
      using (case_id = platform.s(''app.new_case'') or exists (select from cases.case_file c
        where c.tenant_id = %1$I.tenant_id and c.id = %1$I.case_id))
      with check (case_id = platform.s(''app.new_case'') or exists (select from cases.case_file c
        where c.tenant_id = %1$I.tenant_id and c.id = %1$I.case_id))', t);
    execute format('grant select, insert on cases.%I to sprang_resident', t);
  end loop;
end $$;
grant update (start_day, due_day, standing_since, near_day) on cases.clock to sprang_resident;
grant update (until_day) on cases.wait to sprang_resident;
grant update (done_at) on cases.task to sprang_resident;
grant update (law_due) on cases.case_file to sprang_resident;

create policy mine on cases.delay_request for select to sprang_resident using (exists (select from cases.party p
  where p.tenant_id = delay_request.tenant_id and p.id = delay_request.party_id and p.person_id = platform.s('app.person')));
create policy ask on cases.delay_request for insert to sprang_resident with check (ended_at is null and exists (select from cases.party p
  where p.tenant_id = delay_request.tenant_id and p.id = delay_request.party_id and p.person_id = platform.s('app.person')));
grant select, insert on cases.delay_request to sprang_resident;

create policy mine on cases.appeal_outcome for select to sprang_resident using (exists (select from cases.party p
  where p.tenant_id = appeal_outcome.tenant_id and p.id = appeal_outcome.party_id and p.person_id = platform.s('app.person')));
grant select on cases.appeal_outcome to sprang_resident;
