-- Answers come from laboratories' own systems too: their message has the laboratory's id, and is read once. A file is still known by its content.
alter table booking.answer_file
  alter column staff_id drop not null,
  add column laboratory text,
  add column message_id text,
  add constraint answer_file_from check ((staff_id is null) = (laboratory is not null) and (laboratory is null) = (message_id is null)),
  drop constraint answer_file_tenant_id_authority_id_sha256_key;
create unique index answer_file_content on booking.answer_file (tenant_id, authority_id, sha256) where laboratory is null;
create unique index answer_file_message on booking.answer_file (tenant_id, authority_id, laboratory, message_id) where laboratory is not null;

-- Who answered a sample may correct the answer or withdraw it; null: a file that staff read in.
alter table booking.sample add column answered_by text;

-- Which sample an answer is of: a booking may have several, and what is said later of the first must not change what the second gave.
alter table booking.outcome add column sample_id uuid;
