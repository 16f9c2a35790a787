-- Several decisions in a case, permits as things of their own, and decisions that two make together.

-- `rule`: which decision of the definition it is (null: of the law – dismissal, writing off). `about_id`: the earlier decision that it corrects,
-- changes or follows. `decider`: an officer by delegation, the authority at a meeting, or a rule that was switched on.
alter table cases.decision add column rule text;
alter table cases.decision add column about_id uuid;
alter table cases.decision add column permit_id uuid;
alter table cases.decision add column matter_id uuid;
alter table cases.decision add column decider text not null default 'delegation' check (decider in ('delegation', 'authority', 'automation'));
alter table cases.decision add column paragraph text;
alter table cases.decision add column meeting_day date;
alter table cases.decision add column confirmed_by uuid;
-- A rule that decides by itself is nobody.
alter table cases.decision alter column decided_by drop not null;
alter table cases.decision add check (decider = 'automation' or decided_by is not null);

-- A table's rows are decided one by one: the row's id in the application.
alter table cases.decision_item add column row_id text;

-- A permit ends on its last day (valid_until): why it was moved, and which permit it follows on. Lists go by unit.
alter table cases.permit add column unit_id uuid;
alter table cases.permit add column ended_why text check (ended_why in ('followed', 'revoked', 'returned'));
alter table cases.permit add column follows_id uuid;
create index permit_unit on cases.permit (tenant_id, authority_id, valid_until, id);
create index permit_party on cases.permit (tenant_id, party_id);
update cases.permit p set unit_id = c.unit_id from cases.case_file c where c.tenant_id = p.tenant_id and c.id = p.case_id;

alter table cases.case_file add column renews_permit_id uuid;
create index case_renews on cases.case_file (tenant_id, renews_permit_id) where renews_permit_id is not null;

-- A matter (fråga) in a case beyond the first decision: a start clearance asked for, a change, a revocation, a recovery, a decision tried anew.
-- While one is open the case is worked on; it ends with its decision, or is dropped.
create table cases.matter (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  authority_id uuid not null,
  -- the id of a main decision, or: change, revocation, recovery, reconsideration
  kind text not null,
  about_id uuid,
  permit_id uuid,
  begun_by_kind text not null check (begun_by_kind in ('resident', 'staff', 'system')),
  begun_by uuid,
  begun_at timestamptz not null,
  -- what is asked for, or why the authority takes it up
  content_cipher bytea not null,
  ended_at timestamptz,
  ended_why text check (ended_why in ('decided', 'dropped')),
  decision_id uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references cases.case_file (tenant_id, id)
);
create index matter_case on cases.matter (tenant_id, case_id);
-- Of the same thing one is tried at a time.
create unique index matter_open on cases.matter (tenant_id, case_id, kind, coalesce(about_id, permit_id, case_id)) where ended_at is null;

-- Four eyes: a decision is made when a second person has confirmed it. The revisions are what both have read.
create table cases.confirmation (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  authority_id uuid not null,
  unit_id uuid not null,
  target text not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  case_revision integer not null,
  inquiry_revision integer not null,
  hearing_unnecessary boolean not null,
  answered_by uuid,
  answered_at timestamptz,
  answer text check (answer in ('confirmed', 'sentBack', 'taken')),
  note_cipher bytea,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references cases.case_file (tenant_id, id)
);
create index confirmation_case on cases.confirmation (tenant_id, case_id);
create index confirmation_waits on cases.confirmation (tenant_id, unit_id, asked_at) where answered_at is null;

do $$
declare t text;
begin
  foreach t in array array['matter', 'confirmation'] loop
    execute format('call platform.tenant_table(%L)', 'cases.' || t);
    execute format('create policy authority on cases.%I to sprang_staff
      using (authority_id = platform.s(''app.authority'')) with check (authority_id = platform.s(''app.authority''))', t);
    execute format('grant select, insert, update on cases.%I to sprang_staff', t);
  end loop;
end $$;

create policy mine on cases.matter for select to sprang_resident using (exists (select from cases.party p
  where p.tenant_id = matter.tenant_id and p.case_id = matter.case_id and p.person_id = platform.s('app.person')));
create policy ask on cases.matter for insert to sprang_resident with check (begun_by_kind = 'resident' and exists (select from cases.party p
  where p.tenant_id = matter.tenant_id and p.case_id = matter.case_id and p.person_id = platform.s('app.person')));
grant select, insert on cases.matter to sprang_resident;
-- Asking for something more opens the case again.
grant update (state, closed_at, closed_why, retention_day) on cases.case_file to sprang_resident;
