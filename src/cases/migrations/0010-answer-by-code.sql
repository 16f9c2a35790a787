-- Somebody who has not said who they are reads the answer with the code they were given: that entry of that case, and nothing else.
create policy answer_by_code on cases.entry for select to sprang_resident using (kind = 'answered' and part = 'all' and exists (
  select from cases.access_code c where c.tenant_id = entry.tenant_id and c.case_id = entry.case_id
    and c.purpose = 'follow' and c.party_id is null and c.other_party_id is null));
