-- A certificate is of a visit and of whose it was when it was fetched: found to be somebody else's, the paper holds no more.
-- null: fetched before whose it was changed, so that whose name stands on it is not known.
alter table booking.certificate add column person_id uuid;
update booking.certificate c set person_id = o.person_id from booking.outcome o where o.tenant_id = c.tenant_id and o.id = c.outcome_id
  and not exists (select from booking.identified i where i.tenant_id = c.tenant_id and i.booking_id = c.booking_id and (i.at >= c.made_at or i.ended_at >= c.made_at));
alter table booking.certificate drop constraint certificate_pkey, drop constraint certificate_tenant_id_code_sha256_key;
alter table booking.certificate add primary key (tenant_id, code_sha256);
create unique index certificate_holder on booking.certificate (tenant_id, outcome_id, person_id);
