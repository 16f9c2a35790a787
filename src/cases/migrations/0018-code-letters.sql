-- A letter with a code is kept twice: the authority's copy in the case, with the code painted over, and the one to print, which lies under
-- the code's own id and is gone when the code no longer opens anything. So nothing that leaves the case has a code that works.
alter table cases.access_code add column document_id uuid;
create index code_letter on cases.access_code (tenant_id, document_id) where document_id is not null;
grant update (document_id) on cases.access_code to sprang_staff;
