-- When some process last refused visitors: the process that moves a lane on is often another, and slows it all the same.
alter table queue.inlet add pressed_at timestamptz;
