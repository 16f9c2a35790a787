-- That a document is a new version of an earlier one in the same case. Both stay. What holds of a document is its last row; one with no later
-- documents says that it stands after all.
create table cases.replacement (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  authority_id uuid not null,
  earlier_id uuid not null,
  later_ids uuid[] not null,
  said_by_kind text not null check (said_by_kind in ('resident', 'staff')),
  said_by uuid not null,
  said_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references cases.case_file (tenant_id, id),
  check (not earlier_id = any (later_ids))
);
create index replacement_case on cases.replacement (tenant_id, case_id, id);

call platform.tenant_table('cases.replacement');
create policy authority on cases.replacement to sprang_staff
  using (authority_id = platform.s('app.authority')) with check (authority_id = platform.s('app.authority') and said_by_kind = 'staff');
grant select, insert on cases.replacement to sprang_staff;
create policy mine on cases.replacement for select to sprang_resident using (exists (select from cases.party p
  where p.tenant_id = replacement.tenant_id and p.case_id = replacement.case_id and p.person_id = platform.s('app.person')));
-- A party says that what they send in is a new version; that an earlier one stands after all is for staff to say.
create policy add on cases.replacement for insert to sprang_resident
  with check (said_by_kind = 'resident' and cardinality(later_ids) > 0 and exists (select from cases.party p
    where p.tenant_id = replacement.tenant_id and p.case_id = replacement.case_id and p.person_id = platform.s('app.person')));
grant select, insert on cases.replacement to sprang_resident;
-- Only added to.
revoke update on cases.replacement from sprang_jobs;
