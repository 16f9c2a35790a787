-- The waiting rooms that a crisis set up: only they end with it.
alter table continuity.crisis add column lane_slugs text[] not null default '{}';
