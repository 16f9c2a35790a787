-- Why a service takes nothing new, also in the other languages of residents: `why` is Swedish.
alter table services.stop add column words jsonb not null default '{}';
