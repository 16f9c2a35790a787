-- The day by which what is taken up after a decision is to be decided, where the definition gives a time for it.
alter table cases.matter add column due_day date;
