-- A proposal may be the version in force with other words in its letters.
alter table services.proposal drop constraint proposal_source_check;
alter table services.proposal add constraint proposal_source_check check (source in ('library', 'files', 'earlier', 'words'));
