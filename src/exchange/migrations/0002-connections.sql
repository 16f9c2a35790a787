-- Registers and channels of others that the organisation is connected to: one of a kind. Addresses stand in clear; certificates, keys and
-- agreements are sealed.
create table exchange.connection (
  tenant_id uuid not null,
  kind text not null check (kind in ('population', 'benefits', 'digitalMail', 'sms')),
  address text not null,
  key_id uuid not null,
  settings_cipher bytea not null,
  changed_at timestamptz not null,
  staff_id uuid,
  ended_at timestamptz,
  primary key (tenant_id, kind)
);
call platform.tenant_table('exchange.connection');
create policy whole on exchange.connection to sprang_staff
  using (platform.s('app.staff') is not null and platform.s('app.authority') is null)
  with check (platform.s('app.staff') is not null and platform.s('app.authority') is null);
grant select, insert, update on exchange.connection to sprang_staff;
