-- Four eyes: a point by which two make the decision together.
alter table organisation.delegation add column four_eyes boolean not null default false;
