-- Until PostgreSQL has statistics, in the first minute of a rush, an index on (tenant, lane, number) looks as good as the key for finding one id, and
-- with it every place of the lane is read. One that does not begin with the lane does not.
alter table queue.place drop constraint place_tenant_id_lane_id_number_key;
alter table queue.place add unique (tenant_id, number, lane_id);
