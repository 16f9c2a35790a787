-- A meeting is of one booking, or of everybody who has the time: its key says which.
drop index booking.meeting_one;
alter table booking.meeting add column whose uuid not null generated always as (coalesce(booking_id, slot_id)) stored;
alter table booking.meeting add primary key (tenant_id, slot_id, whose);

-- Answers are read in by staff or sent by a laboratory, and a day may be short: rules that say no more than they must.
alter table booking.answer_file drop constraint answer_file_from,
  add constraint answer_file_from check ((staff_id is not null or laboratory is not null) and (laboratory is null or message_id is not null));
alter table booking.special_day drop constraint special_day_check, add constraint special_day_check check (closes >= opens);
