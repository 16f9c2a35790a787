-- What a court or a county board has made of a decision: set aside (then it stands for nothing, and the matter is tried anew), or changed.
alter table cases.decision add column set_aside_at timestamptz;
alter table cases.decision add column court_outcome text check (court_outcome in ('granted', 'partly', 'refused'));
grant update (set_aside_at, court_outcome) on cases.decision to sprang_staff;
-- The last outcome of an appeal is what holds.
update cases.decision d set set_aside_at = o.recorded_at from cases.appeal a
  join lateral (select outcome, recorded_at from cases.appeal_outcome where tenant_id = a.tenant_id and appeal_id = a.id order by recorded_at desc, id desc limit 1) o on o.outcome = 'sentBack'
  where a.tenant_id = d.tenant_id and a.decision_id = d.id;

-- A permit ends with the decision that gave it, when that is set aside. The day it would have ended is kept, should the end be undone.
alter table cases.permit drop constraint permit_ended_why_check;
alter table cases.permit add constraint permit_ended_why_check check (ended_why in ('followed', 'revoked', 'returned', 'setAside'));
alter table cases.permit add column said_until date;
update cases.permit p set said_until = case when i.further then null else i.valid_until end from cases.decision_item i
  where p.ended_why is not null and i.tenant_id = p.tenant_id and i.decision_id = p.decision_id and i.outcome <> 'refused';
