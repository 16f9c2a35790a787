-- Information pages, as editors write them: public, one row a language.
create table knowledge.page (
  tenant_id uuid not null,
  id uuid not null,
  slug text not null,
  language text not null check (language in ('sv', 'sv-simple', 'en')),
  title text not null,
  summary text not null,
  -- markdown; never HTML
  body text not null,
  keywords text[] not null default '{}',
  needs text[] not null default '{}',
  -- the day someone last read it through and found it right
  reviewed_on date,
  changed_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, slug, language)
);

-- Words that mean the same to the one who searches.
create table knowledge.synonym (
  tenant_id uuid not null,
  id uuid not null,
  words text[] not null check (cardinality(words) > 1),
  primary key (tenant_id, id)
);

do $$
declare t text;
begin
  foreach t in array array['page', 'synonym'] loop
    execute format('call platform.tenant_table(%L)', 'knowledge.' || t);
    execute format('create policy shared on knowledge.%I for select to sprang_resident, sprang_staff using (true)', t);
    execute format('create policy whole on knowledge.%I to sprang_staff
      using (platform.s(''app.staff'') is not null and platform.s(''app.authority'') is null)
      with check (platform.s(''app.staff'') is not null and platform.s(''app.authority'') is null)', t);
    execute format('grant select on knowledge.%I to sprang_resident, sprang_staff', t);
    execute format('grant insert, update, delete on knowledge.%I to sprang_staff', t);
  end loop;
end $$;

-- What someone reports about the site (lag (2018:1937) 15 §: a shortcoming in accessibility). What they write may say who
-- they are and how they live, so it lies sealed with a key of its own, and only the organisation's administrators read it.
create table knowledge.feedback (
  tenant_id uuid not null,
  id uuid not null,
  about text not null check (about in ('accessibility')),
  key_id uuid not null,
  content_cipher bytea not null,
  left_at timestamptz not null,
  settled_at timestamptz,
  settled_by uuid,
  primary key (tenant_id, id)
);
create index on knowledge.feedback (tenant_id, left_at);
call platform.tenant_table('knowledge.feedback');
create policy leave on knowledge.feedback for insert to sprang_resident with check (settled_at is null);
create policy whole on knowledge.feedback to sprang_staff
  using (platform.s('app.staff') is not null and platform.s('app.authority') is null)
  with check (platform.s('app.staff') is not null and platform.s('app.authority') is null);
grant insert on knowledge.feedback to sprang_resident;
grant select, update on knowledge.feedback to sprang_staff;
