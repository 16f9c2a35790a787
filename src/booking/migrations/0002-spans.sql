-- A span may be empty, and a closing may name both a place and somebody in it: rules that say no more than they must.
alter table booking.closing drop constraint closing_check, add constraint closing_check check (until_at >= from_at and (place_id is not null or resource_id is not null));
alter table booking.slot drop constraint slot_check, add constraint slot_check check (ends_at >= starts_at);
alter table booking.opening drop constraint opening_check, add constraint opening_check check (closes >= opens and until_day >= from_day);
