-- When the mail server said that nobody has the address. The notice then goes another way, or whoever has the case is told.
alter table messages.dispatch add column bounced_at timestamptz;
