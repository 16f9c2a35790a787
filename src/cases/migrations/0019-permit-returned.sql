-- Whoever holds a permit may give it back: its last day is moved earlier, and nothing else of it is theirs to change.
create policy give_back on cases.permit for update to sprang_resident
  using (ended_why is null and exists (select from cases.party p
    where p.tenant_id = permit.tenant_id and p.id = permit.party_id and p.role = 'applicant' and p.person_id = platform.s('app.person')))
  with check (ended_why = 'returned');
grant update (valid_until, ended_why, remind_day, said_until) on cases.permit to sprang_resident;
