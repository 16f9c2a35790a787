-- Whoever pays and keeps the accounts: sees what is to be paid, not the cases.
alter table identity.assignment drop constraint assignment_role_check;
alter table identity.assignment add constraint assignment_role_check
  check (role in ('officer', 'deputy', 'manager', 'registrar', 'administrator', 'privacy', 'economy'));
