-- What has been destroyed of a case, and when there is more to destroy: the daily run reads only the cases whose day has come.
alter table cases.case_file add column destroyed text[] not null default '{}';
alter table cases.case_file add column retention_day date;
create index case_retention on cases.case_file (tenant_id, retention_day nulls first) where closed_at is not null;
-- That someone was told that a promised day has passed: once.
alter table cases.case_file add column late_told_at timestamptz;
create index case_late on cases.case_file (tenant_id, promise_due) where decided_at is null and late_told_at is null;
