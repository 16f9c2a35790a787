-- Laboratories whose own systems send answers of samples here: one authority's each. The secret that signs what they send is sealed.
create table exchange.laboratory (
  tenant_id uuid not null,
  -- stands in the address they post to
  name text not null,
  title text not null,
  authority_id uuid not null,
  key_id uuid not null,
  secret_cipher bytea not null,
  changed_at timestamptz not null,
  staff_id uuid,
  ended_at timestamptz,
  primary key (tenant_id, name)
);
call platform.tenant_table('exchange.laboratory');
create policy whole on exchange.laboratory to sprang_staff
  using (platform.s('app.staff') is not null and platform.s('app.authority') is null)
  with check (platform.s('app.staff') is not null and platform.s('app.authority') is null);
grant select, insert, update on exchange.laboratory to sprang_staff;
