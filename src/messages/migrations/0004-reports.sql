-- What the provider says became of a notice; and that one is to go by e-mail, since the text message did not arrive.
alter table messages.dispatch add column reported text check (reported in ('delivered', 'failed'));
alter table messages.dispatch add column reported_at timestamptz;
alter table messages.dispatch add column mail_only boolean not null default false;
