-- Whether somebody has an offer to answer: of a list of ten thousand the next is found without going through those who have been asked.
alter table booking.waiting add column offered boolean not null default false;
update booking.waiting w set offered = true where exists (select from booking.offer o where o.tenant_id = w.tenant_id and o.waiting_id = w.id and o.answered_at is null);
create index waiting_turn on booking.waiting (tenant_id, service, priority desc, joined_at, id) where ended_at is null and not offered;
