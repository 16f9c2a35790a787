-- Whoever asks to be called may have a protected identity: their name and number are then for the one who calls, and the page says so.
alter table messages.callback add column protected boolean not null default false;
