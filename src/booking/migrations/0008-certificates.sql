-- The code of a certificate: whoever is shown one may ask whether it is genuine and still holds. A plain hash, since the code is random and long, and
-- must be found as long as the paper lasts, whatever keys have been changed.
create table booking.certificate (
  tenant_id uuid not null,
  outcome_id uuid not null,
  booking_id uuid not null,
  authority_id uuid not null,
  code_sha256 bytea not null,
  code_cipher bytea not null,
  made_at timestamptz not null,
  primary key (tenant_id, outcome_id),
  unique (tenant_id, code_sha256)
);
call platform.tenant_table('booking.certificate');
create policy authority on booking.certificate to sprang_staff
  using (authority_id = platform.s('app.authority')) with check (authority_id = platform.s('app.authority'));
grant select on booking.certificate to sprang_staff;
