-- When it was seen to whether a message reaches somebody who got of a recalled batch: many are, some at a time. null: not yet.
alter table booking.recalled add column seen_at timestamptz;
update booking.recalled r set seen_at = c.made_at from booking.recall c where c.tenant_id = r.tenant_id and c.id = r.recall_id;
create index recalled_to_see on booking.recalled (tenant_id, recall_id) where seen_at is null;
