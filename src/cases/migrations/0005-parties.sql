-- People who do not apply but take part: neighbours and consultees, owners who consent, the other guardian, a child of fifteen.
-- Each reaches their own part by signing in or by a code from a letter; the notice board; proof that a decision was got.

alter table cases.case_file drop constraint case_file_waiting_for_check;
alter table cases.case_file add constraint case_file_waiting_for_check check (waiting_for in ('completion', 'hearing', 'coApplicant', 'others'));

create table cases.other_party (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  authority_id uuid not null,
  -- which of the definition's others they are; `guardian` and `child` are the platform's own
  kind text not null,
  asked text not null check (asked in ('hearing', 'consent', 'information', 'statement', 'signature')),
  -- only who has a number, so that they can sign in
  person_id uuid,
  facts_cipher bytea not null,
  protected boolean not null default false,
  added_by text not null check (added_by in ('staff', 'applicant', 'system')),
  added_at timestamptz not null,
  -- who applied has called them owner, neighbour …: staff look at it before anything is sent
  invited_at timestamptz,
  due_day date,
  remind_day date,
  reminded_at timestamptz,
  -- what they may read, as it stood when they were asked
  shown_cipher bytea,
  document_id uuid,
  opened_at timestamptz,
  answered_at timestamptz,
  answered_day date,
  answered_how text check (answered_how in ('myPages', 'code', 'paper')),
  -- anything but a yes or silence: someone who is to get the decision themselves
  against boolean,
  answer_cipher bytea,
  withdrawn_at timestamptz,
  may_appeal boolean not null default false,
  simplified_told_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references cases.case_file (tenant_id, id)
);
create index other_case on cases.other_party (tenant_id, case_id);
create index other_person on cases.other_party (tenant_id, person_id) where person_id is not null;
create index other_remind on cases.other_party (tenant_id, remind_day) where answered_at is null and withdrawn_at is null and reminded_at is null;

-- A code that opens one case to one party, without a sign-in. Only keyed hashes are kept.
create table cases.access_code (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  authority_id uuid not null,
  purpose text not null check (purpose in ('answer', 'follow')),
  -- a party or another party; neither, for a case that nobody has said is theirs
  party_id uuid,
  other_party_id uuid,
  code_hash bytea not null,
  link_hash bytea,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  -- times it was opened the last hour it was used
  uses integer not null default 0,
  used_at timestamptz,
  revoked_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references cases.case_file (tenant_id, id)
);
create unique index code_hash on cases.access_code (tenant_id, code_hash);
create unique index code_link on cases.access_code (tenant_id, link_hash) where link_hash is not null;
create index code_case on cases.access_code (tenant_id, case_id);

create table cases.code_session (
  tenant_id uuid not null,
  token_hash bytea not null,
  code_id uuid not null,
  case_id uuid not null,
  started_at timestamptz not null,
  seen_at timestamptz not null,
  ends_at timestamptz not null,
  primary key (tenant_id, token_hash),
  foreign key (tenant_id, case_id) references cases.case_file (tenant_id, id)
);
create index code_session_case on cases.code_session (tenant_id, case_id);

-- Wrong codes by address, as a keyed hash of the address and the hour: forgotten within a day.
create table cases.code_attempt (
  tenant_id uuid not null,
  address_hash bytea not null,
  at_hour timestamptz not null,
  count integer not null,
  primary key (tenant_id, address_hash, at_hour)
);

-- The public notice board (anslagstavlan): public words only.
create table cases.notice (
  tenant_id uuid not null,
  id uuid not null,
  authority_id uuid not null,
  kind text not null check (kind in ('decision', 'minutes', 'other')),
  case_id uuid,
  decision_id uuid,
  title text not null,
  body text not null,
  up_day date not null,
  -- the first day it no longer hangs
  down_day date not null,
  appeal_until date,
  posted_by uuid,
  posted_at timestamptz not null,
  taken_down_at timestamptz,
  -- somebody took it down before its day: who, and why
  taken_down_by uuid,
  taken_down_why text,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references cases.case_file (tenant_id, id)
);
create index notice_up on cases.notice (tenant_id, down_day) where taken_down_at is null;
create index notice_case on cases.notice (tenant_id, case_id) where case_id is not null;

do $$
declare t text;
begin
  foreach t in array array['other_party', 'access_code', 'code_session', 'code_attempt', 'notice'] loop
    execute format('call platform.tenant_table(%L)', 'cases.' || t);
  end loop;
  foreach t in array array['other_party', 'access_code', 'notice'] loop
    execute format('create policy authority on cases.%I to sprang_staff
      using (authority_id = platform.s(''app.authority'')) with check (authority_id = platform.s(''app.authority''))', t);
    execute format('grant select, insert on cases.%I to sprang_staff', t);
  end loop;
end $$;
grant update on cases.other_party to sprang_staff;
grant update (revoked_at) on cases.access_code to sprang_staff;
grant update (taken_down_at, taken_down_by, taken_down_why) on cases.notice to sprang_staff;

-- What a redeemed code opens: the setting app.code names it, and every policy below goes through the code itself, so that one
-- that is revoked opens nothing.
create policy opened on cases.access_code for select to sprang_resident using (id = platform.s('app.code') and revoked_at is null);
create policy issue on cases.access_code for insert to sprang_resident with check (case_id = platform.s('app.new_case'));
grant select, insert on cases.access_code to sprang_resident;

create policy mine on cases.other_party for select to sprang_resident using (
  (person_id = platform.s('app.person') and invited_at is not null and withdrawn_at is null)
  or exists (select from cases.access_code c where c.tenant_id = other_party.tenant_id and c.other_party_id = other_party.id));
create policy add on cases.other_party for insert to sprang_resident with check (case_id = platform.s('app.new_case'));
create policy answer on cases.other_party for update to sprang_resident using (
  (person_id = platform.s('app.person') and invited_at is not null and withdrawn_at is null)
  or exists (select from cases.access_code c where c.tenant_id = other_party.tenant_id and c.other_party_id = other_party.id))
  with check (answered_at is not null or opened_at is not null);
grant select, insert, update (opened_at, answered_at, answered_day, answered_how, against, answer_cipher) on cases.other_party to sprang_resident;

create policy by_code on cases.party for select to sprang_resident using (exists (select from cases.access_code c
  where c.tenant_id = party.tenant_id and c.party_id = party.id));
create policy invited on cases.case_file for select to sprang_resident using (
  exists (select from cases.other_party o where o.tenant_id = case_file.tenant_id and o.case_id = case_file.id)
  or exists (select from cases.access_code c where c.tenant_id = case_file.tenant_id and c.case_id = case_file.id));
create policy invited_act on cases.case_file for update to sprang_resident using (
  exists (select from cases.other_party o where o.tenant_id = case_file.tenant_id and o.case_id = case_file.id)
  or exists (select from cases.access_code c where c.tenant_id = case_file.tenant_id and c.case_id = case_file.id)) with check (true);
create policy invited on cases.entry for select to sprang_resident using (
  exists (select from cases.other_party o where o.tenant_id = entry.tenant_id and o.case_id = entry.case_id and o.id::text = entry.part));
create policy invited_add on cases.entry for insert to sprang_resident with check (part <> 'staff' and author_kind <> 'staff' and (
  exists (select from cases.other_party o where o.tenant_id = entry.tenant_id and o.case_id = entry.case_id and o.id::text = entry.part)
  or exists (select from cases.access_code c where c.tenant_id = entry.tenant_id and c.case_id = entry.case_id and c.party_id::text = entry.part)));
create policy invited_add on cases.record for insert to sprang_resident with check (
  exists (select from cases.other_party o where o.tenant_id = record.tenant_id and o.case_id = record.case_id)
  or exists (select from cases.access_code c where c.tenant_id = record.tenant_id and c.case_id = record.case_id and c.party_id is not null));
create policy by_code on cases.request for select to sprang_resident using (exists (select from cases.access_code c
  where c.tenant_id = request.tenant_id and c.case_id = request.case_id and c.party_id is not null));

-- A decision that they may appeal, and their own appeal of it.
create policy invited on cases.notification for select to sprang_resident using (
  exists (select from cases.other_party o where o.tenant_id = notification.tenant_id and o.id = notification.party_id)
  or exists (select from cases.access_code c where c.tenant_id = notification.tenant_id and c.party_id = notification.party_id));
create policy invited_opened on cases.notification for update to sprang_resident using (
  exists (select from cases.other_party o where o.tenant_id = notification.tenant_id and o.id = notification.party_id)
  or exists (select from cases.access_code c where c.tenant_id = notification.tenant_id and c.party_id = notification.party_id)) with check (true);
create policy invited on cases.decision for select to sprang_resident using (exists (select from cases.notification n
  where n.tenant_id = decision.tenant_id and n.decision_id = decision.id
    and exists (select from cases.other_party o where o.tenant_id = n.tenant_id and o.id = n.party_id)));
create policy invited on cases.decision_item for select to sprang_resident using (exists (select from cases.decision d
  where d.tenant_id = decision_item.tenant_id and d.id = decision_item.decision_id));
create policy invited on cases.appeal for select to sprang_resident using (
  exists (select from cases.other_party o where o.tenant_id = appeal.tenant_id and o.id = appeal.party_id));
create policy invited_add on cases.appeal for insert to sprang_resident with check (
  exists (select from cases.other_party o where o.tenant_id = appeal.tenant_id and o.case_id = appeal.case_id and o.id = appeal.party_id));

-- The board is for everyone, from its day to its day; staff of every authority post on their own.
create policy everyone on cases.notice for select to sprang_resident using (taken_down_at is null);
grant select on cases.notice to sprang_resident;

-- Proof: the control message of simplified service, and whether the party had been told that it may be used
-- (22-26 §§ delgivningslagen (2010:1932)); when somebody was reminded that a party has not got its decision.
alter table cases.notification add column control_on date;
alter table cases.notification add column receipt_asked_at timestamptz;
alter table cases.notification add column reminded_at timestamptz;
alter table cases.notification drop constraint notification_how_check;
alter table cases.notification add constraint notification_how_check check (how in ('myPages', 'letter', 'digitalMail', 'receipt', 'board'));
alter table cases.notification drop constraint notification_served_how_check;
alter table cases.notification add constraint notification_served_how_check check (served_how in ('opened', 'receipt', 'simplified', 'told', 'board'));
create index notification_unserved on cases.notification (tenant_id, sent_at) where served_at is null and reminded_at is null;
alter table cases.party add column simplified_told_at timestamptz;
grant update (simplified_told_at) on cases.party to sprang_staff;
