-- Cases without a decision, and cases that nobody has said are theirs.

-- How a case that was handled ended: an id of `handling.ends` in the definition.
alter table cases.case_file add column handled_end text;
alter table cases.case_file drop constraint case_file_closed_why_check;
alter table cases.case_file add constraint case_file_closed_why_check check (closed_why in ('decided', 'withdrawn', 'dismissed', 'other', 'handled'));

-- Sent without signing in: no party, and nobody who sent it.
alter table cases.submission alter column party_id drop not null;
alter table cases.submission alter column submitted_by drop not null;
