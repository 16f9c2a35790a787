-- Whoever is on duty for the whole organisation (tjänsteperson i beredskap): leads in a crisis, and sees no cases.
alter table identity.assignment drop constraint assignment_role_check;
alter table identity.assignment add constraint assignment_role_check
  check (role in ('officer', 'deputy', 'manager', 'registrar', 'administrator', 'privacy', 'economy', 'onDuty'));
