-- Fees for other than a case: copies of official records. They belong to the authority and to no unit, nobody is a party, and what says
-- who owes is sealed with the key of what the fee is for. case_id is then the id of that, and decision_id of what the fee was agreed by.
alter table payments.charge alter column unit_id drop not null;
alter table payments.charge alter column party_id drop not null;
-- null: the key of the case
alter table payments.charge add column key_id uuid;
