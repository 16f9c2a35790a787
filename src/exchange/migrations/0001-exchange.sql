-- Other systems that get packages from here, and what has been sent to them. Addresses stand in clear; secrets are sealed.
create table exchange.target (
  tenant_id uuid not null,
  -- the receiver's name in services (`handOver.to`)
  name text not null,
  kind text not null check (kind in ('webhook', 'sftp')),
  title text not null,
  -- https://… or sftp://user@host:port/folder
  address text not null,
  key_id uuid not null,
  secret_cipher bytea not null,
  changed_at timestamptz not null,
  staff_id uuid,
  ended_at timestamptz,
  primary key (tenant_id, name)
);

-- The organisation's own key, with which every package is signed; its public half is published.
create table exchange.signing_key (
  tenant_id uuid not null,
  id uuid not null,
  key_id uuid not null,
  public_jwk jsonb not null,
  private_cipher bytea not null,
  made_at timestamptz not null,
  primary key (tenant_id, id)
);

create table exchange.delivery (
  tenant_id uuid not null,
  id uuid not null,
  authority_id uuid not null,
  case_id uuid not null,
  decision_id uuid,
  target text not null,
  what text not null check (what in ('permit', 'case')),
  asked_at timestamptz not null,
  -- the package as it was built, once: every attempt sends the same bytes
  document_id uuid,
  sha256 text,
  state text not null check (state in ('waiting', 'delivered', 'failed', 'stopped')),
  attempts smallint not null default 0,
  next_at timestamptz,
  delivered_at timestamptz,
  receipt text,
  -- what the receiver has said since
  status text,
  status_at timestamptz,
  primary key (tenant_id, id)
);
create index delivery_due on exchange.delivery (tenant_id, next_at) where state = 'waiting';
create index delivery_case on exchange.delivery (tenant_id, case_id);
create index delivery_list on exchange.delivery (tenant_id, authority_id, asked_at desc);

-- Each try, only added to. The reason is ours or the receiver's status; never what was sent.
create table exchange.attempt (
  tenant_id uuid not null,
  id uuid not null,
  delivery_id uuid not null,
  authority_id uuid not null,
  case_id uuid not null,
  at timestamptz not null,
  ok boolean not null,
  reason text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, delivery_id) references exchange.delivery (tenant_id, id)
);
create index attempt_delivery on exchange.attempt (tenant_id, delivery_id, at);

-- What receivers have sent back, by the id of their message: the same message twice is one.
create table exchange.inbound (
  tenant_id uuid not null,
  target text not null,
  message_id text not null,
  delivery_id uuid not null,
  case_id uuid not null,
  at timestamptz not null,
  status text not null,
  primary key (tenant_id, target, message_id)
);
create index inbound_case on exchange.inbound (tenant_id, case_id);

do $$
declare t text;
begin
  foreach t in array array['target', 'signing_key', 'delivery', 'attempt', 'inbound'] loop
    execute format('call platform.tenant_table(%L)', 'exchange.' || t);
  end loop;
  -- Officers see what left their authority's cases, and may ask for another try.
  foreach t in array array['delivery', 'attempt'] loop
    execute format('create policy authority on exchange.%I to sprang_staff
      using (authority_id = platform.s(''app.authority'')) with check (authority_id = platform.s(''app.authority''))', t);
    execute format('grant select, insert on exchange.%I to sprang_staff', t);
  end loop;
end $$;
grant update (state, next_at) on exchange.delivery to sprang_staff;
-- A submission may be handed over at once: the resident's transaction orders it, and sees nothing of it.
create policy order_it on exchange.delivery for insert to sprang_resident with check (case_id = platform.s('app.new_case'));
grant insert on exchange.delivery to sprang_resident;
-- Administrators of the whole organisation set receivers; which there are is no secret to staff.
create policy shared on exchange.target for select to sprang_staff using (true);
create policy whole on exchange.target to sprang_staff
  using (platform.s('app.staff') is not null and platform.s('app.authority') is null)
  with check (platform.s('app.staff') is not null and platform.s('app.authority') is null);
grant select, insert, update on exchange.target to sprang_staff;
