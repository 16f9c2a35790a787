-- The authority's secretary (nämndsekreterare): reads what is put before the meetings, and keeps their paragraphs.
alter table identity.assignment drop constraint assignment_role_check;
alter table identity.assignment add constraint assignment_role_check
  check (role in ('officer', 'deputy', 'manager', 'registrar', 'administrator', 'privacy', 'economy', 'onDuty', 'secretary'));
