-- A task of colleagues: of whoever works in the case's unit, except who made it. A decision that waits for a second person is one.
alter table cases.task drop constraint task_for_role_check;
alter table cases.task add constraint task_for_role_check check (for_role in ('officer', 'manager', 'staff', 'colleague'));
