-- A dose given elsewhere is written down once of a visit, also when two write it at once. Of those that stand twice the first one stays.
update booking.outcome o set replaced_at = recorded_at where source = 'elsewhere' and replaced_at is null
  and exists (select from booking.outcome e where e.tenant_id = o.tenant_id and e.booking_id = o.booking_id and e.kind = o.kind and e.done_at = o.done_at
    and e.source = 'elsewhere' and e.replaced_at is null and e.id < o.id);
create unique index outcome_elsewhere on booking.outcome (tenant_id, booking_id, kind, done_at) where source = 'elsewhere' and replaced_at is null;
