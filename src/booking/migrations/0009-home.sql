-- Times at people's homes are few, and asked for on every page of free times.
create index slot_home on booking.slot (tenant_id, service, starts_at) where areas <> '{}';
