-- How often something that needs no sign-in is done from one address, the same for every process and host. A count belongs to an hour, and its name
-- is a hash with that hour's own random key: when the key has gone nothing can be told of the address. Unlogged: it is worth nothing after a crash, and
-- neither the log that is archived nor a copy of the files has it.
create unlogged table platform.counting_hour (
  tenant_id uuid not null,
  at_hour timestamptz not null,
  secret bytea not null,
  primary key (tenant_id, at_hour)
);
create unlogged table platform.counted (
  tenant_id uuid not null,
  at_hour timestamptz not null,
  name_hash bytea not null,
  count integer not null,
  primary key (tenant_id, at_hour, name_hash)
);
call platform.tenant_table('platform.counting_hour');
call platform.tenant_table('platform.counted');
