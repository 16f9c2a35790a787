-- When the minutes of a meeting were adjusted (justerade), and the notice that says so on the board.
alter table cases.meeting add column adjusted_day date;
alter table cases.meeting add column notice_id uuid;
