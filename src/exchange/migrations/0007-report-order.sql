-- Reports of a visit are told in the order they were ordered. Their ids follow when transactions began, which is another order when one that began
-- earlier waited for the booking: a number is taken when the row is written, while the booking is held.
alter table exchange.report add column number bigint;
update exchange.report r set number = o.number from (select tenant_id, id, row_number() over (order by id) as number from exchange.report) o
  where o.tenant_id = r.tenant_id and o.id = r.id;
alter table exchange.report alter column number set not null;
alter table exchange.report alter column number add generated always as identity;
select setval(pg_get_serial_sequence('exchange.report', 'number'), coalesce(max(number), 0) + 1, false) from exchange.report;
drop index exchange.report_visit;
create index report_visit on exchange.report (tenant_id, visit_id, number);
