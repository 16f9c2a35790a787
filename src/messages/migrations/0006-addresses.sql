-- Which address an e-mail went to, as a keyed hash: whoever's latest bounced is not reached by e-mail until their address changes, or one arrives.
alter table messages.dispatch add column address_hash bytea;
create index dispatch_address on messages.dispatch (tenant_id, person_id, made_at) where address_hash is not null;
