-- A party moves clocks and ends tasks by answering; what a task says is for staff alone. Whether an outcome has been appealed further is known afterwards.
revoke select, insert on cases.task from sprang_resident;
grant select (tenant_id, id, case_id, key, done_at), insert on cases.task to sprang_resident;
grant update (final_day) on cases.appeal_outcome to sprang_staff;
