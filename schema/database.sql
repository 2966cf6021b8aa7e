-- What the migrations make of an empty database: read from its catalogue, committed, compared by a test.
-- Not a script to run. After a migration was added: npm run voronka -- schema

create type account_role as enum ('director', 'deputy', 'head_of_sales', 'manager', 'representative', 'assistant', 'analyst', 'marketer', 'service_agent', 'administrator', 'integration', 'screen');
create type credential_kind as enum ('session', 'token', 'screen', 'invitation');
create type deal_fact_kind as enum ('opened', 'moved', 'amended', 'won', 'lost', 'reopened', 'reassigned', 'transferred', 'contacted');
create type deal_status as enum ('open', 'won', 'lost');
create type entry_kind as enum ('deal_opened', 'deal_moved', 'deal_amended', 'deal_won', 'deal_lost', 'deal_reopened', 'deal_reassigned', 'deal_transferred', 'reference_added', 'reference_amended', 'client_added', 'client_amended', 'settings_changed', 'access_changed', 'contact_changed', 'record_added', 'record_amended', 'record_ended', 'reference_ended', 'client_merged', 'client_ended', 'deal_contacted');
create type origin as enum ('ui', 'api', 'import', 'demo', 'system');

CREATE OR REPLACE FUNCTION public.asked_for(words text)
 RETURNS tsquery
 LANGUAGE sql
 IMMUTABLE STRICT
AS $function$
  select coalesce(string_agg(format('''%s''', stem), ' & '), '')::tsquery from stems_of(words)
$function$;

CREATE OR REPLACE FUNCTION public.client_has_contact(client bigint, deciding boolean)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
declare
  kept text := coalesce(current_setting('voronka.contact_read', true), '');
  found boolean;
begin
  perform set_config('voronka.contact_read', '[{}]', true);
  select exists (select from contact c where c.client_id = client and c.ended_at is null and (c.decision_maker or not deciding)) into found;
  perform set_config('voronka.contact_read', kept, true);
  return found;
end $function$;

CREATE OR REPLACE FUNCTION public.client_name_key(name text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select coalesce(
    (select string_agg(word, ' ' order by word collate "C") from regexp_split_to_table(short, ' ') as word
      where word <> '' and word <> all ('{ооо,оао,зао,пао,нао,ао,ип,чп,тоо,гк,тд,llc,ltd,inc,gmbh,corp,co}'::text[])),
    btrim(plain), '')
  from (select regexp_replace(lower(translate(name, 'Ёё', 'Ее') collate "und-x-icu"), '[^[:alnum:]]+', ' ', 'g') as plain) as folded,
    lateral (select regexp_replace(plain, 'общество с ограниченной ответственностью|(публичное |непубличное |закрытое |открытое )?акционерное общество|индивидуальный предприниматель|торговый дом|группа компаний', ' ', 'g') as short) as shortened
$function$;

CREATE OR REPLACE FUNCTION public.contact_within(way text, client bigint)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select exists (
    select from fence_conditions('contact', way) as reach(given), client c
      left join employee e on e.id = c.owner_id left join team t on t.id = e.team_id
    where c.id = contact_within.client and given - array['ownerId', 'departmentId'] = '{}'
      and (not given ? 'ownerId' or c.owner_id is not distinct from (given ->> 'ownerId')::bigint)
      and (not given ? 'departmentId' or t.department_id = (given ->> 'departmentId')::bigint))
$function$;

CREATE OR REPLACE FUNCTION public.erase_account_secret(account bigint)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  delete from account_secret s using account a where s.account_id = erase_account_secret.account and a.id = s.account_id and a.ended_at is not null
$function$;

CREATE OR REPLACE FUNCTION public.fence_conditions(noun text, way text)
 RETURNS SETOF jsonb
 LANGUAGE sql
 STABLE
AS $function$
  select jsonb_array_elements(nullif(current_setting(format('voronka.%s_%s', noun, way), true), '')::jsonb)
$function$;

CREATE OR REPLACE FUNCTION public.fence_lets_all(noun text, way text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select exists (select from fence_conditions(noun, way) as reach(given) where given = '{}')
$function$;

CREATE OR REPLACE FUNCTION public.fence_owners(noun text, way text)
 RETURNS bigint[]
 LANGUAGE sql
 STABLE
AS $function$
  select coalesce(array_agg((given ->> 'ownerId')::bigint), '{}') from fence_conditions(noun, way) as reach(given)
  where given ? 'ownerId' and given - 'ownerId' = '{}'
$function$;

CREATE OR REPLACE FUNCTION public.found_by(words text, weight text)
 RETURNS tsvector
 LANGUAGE sql
 IMMUTABLE STRICT
AS $function$
  select coalesce(string_agg(format('''%s'':%s%s', stem, least(place, 16000), weight), ' '), '')::tsvector from stems_of(words)
  where octet_length(stem) <= 2046
$function$;

CREATE OR REPLACE FUNCTION public.keep_first_place()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if not exists (select from client_place p where p.client_id = old.id) then
    insert into client_place (client_id, at, segment_id, territory_id, source_id, owner_id, team_id, department_id)
    select old.id, '1970-01-01T00:00:00Z', old.segment_id, old.territory_id, old.source_id, old.owner_id, e.team_id, t.department_id
    from (select old.owner_id as id) o left join employee e on e.id = o.id left join team t on t.id = e.team_id;
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION public.refuse_audit_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'the audit log is append-only' using errcode = 'restrict_violation';
end $function$;

CREATE OR REPLACE FUNCTION public.refuse_ledger_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'the ledger is append-only: a mistake is put right by a reversing entry' using errcode = 'restrict_violation';
end $function$;

CREATE OR REPLACE FUNCTION public.refuse_setting_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if (new.time_zone, new.currency) is distinct from (old.time_zone, old.currency) and exists (select 1 from ledger) then
    raise exception 'time zone and currency are fixed once the ledger has entries' using errcode = 'restrict_violation';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION public.stems_of(words text)
 RETURNS TABLE(stem text, place bigint)
 LANGUAGE sql
 IMMUTABLE STRICT
AS $function$
  select coalesce(l[1], w), place from (
    select w, place, ts_lexize('russian_stem', w) as l
    from regexp_split_to_table(lower(words collate "und-x-icu"), '[^[:alnum:]]+' collate "und-x-icu") with ordinality as t (w, place)
    where w <> ''
  ) t where l is null or l <> '{}'
$function$;

create table account (
  id bigint not null generated by default as identity,
  name text not null,
  login text,
  role account_role not null,
  employee_id bigint,
  former_employees bigint[] not null default '{}'::bigint[],
  oidc_subject text,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint account_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint account_login_check CHECK (((login = lower(login)) AND (login <> ''::text))),
  constraint account_name_check CHECK ((name <> ''::text)),
  constraint account_pkey PRIMARY KEY (id),
  constraint account_role_check CHECK ((role <> 'screen'::account_role))
);
CREATE UNIQUE INDEX account_of_employee ON public.account USING btree (employee_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX account_of_login ON public.account USING btree (login) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX account_of_oidc ON public.account USING btree (oidc_subject) WHERE (ended_at IS NULL);
comment on table account is 'Who can sign in; ended, never deleted';
grant insert, select, update on account to voronka_app;

create table account_secret (
  account_id bigint not null,
  password_hash text,
  totp_secret text,
  totp_confirmed_at timestamp with time zone,
  totp_last_step bigint,
  recovery_hashes bytea[] not null default '{}'::bytea[],
  constraint account_secret_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint account_secret_pkey PRIMARY KEY (account_id)
);
comment on table account_secret is 'Read only by the owner: requests have no business here';

create table activity (
  id bigint not null generated by default as identity,
  version integer not null default 1,
  kind text not null,
  at timestamp with time zone not null,
  employee_id bigint,
  team_id bigint,
  department_id bigint,
  client_id bigint,
  deal_id bigint,
  lead_id bigint,
  contact_id bigint,
  contact_channel_id bigint,
  talk_seconds integer,
  recording_url text,
  result text,
  note text,
  stamps jsonb not null default '{}'::jsonb,
  external_id text,
  ended_at timestamp with time zone,
  constraint activity_check CHECK (((talk_seconds IS NULL) OR (kind = ANY (ARRAY['call_in'::text, 'call_out'::text])))),
  constraint activity_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint activity_contact_channel_id_fkey FOREIGN KEY (contact_channel_id) REFERENCES contact_channel(id),
  constraint activity_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id),
  constraint activity_deal_id_fkey FOREIGN KEY (deal_id) REFERENCES deal(id),
  constraint activity_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id),
  constraint activity_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint activity_external_id_key UNIQUE (external_id),
  constraint activity_kind_check CHECK ((kind = ANY (ARRAY['call_in'::text, 'call_out'::text, 'meeting'::text, 'email'::text, 'message'::text, 'presentation'::text]))),
  constraint activity_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES lead(id),
  constraint activity_pkey PRIMARY KEY (id),
  constraint activity_recording_url_check CHECK ((recording_url ~ '^https?://'::text)),
  constraint activity_talk_seconds_check CHECK ((talk_seconds >= 0)),
  constraint activity_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(id)
);
CREATE INDEX activity_of_client ON public.activity USING btree (client_id, at) WHERE (client_id IS NOT NULL);
CREATE INDEX activity_of_deal ON public.activity USING btree (deal_id, at) WHERE (deal_id IS NOT NULL);
CREATE INDEX activity_of_employee ON public.activity USING btree (employee_id, at);
CREATE INDEX activity_of_lead ON public.activity USING btree (lead_id, at) WHERE (lead_id IS NOT NULL);
CREATE INDEX activity_recent ON public.activity USING btree (at DESC, id DESC);
grant insert, select, update on activity to voronka_app;

create table activity_window (
  since timestamp with time zone not null,
  days integer not null,
  constraint activity_window_days_check CHECK ((days > 0)),
  constraint activity_window_pkey PRIMARY KEY (since)
);
comment on table activity_window is 'The activity window as it was from when; none: it has always been that of the settings';
grant insert, select, update on activity_window to voronka_app;

create table assignment_rule (
  id bigint not null generated by default as identity,
  version integer not null default 1,
  name text not null,
  position integer not null,
  model text not null,
  applies_to text not null,
  territory_id bigint,
  product_line_id bigint,
  segment_id bigint,
  source_id bigint,
  minimum_amount bigint,
  employee_id bigint,
  team_id bigint,
  stamps jsonb not null default '{}'::jsonb,
  external_id text,
  ended_at timestamp with time zone,
  constraint assignment_rule_applies_to_check CHECK ((applies_to = ANY (ARRAY['clients'::text, 'leads'::text, 'both'::text]))),
  constraint assignment_rule_check CHECK (((employee_id IS NULL) OR (team_id IS NULL))),
  constraint assignment_rule_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint assignment_rule_external_id_key UNIQUE (external_id),
  constraint assignment_rule_minimum_amount_check CHECK ((minimum_amount >= 0)),
  constraint assignment_rule_model_check CHECK ((model = ANY (ARRAY['geographic'::text, 'product'::text, 'client'::text, 'other'::text]))),
  constraint assignment_rule_name_check CHECK ((name <> ''::text)),
  constraint assignment_rule_pkey PRIMARY KEY (id),
  constraint assignment_rule_product_line_id_fkey FOREIGN KEY (product_line_id) REFERENCES product_line(id),
  constraint assignment_rule_segment_id_fkey FOREIGN KEY (segment_id) REFERENCES segment(id),
  constraint assignment_rule_source_id_fkey FOREIGN KEY (source_id) REFERENCES source(id),
  constraint assignment_rule_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(id),
  constraint assignment_rule_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES territory(id)
);
comment on table assignment_rule is 'In the order of position and id the first that fits and finds somebody decides';
grant insert, select, update on assignment_rule to voronka_app;

create table assignment_run (
  id bigint not null generated by default as identity,
  version integer not null default 1,
  ran_at timestamp with time zone not null,
  given integer not null,
  left_over integer not null,
  assigned jsonb not null default '[]'::jsonb,
  stamps jsonb not null default '{}'::jsonb,
  external_id text,
  ended_at timestamp with time zone,
  constraint assignment_run_external_id_key UNIQUE (external_id),
  constraint assignment_run_pkey PRIMARY KEY (id)
);
grant insert, select, update on assignment_run to voronka_app;

create table audit_chain (
  position bigint not null,
  entry_id bigint not null,
  hash bytea not null,
  constraint audit_chain_entry_id_key UNIQUE (entry_id),
  constraint audit_chain_hash_check CHECK ((length(hash) = 32)),
  constraint audit_chain_pkey PRIMARY KEY ("position"),
  constraint audit_chain_position_check CHECK (("position" > 0))
);
CREATE TRIGGER chain_no_change BEFORE DELETE OR UPDATE ON public.audit_chain FOR EACH ROW EXECUTE FUNCTION refuse_audit_change(); -- enabled always
CREATE TRIGGER chain_no_truncate BEFORE TRUNCATE ON public.audit_chain FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change(); -- enabled always
comment on table audit_chain is 'Append-only: each hash is over the one before it and one entry of the audit log';
grant select on audit_chain to voronka_app;

create table audit_entry (
  id bigint not null generated by default as identity,
  xid xid8 not null default pg_current_xact_id(),
  at timestamp with time zone not null,
  principal text not null,
  account_id bigint,
  credential_id bigint,
  action text not null,
  subject text,
  subject_id bigint,
  address text,
  alert boolean not null default false,
  details jsonb not null default '{}'::jsonb,
  constraint audit_entry_pkey PRIMARY KEY (id)
);
CREATE INDEX audit_alert ON public.audit_entry USING btree (at) WHERE alert;
CREATE INDEX audit_principal ON public.audit_entry USING btree (principal, action, at);
CREATE INDEX audit_recent ON public.audit_entry USING btree (at DESC, id DESC);
CREATE INDEX audit_subject ON public.audit_entry USING btree (subject, subject_id);
CREATE INDEX audit_xid ON public.audit_entry USING btree (xid);
CREATE TRIGGER audit_no_change BEFORE DELETE OR UPDATE ON public.audit_entry FOR EACH ROW EXECUTE FUNCTION refuse_audit_change(); -- enabled always
CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON public.audit_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change(); -- enabled always
comment on table audit_entry is 'Append-only: who did what, and who looked at what is not shown by itself';
grant insert, select on audit_entry to voronka_app;

create table audit_mark (
  id smallint not null default 1,
  mark xid8 not null,
  system_identifier bigint not null,
  constraint audit_mark_id_check CHECK ((id = 1)),
  constraint audit_mark_pkey PRIMARY KEY (id)
);
comment on table audit_mark is 'Every entry of a transaction older than the mark is in the chain; transaction ids belong to a cluster';
grant select on audit_mark to voronka_app;

create table award (
  id bigint not null generated by default as identity,
  version integer not null default 1,
  employee_id bigint not null,
  team_id bigint,
  department_id bigint,
  kind text not null,
  title text not null,
  reason text,
  at timestamp with time zone not null,
  given_by_id bigint,
  stamps jsonb not null default '{}'::jsonb,
  external_id text,
  ended_at timestamp with time zone,
  constraint award_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id),
  constraint award_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint award_external_id_key UNIQUE (external_id),
  constraint award_given_by_id_fkey FOREIGN KEY (given_by_id) REFERENCES employee(id),
  constraint award_pkey PRIMARY KEY (id),
  constraint award_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(id)
);
CREATE INDEX award_of ON public.award USING btree (employee_id, at);
grant insert, select, update on award to voronka_app;

create table budget_item (
  id bigint not null generated by default as identity,
  version integer not null default 1,
  category_id bigint not null,
  kind text not null,
  day date not null,
  starts_at timestamp with time zone not null,
  amount bigint not null,
  department_id bigint,
  team_id bigint,
  note text,
  stamps jsonb not null default '{}'::jsonb,
  external_id text,
  ended_at timestamp with time zone,
  constraint budget_item_amount_check CHECK ((amount >= 0)),
  constraint budget_item_category_id_fkey FOREIGN KEY (category_id) REFERENCES expense_category(id),
  constraint budget_item_check CHECK (((kind <> 'period'::text) OR (day = (date_trunc('month'::text, (day)::timestamp without time zone))::date))),
  constraint budget_item_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id),
  constraint budget_item_external_id_key UNIQUE (external_id),
  constraint budget_item_kind_check CHECK ((kind = ANY (ARRAY['period'::text, 'one_off'::text]))),
  constraint budget_item_pkey PRIMARY KEY (id),
  constraint budget_item_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(id)
);
CREATE UNIQUE INDEX budget_item_cell ON public.budget_item USING btree (category_id, day, department_id, team_id) NULLS NOT DISTINCT WHERE ((kind = 'period'::text) AND (ended_at IS NULL));
CREATE INDEX budget_item_day ON public.budget_item USING btree (day);
grant insert, select, update on budget_item to voronka_app;

create table calendar_day (
  day date not null,
  kind text not null,
  note text,
  constraint calendar_day_kind_check CHECK ((kind = ANY (ARRAY['working'::text, 'short'::text, 'holiday'::text]))),
  constraint calendar_day_note_check CHECK ((note <> ''::text)),
  constraint calendar_day_pkey PRIMARY KEY (day)
);
comment on table calendar_day is 'Days on which the department differs from the production calendar of its country';
grant delete, insert, select, update on calendar_day to voronka_app;

create table campaign (
  id bigint not null generated by default as identity,
  name text not null,
  source_id bigint,
  external_id text,
  ended_at timestamp with time zone,
  version integer not null default 1,
  kind text,
  starts_on date,
  ends_on date,
  budget bigint,
  goal text,
  owner_id bigint,
  department_id bigint,
  constraint campaign_budget_check CHECK ((budget >= 0)),
  constraint campaign_check CHECK ((ends_on >= starts_on)),
  constraint campaign_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id),
  constraint campaign_external_id_key UNIQUE (external_id),
  constraint campaign_name_check CHECK ((name <> ''::text)),
  constraint campaign_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES employee(id),
  constraint campaign_pkey PRIMARY KEY (id),
  constraint campaign_source_id_fkey FOREIGN KEY (source_id) REFERENCES source(id)
);
grant insert, select, update on campaign to voronka_app;

create table career_step (
  id bigint not null generated by default as identity,
  version integer not null default 1,
  employee_id bigint not null,
  team_id bigint,
  department_id bigint,
  level_id bigint,
  position_id bigint,
  day date not null,
  note text,
  stamps jsonb not null default '{}'::jsonb,
  external_id text,
  ended_at timestamp with time zone,
  constraint career_step_check CHECK (((level_id IS NOT NULL) OR (position_id IS NOT NULL))),
  constraint career_step_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id),
  constraint career_step_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint career_step_external_id_key UNIQUE (external_id),
  constraint career_step_level_id_fkey FOREIGN KEY (level_id) REFERENCES status_level(id),
  constraint career_step_pkey PRIMARY KEY (id),
  constraint career_step_position_id_fkey FOREIGN KEY (position_id) REFERENCES "position"(id),
  constraint career_step_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(id)
);
CREATE INDEX career_step_of ON public.career_step USING btree (employee_id, day);
grant insert, select, update on career_step to voronka_app;

create table channel (
  id bigint not null generated by default as identity,
  name text not null,
  external_id text,
  ended_at timestamp with time zone,
  version integer not null default 1,
  constraint channel_external_id_key UNIQUE (external_id),
  constraint channel_name_check CHECK ((name <> ''::text)),
  constraint channel_pkey PRIMARY KEY (id)
);
grant insert, select, update on channel to voronka_app;

create table client (
  id bigint not null generated by default as identity,
  name text not null,
  segment_id bigint,
  territory_id bigint,
  source_id bigint,
  owner_id bigint,
  version integer not null default 1,
  external_id text,
  ended_at timestamp with time zone,
  kind text not null default 'company'::text,
  inn text,
  phone text,
  email text,
  site text,
  note text,
  parent_id bigint,
  merged_into_id bigint,
  name_key text generated always as (client_name_key(name)) stored,
  added_at timestamp with time zone,
  first_purchase_at timestamp with time zone,
  last_purchase_at timestamp with time zone,
  active_until timestamp with time zone,
  lost_from timestamp with time zone,
  last_contact_at timestamp with time zone,
  constraint client_check CHECK ((parent_id <> id)),
  constraint client_check1 CHECK ((merged_into_id <> id)),
  constraint client_check2 CHECK (((merged_into_id IS NULL) OR (ended_at IS NOT NULL))),
  constraint client_email_check CHECK (((email = lower(email)) AND (email ~~ '%_@_%'::text))),
  constraint client_external_id_key UNIQUE (external_id),
  constraint client_inn_check CHECK ((inn ~ '^([0-9]{10}|[0-9]{12})$'::text)),
  constraint client_kind_check CHECK ((kind = ANY (ARRAY['company'::text, 'person'::text]))),
  constraint client_merged_into_id_fkey FOREIGN KEY (merged_into_id) REFERENCES client(id),
  constraint client_name_check CHECK ((name <> ''::text)),
  constraint client_note_check CHECK ((note <> ''::text)),
  constraint client_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES employee(id),
  constraint client_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES client(id),
  constraint client_phone_check CHECK ((phone ~ '^\+[0-9]{7,15}$'::text)),
  constraint client_pkey PRIMARY KEY (id),
  constraint client_segment_id_fkey FOREIGN KEY (segment_id) REFERENCES segment(id),
  constraint client_site_check CHECK ((site <> ''::text)),
  constraint client_source_id_fkey FOREIGN KEY (source_id) REFERENCES source(id),
  constraint client_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES territory(id)
);
CREATE INDEX client_email ON public.client USING btree (email) WHERE (email IS NOT NULL);
CREATE INDEX client_inn ON public.client USING btree (inn) WHERE (inn IS NOT NULL);
CREATE INDEX client_merged_into ON public.client USING btree (merged_into_id) WHERE (merged_into_id IS NOT NULL);
CREATE INDEX client_name_key ON public.client USING btree (name_key);
CREATE INDEX client_owner ON public.client USING btree (owner_id);
CREATE INDEX client_parent ON public.client USING btree (parent_id) WHERE (parent_id IS NOT NULL);
CREATE INDEX client_phone ON public.client USING btree (phone) WHERE (phone IS NOT NULL);
CREATE INDEX client_segment ON public.client USING btree (segment_id);
CREATE TRIGGER client_first_place BEFORE UPDATE ON public.client FOR EACH ROW WHEN (((((new.segment_id IS DISTINCT FROM old.segment_id) OR (new.territory_id IS DISTINCT FROM old.territory_id)) OR (new.source_id IS DISTINCT FROM old.source_id)) OR (new.owner_id IS DISTINCT FROM old.owner_id))) EXECUTE FUNCTION keep_first_place();
grant insert, select, update on client to voronka_app;

create table client_group_duty (
  id bigint not null generated by default as identity,
  version integer not null default 1,
  employee_id bigint not null,
  segment_id bigint not null,
  territory_id bigint,
  stamps jsonb not null default '{}'::jsonb,
  external_id text,
  ended_at timestamp with time zone,
  constraint client_group_duty_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint client_group_duty_external_id_key UNIQUE (external_id),
  constraint client_group_duty_pkey PRIMARY KEY (id),
  constraint client_group_duty_segment_id_fkey FOREIGN KEY (segment_id) REFERENCES segment(id),
  constraint client_group_duty_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES territory(id)
);
CREATE UNIQUE INDEX client_group_duty_once ON public.client_group_duty USING btree (employee_id, segment_id, territory_id) NULLS NOT DISTINCT WHERE (ended_at IS NULL);
grant insert, select, update on client_group_duty to voronka_app;

create table client_place (
  client_id bigint not null,
  id bigint not null default nextval('deal_fact_id_seq'::regclass),
  at timestamp with time zone not null,
  segment_id bigint,
  territory_id bigint,
  source_id bigint,
  owner_id bigint,
  team_id bigint,
  department_id bigint,
  constraint client_place_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint client_place_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id),
  constraint client_place_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES employee(id),
  constraint client_place_pkey PRIMARY KEY (client_id, id),
  constraint client_place_segment_id_fkey FOREIGN KEY (segment_id) REFERENCES segment(id),
  constraint client_place_source_id_fkey FOREIGN KEY (source_id) REFERENCES source(id),
  constraint client_place_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(id),
  constraint client_place_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES territory(id)
);
comment on table client_place is 'Where and whose a client has been from when; ids order them among the facts of deals';
grant insert, select on client_place to voronka_app;

create table client_to_settle (
  client_id bigint not null,
  constraint client_to_settle_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id)
);
CREATE INDEX client_to_settle_client ON public.client_to_settle USING btree (client_id);
comment on table client_to_settle is 'Clients whose entries have not caught up with what was written in bulk';
grant delete, insert, select on client_to_settle to voronka_app;

create table competitor (
  id bigint not null generated by default as identity,
  version integer not null default 1,
  name text not null,
  strengths text,
  weaknesses text,
  site text,
  note text,
  stamps jsonb not null default '{}'::jsonb,
  external_id text,
  ended_at timestamp with time zone,
  constraint competitor_external_id_key UNIQUE (external_id),
  constraint competitor_name_check CHECK ((name <> ''::text)),
  constraint competitor_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX competitor_name ON public.competitor USING btree (lower((name COLLATE "und-x-icu"))) WHERE (ended_at IS NULL);
grant insert, select, update on competitor to voronka_app;

create table competitor_sighting (
  id bigint not null generated by default as identity,
  version integer not null default 1,
  deal_id bigint not null,
  competitor_id bigint not null,
  client_id bigint,
  employee_id bigint,
  department_id bigint,
  at timestamp with time zone not null,
  note text,
  stamps jsonb not null default '{}'::jsonb,
  external_id text,
  ended_at timestamp with time zone,
  constraint competitor_sighting_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint competitor_sighting_competitor_id_fkey FOREIGN KEY (competitor_id) REFERENCES competitor(id),
  constraint competitor_sighting_deal_id_fkey FOREIGN KEY (deal_id) REFERENCES deal(id),
  constraint competitor_sighting_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id),
  constraint competitor_sighting_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint competitor_sighting_external_id_key UNIQUE (external_id),
  constraint competitor_sighting_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX competitor_in_deal ON public.competitor_sighting USING btree (deal_id, competitor_id) WHERE (ended_at IS NULL);
CREATE INDEX competitor_sightings ON public.competitor_sighting USING btree (competitor_id);
grant insert, select, update on competitor_sighting to voronka_app;

create table contact (
  id bigint not null generated by default as identity,
  client_id bigint not null,
  name text not null,
  position text,
  decision_maker boolean not null default false,
  phone text,
  email text,
  external_id text,
  version integer not null default 1,
  ended_at timestamp with time zone,
  constraint contact_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint contact_email_check CHECK (((email = lower(email)) AND (email ~~ '%_@_%'::text))),
  constraint contact_external_id_key UNIQUE (external_id),
  constraint contact_name_check CHECK ((name <> ''::text)),
  constraint contact_phone_check CHECK ((phone ~ '^\+[0-9]{7,15}$'::text)),
  constraint contact_pkey PRIMARY KEY (id)
);
CREATE INDEX contact_of_client ON public.contact USING btree (client_id, id);
comment on table contact is 'Personal data: requests reach it through one door only, which says who asks';
grant insert, select, update on contact to voronka_app;
alter table contact enable row level security, force row level security;
create policy contact_add on contact as permissive for insert to voronka_app with check (contact_within('write'::text, client_id));
create policy contact_change on contact as permissive for update to voronka_app using (contact_within('write'::text, client_id)) with check (contact_within('write'::text, client_id));
create policy contact_read on contact as permissive for select to voronka_app using (contact_within('read'::text, client_id));

create table contact_channel (
  id bigint not null generated by default as identity,
  version integer not null default 1,
  name text not null,
  stamps jsonb not null default '{}'::jsonb,
  external_id text,
  ended_at timestamp with time zone,
  constraint contact_channel_external_id_key UNIQUE (external_id),
  constraint contact_channel_name_check CHECK ((name <> ''::text)),
  constraint contact_channel_pkey PRIMARY KEY (id)
);
grant insert, select, update on contact_channel to voronka_app;

create table course (
  id bigint not null generated by default as identity,
  version integer not null default 1,
  title text not null,
  kind text not null,
  description text,
  url text,
  hours numeric,
  provider text,
  stamps jsonb not null default '{}'::jsonb,
  external_id text,
  ended_at timestamp with time zone,
  constraint course_external_id_key UNIQUE (external_id),
  constraint course_hours_check CHECK ((hours >= (0)::numeric)),
  constraint course_pkey PRIMARY KEY (id)
);
grant insert, select, update on course to voronka_app;

create table course_assignment (
  id bigint not null generated by default as identity,
  version integer not null default 1,
  employee_id bigint not null,
  team_id bigint,
  department_id bigint,
  course_id bigint not null,
  mentor_id bigint,
  assigned_at timestamp with time zone not null,
  due_on date,
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  score bigint,
  stamps jsonb not null default '{}'::jsonb,
  external_id text,
  ended_at timestamp with time zone,
  constraint course_assignment_check CHECK ((mentor_id <> employee_id)),
  constraint course_assignment_course_id_fkey FOREIGN KEY (course_id) REFERENCES course(id),
  constraint course_assignment_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id),
  constraint course_assignment_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint course_assignment_external_id_key UNIQUE (external_id),
  constraint course_assignment_mentor_id_fkey FOREIGN KEY (mentor_id) REFERENCES employee(id),
  constraint course_assignment_pkey PRIMARY KEY (id),
  constraint course_assignment_score_check CHECK (((score >= 0) AND (score <= 100))),
  constraint course_assignment_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(id)
);
CREATE INDEX course_assignment_of ON public.course_assignment USING btree (employee_id, finished_at);
CREATE UNIQUE INDEX course_assignment_once ON public.course_assignment USING btree (course_id, employee_id) WHERE ((finished_at IS NULL) AND (ended_at IS NULL));
grant insert, select, update on course_assignment to voronka_app;

create table credential (
  id bigint not null generated by default as identity,
  kind credential_kind not null,
  secret_hash bytea not null,
  next_hash bytea,
  previous_hash bytea,
  previous_until timestamp with time zone,
  account_id bigint,
  role account_role,
  employee_id bigint,
  name text,
  read_only boolean not null default false,
  board text,
  created_at timestamp with time zone not null,
  created_by text,
  rotated_at timestamp with time zone,
  expires_at timestamp with time zone,
  last_used_at timestamp with time zone,
  last_used_from text,
  revoked_at timestamp with time zone,
  revoked_by text,
  constraint credential_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint credential_check CHECK (((account_id IS NOT NULL) OR (role IS NOT NULL))),
  constraint credential_check1 CHECK (((kind = 'screen'::credential_kind) = (board IS NOT NULL))),
  constraint credential_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint credential_next_hash_check CHECK ((length(next_hash) = 32)),
  constraint credential_next_hash_key UNIQUE (next_hash),
  constraint credential_pkey PRIMARY KEY (id),
  constraint credential_previous_hash_check CHECK ((length(previous_hash) = 32)),
  constraint credential_previous_hash_key UNIQUE (previous_hash),
  constraint credential_secret_hash_check CHECK ((length(secret_hash) = 32)),
  constraint credential_secret_hash_key UNIQUE (secret_hash)
);
CREATE INDEX credential_of_account ON public.credential USING btree (account_id, last_used_at);
comment on table credential is 'Everything that lets somebody in, by the SHA-256 of its 256-bit secret; revoked, never deleted';
grant insert, select, update on credential to voronka_app;

create table currency_rate (
  id bigint not null generated by default as identity,
  version integer not null default 1,
  currency text not null,
  day date not null,
  rate numeric not null,
  stamps jsonb not null default '{}'::jsonb,
  external_id text,
  ended_at timestamp with time zone,
  constraint currency_rate_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint currency_rate_external_id_key UNIQUE (external_id),
  constraint currency_rate_pkey PRIMARY KEY (id),
  constraint currency_rate_rate_check CHECK ((rate > (0)::numeric))
);
CREATE UNIQUE INDEX currency_rate_day ON public.currency_rate USING btree (currency, day DESC);
grant insert, select, update on currency_rate to voronka_app;

create table deal (
  id bigint not null generated by default as identity,
  version integer not null default 1,
  status deal_status not null default 'open'::deal_status,
  title text not null,
  client_id bigint,
  owner_id bigint,
  pipeline_id bigint not null,
  stage_id bigint not null,
  channel_id bigint,
  source_id bigint,
  campaign_id bigint,
  team_id bigint,
  department_id bigint,
  territory_id bigint,
  segment_id bigint,
  amount bigint,
  loss_reason text,
  opened_at timestamp with time zone not null,
  stage_since timestamp with time zone not null,
  closed_at timestamp with time zone,
  expected_close_at timestamp with time zone,
  last_fact_at timestamp with time zone not null,
  external_id text,
  loss_reason_id bigint,
  first_contact_at timestamp with time zone,
  first_expected_close_at timestamp with time zone,
  slips integer not null default 0,
  next_step text,
  next_step_at timestamp with time zone,
  currency text,
  rate numeric,
  currency_amount bigint,
  constraint deal_amount_check CHECK ((amount >= 0)),
  constraint deal_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaign(id),
  constraint deal_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES channel(id),
  constraint deal_check CHECK (((status = 'open'::deal_status) = (closed_at IS NULL))),
  constraint deal_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint deal_currency CHECK ((((currency IS NULL) = (rate IS NULL)) AND ((currency IS NOT NULL) OR (currency_amount IS NULL)))),
  constraint deal_currency_amount_check CHECK ((currency_amount >= 0)),
  constraint deal_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id),
  constraint deal_external_id_key UNIQUE (external_id),
  constraint deal_loss_reason_id_fkey FOREIGN KEY (loss_reason_id) REFERENCES loss_reason(id),
  constraint deal_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES employee(id),
  constraint deal_pipeline_id_fkey FOREIGN KEY (pipeline_id) REFERENCES pipeline(id),
  constraint deal_pkey PRIMARY KEY (id),
  constraint deal_segment_id_fkey FOREIGN KEY (segment_id) REFERENCES segment(id),
  constraint deal_source_id_fkey FOREIGN KEY (source_id) REFERENCES source(id),
  constraint deal_stage_id_fkey FOREIGN KEY (stage_id) REFERENCES stage(id),
  constraint deal_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(id),
  constraint deal_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES territory(id)
);
CREATE INDEX deal_board ON public.deal USING btree (pipeline_id, stage_id) WHERE (status = 'open'::deal_status);
CREATE INDEX deal_client ON public.deal USING btree (client_id);
CREATE INDEX deal_expected ON public.deal USING btree (expected_close_at) WHERE (status = 'open'::deal_status);
CREATE INDEX deal_next_step ON public.deal USING btree (next_step_at) WHERE ((status = 'open'::deal_status) AND (next_step_at IS NOT NULL));
CREATE INDEX deal_owner ON public.deal USING btree (owner_id, status);
CREATE INDEX deal_recent ON public.deal USING btree (opened_at DESC, id DESC);
grant insert, select, update on deal to voronka_app;

create table deal_check (
  deal_id bigint not null,
  procedure_id bigint not null,
  step_id text not null,
  done boolean not null,
  at timestamp with time zone not null,
  employee_id bigint,
  constraint deal_check_deal_id_fkey FOREIGN KEY (deal_id) REFERENCES deal(id),
  constraint deal_check_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint deal_check_pkey PRIMARY KEY (deal_id, procedure_id, step_id),
  constraint deal_check_procedure_id_fkey FOREIGN KEY (procedure_id) REFERENCES procedure(id)
);
comment on table deal_check is 'What of the checklists of its stages is done in a deal';
grant insert, select, update on deal_check to voronka_app;

create table deal_fact (
  id bigint not null generated by default as identity,
  deal_id bigint not null,
  version integer not null,
  kind deal_fact_kind not null,
  effective_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  actor_id bigint,
  origin origin not null,
  data jsonb not null default '{}'::jsonb,
  constraint deal_fact_deal_id_fkey FOREIGN KEY (deal_id) REFERENCES deal(id),
  constraint deal_fact_pkey PRIMARY KEY (id)
);
CREATE INDEX deal_fact_history ON public.deal_fact USING btree (deal_id, effective_at, id);
grant delete, insert, select on deal_fact to voronka_app;
grant update (data) on deal_fact to voronka_app;

create table deal_line (
  deal_id bigint not null,
  position integer not null,
  product_id bigint,
  quantity numeric(14,3) not null,
  price bigint,
  cost bigint,
  discount numeric(7,6) not null default 0,
  amount bigint,
  currency_price bigint,
  constraint deal_line_amount_check CHECK ((amount >= 0)),
  constraint deal_line_cost_check CHECK ((cost >= 0)),
  constraint deal_line_currency_price_check CHECK ((currency_price >= 0)),
  constraint deal_line_deal_id_fkey FOREIGN KEY (deal_id) REFERENCES deal(id),
  constraint deal_line_discount_check CHECK (((discount >= (0)::numeric) AND (discount <= (1)::numeric))),
  constraint deal_line_pkey PRIMARY KEY (deal_id, "position"),
  constraint deal_line_price_check CHECK ((price >= 0)),
  constraint deal_line_product_id_fkey FOREIGN KEY (product_id) REFERENCES product(id),
  constraint deal_line_quantity_check CHECK ((quantity > (0)::numeric))
);
grant delete, insert, select, update on deal_line to voronka_app;

create table department (
  id bigint not null generated by default as identity,
  name text not null,
  external_id text,
  ended_at timestamp with time zone,
  version integer not null default 1,
  tasks text[] not null default '{}'::text[],
  kind text,
  constraint department_external_id_key UNIQUE (external_id),
  constraint department_kind_check CHECK ((kind = ANY (ARRAY['sales'::text, 'marketing'::text, 'service'::text]))),
  constraint department_name_check CHECK ((name <> ''::text)),
  constraint department_pkey PRIMARY KEY (id)
);
grant insert, select, update on department to voronka_app;

create table document (
  id bigint not null generated by default as identity,
  version integer not null default 1,
  kind text not null,
  number text,
  deal_id bigint,
  client_id bigint,
  employee_id bigint,
  team_id bigint,
  department_id bigint,
  due_at timestamp with time zone,
  issued_at timestamp with time zone,
  pay_by timestamp with time zone,
  amount bigint,
  paid bigint not null default 0,
  settled boolean not null default false,
  note text,
  url text,
  stamps jsonb not null default '{}'::jsonb,
  external_id text,
  ended_at timestamp with time zone,
  constraint document_amount_check CHECK ((amount >= 0)),
  constraint document_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint document_deal_id_fkey FOREIGN KEY (deal_id) REFERENCES deal(id),
  constraint document_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id),
  constraint document_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint document_external_id_key UNIQUE (external_id),
  constraint document_kind_check CHECK ((kind = ANY (ARRAY['proposal'::text, 'contract'::text, 'invoice'::text, 'act'::text]))),
  constraint document_pkey PRIMARY KEY (id),
  constraint document_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(id),
  constraint document_url_check CHECK ((url ~ '^https?://'::text))
);
CREATE INDEX document_of_client ON public.document USING btree (client_id) WHERE (client_id IS NOT NULL);
CREATE INDEX document_of_deal ON public.document USING btree (deal_id) WHERE (deal_id IS NOT NULL);
CREATE INDEX document_of_employee ON public.document USING btree (employee_id, due_at);
CREATE INDEX document_unpaid ON public.document USING btree (pay_by, id) WHERE ((kind = 'invoice'::text) AND (NOT settled) AND (ended_at IS NULL) AND (issued_at IS NOT NULL));
CREATE INDEX document_waiting ON public.document USING btree (due_at) WHERE ((issued_at IS NULL) AND (ended_at IS NULL));
grant insert, select, update on document to voronka_app;

create table employee (
  id bigint not null generated by default as identity,
  name text not null,
  team_id bigint,
  territory_id bigint,
  email text,
  hired_on date,
  left_on date,
  external_id text,
  ended_at timestamp with time zone,
  version integer not null default 1,
  position_id bigint,
  superior_id bigint,
  stand_in_id bigint,
  heads_id bigint,
  probation_until date,
  constraint employee_check CHECK ((superior_id <> id)),
  constraint employee_check1 CHECK ((stand_in_id <> id)),
  constraint employee_external_id_key UNIQUE (external_id),
  constraint employee_heads_id_fkey FOREIGN KEY (heads_id) REFERENCES department(id),
  constraint employee_name_check CHECK ((name <> ''::text)),
  constraint employee_pkey PRIMARY KEY (id),
  constraint employee_position_id_fkey FOREIGN KEY (position_id) REFERENCES "position"(id),
  constraint employee_stand_in_id_fkey FOREIGN KEY (stand_in_id) REFERENCES employee(id),
  constraint employee_superior_id_fkey FOREIGN KEY (superior_id) REFERENCES employee(id),
  constraint employee_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(id),
  constraint employee_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES territory(id)
);
CREATE UNIQUE INDEX employee_heads ON public.employee USING btree (heads_id) WHERE (ended_at IS NULL);
CREATE INDEX employee_superior ON public.employee USING btree (superior_id) WHERE (superior_id IS NOT NULL);
CREATE INDEX employee_team ON public.employee USING btree (team_id);
grant insert, select, update on employee to voronka_app;

create table expense (
  id bigint not null generated by default as identity,
  version integer not null default 1,
  category_id bigint not null,
  day date not null,
  starts_at timestamp with time zone not null,
  amount bigint not null,
  department_id bigint,
  team_id bigint,
  employee_id bigint,
  campaign_id bigint,
  acquisition boolean not null,
  note text,
  stamps jsonb not null default '{}'::jsonb,
  external_id text,
  ended_at timestamp with time zone,
  constraint expense_amount_check CHECK ((amount >= 0)),
  constraint expense_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaign(id),
  constraint expense_category_id_fkey FOREIGN KEY (category_id) REFERENCES expense_category(id),
  constraint expense_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id),
  constraint expense_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint expense_external_id_key UNIQUE (external_id),
  constraint expense_pkey PRIMARY KEY (id),
  constraint expense_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(id)
);
CREATE INDEX expense_day ON public.expense USING btree (day);
grant insert, select, update on expense to voronka_app;

create table expense_category (
  id bigint not null generated by default as identity,
  version integer not null default 1,
  name text not null,
  acquisition boolean not null,
  stamps jsonb not null default '{}'::jsonb,
  external_id text,
  ended_at timestamp with time zone,
  constraint expense_category_external_id_key UNIQUE (external_id),
  constraint expense_category_name_check CHECK ((name <> ''::text)),
  constraint expense_category_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX expense_category_name ON public.expense_category USING btree (lower((name COLLATE "und-x-icu"))) WHERE (ended_at IS NULL);
grant insert, select, update on expense_category to voronka_app;

create table feedback (
  id bigint not null generated by default as identity,
  version integer not null default 1,
  client_id bigint not null,
  kind text not null,
  text text not null,
  product_id bigint,
  employee_id bigint,
  at timestamp with time zone not null,
  ticket_id bigint,
  stamps jsonb not null default '{}'::jsonb,
  external_id text,
  ended_at timestamp with time zone,
  constraint feedback_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint feedback_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint feedback_external_id_key UNIQUE (external_id),
  constraint feedback_kind_check CHECK ((kind = ANY (ARRAY['praise'::text, 'idea'::text, 'claim'::text]))),
  constraint feedback_pkey PRIMARY KEY (id),
  constraint feedback_product_id_fkey FOREIGN KEY (product_id) REFERENCES product(id),
  constraint feedback_text_check CHECK ((text <> ''::text)),
  constraint feedback_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES ticket(id)
);
CREATE INDEX feedback_client ON public.feedback USING btree (client_id);
grant insert, select, update on feedback to voronka_app;

create table hand_over_rule (
  id bigint not null generated by default as identity,
  version integer not null default 1,
  from_team_id bigint not null,
  to_team_id bigint not null,
  stamps jsonb not null default '{}'::jsonb,
  external_id text,
  ended_at timestamp with time zone,
  constraint hand_over_rule_check CHECK ((to_team_id <> from_team_id)),
  constraint hand_over_rule_external_id_key UNIQUE (external_id),
  constraint hand_over_rule_from_team_id_fkey FOREIGN KEY (from_team_id) REFERENCES team(id),
  constraint hand_over_rule_pkey PRIMARY KEY (id),
  constraint hand_over_rule_to_team_id_fkey FOREIGN KEY (to_team_id) REFERENCES team(id)
);
CREATE UNIQUE INDEX hand_over_rule_from ON public.hand_over_rule USING btree (from_team_id) WHERE (ended_at IS NULL);
grant insert, select, update on hand_over_rule to voronka_app;

create table idempotency (
  principal text not null,
  key bytea not null,
  verb text not null,
  body_hash bytea not null,
  result_id bigint not null,
  created_at timestamp with time zone not null,
  constraint idempotency_key_check CHECK ((length(key) = 32)),
  constraint idempotency_pkey PRIMARY KEY (principal, key)
);
comment on table idempotency is 'Each key of a verb by its SHA-256: its owner can send it again, nobody can read it';
grant insert, select on idempotency to voronka_app;

create table lead (
  id bigint not null generated by default as identity,
  version integer not null default 1,
  arrived_at timestamp with time zone not null,
  name text not null,
  company text,
  phone text,
  email text,
  request text,
  source_id bigint,
  campaign_id bigint,
  first_source_id bigint,
  first_campaign_id bigint,
  territory_id bigint,
  segment_id bigint,
  product_line_id bigint,
  client_id bigint,
  employee_id bigint,
  team_id bigint,
  department_id bigint,
  status text not null,
  answer_due_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  answered_by_id bigint,
  response_seconds integer,
  answer_told_at timestamp with time zone,
  answer_told_by_id bigint,
  qualified_at timestamp with time zone,
  rejected_at timestamp with time zone,
  rejection_reason text,
  rejection_note text,
  converted_at timestamp with time zone,
  conversion_seconds integer,
  deal_id bigint,
  escalated_at timestamp with time zone,
  escalated_to_id bigint,
  stamps jsonb not null default '{}'::jsonb,
  external_id text,
  ended_at timestamp with time zone,
  constraint lead_answer_told_by_id_fkey FOREIGN KEY (answer_told_by_id) REFERENCES employee(id),
  constraint lead_answered_by_id_fkey FOREIGN KEY (answered_by_id) REFERENCES employee(id),
  constraint lead_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaign(id),
  constraint lead_check CHECK ((answered_at >= arrived_at)),
  constraint lead_check1 CHECK ((qualified_at >= arrived_at)),
  constraint lead_check2 CHECK ((rejected_at >= arrived_at)),
  constraint lead_check3 CHECK ((converted_at >= arrived_at)),
  constraint lead_check4 CHECK (((answered_at IS NULL) = (response_seconds IS NULL))),
  constraint lead_check5 CHECK (((rejected_at IS NULL) = (rejection_reason IS NULL))),
  constraint lead_check6 CHECK (((converted_at IS NULL) = (deal_id IS NULL))),
  constraint lead_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint lead_conversion_seconds_check CHECK ((conversion_seconds >= 0)),
  constraint lead_deal_id_fkey FOREIGN KEY (deal_id) REFERENCES deal(id),
  constraint lead_deal_id_key UNIQUE (deal_id),
  constraint lead_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id),
  constraint lead_email_check CHECK (((email = lower(email)) AND (email ~~ '%_@_%'::text))),
  constraint lead_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint lead_escalated_to_id_fkey FOREIGN KEY (escalated_to_id) REFERENCES employee(id),
  constraint lead_external_id_key UNIQUE (external_id),
  constraint lead_first_campaign_id_fkey FOREIGN KEY (first_campaign_id) REFERENCES campaign(id),
  constraint lead_first_source_id_fkey FOREIGN KEY (first_source_id) REFERENCES source(id),
  constraint lead_name_check CHECK ((name <> ''::text)),
  constraint lead_phone_check CHECK ((phone ~ '^\+[0-9]{7,15}$'::text)),
  constraint lead_pkey PRIMARY KEY (id),
  constraint lead_product_line_id_fkey FOREIGN KEY (product_line_id) REFERENCES product_line(id),
  constraint lead_response_seconds_check CHECK ((response_seconds >= 0)),
  constraint lead_segment_id_fkey FOREIGN KEY (segment_id) REFERENCES segment(id),
  constraint lead_source_id_fkey FOREIGN KEY (source_id) REFERENCES source(id),
  constraint lead_status_check CHECK ((status = ANY (ARRAY['new'::text, 'answered'::text, 'qualified'::text, 'rejected'::text, 'converted'::text]))),
  constraint lead_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(id),
  constraint lead_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES territory(id)
);
CREATE INDEX lead_first_campaign ON public.lead USING btree (first_campaign_id) WHERE (first_campaign_id IS NOT NULL);
CREATE INDEX lead_of_campaign ON public.lead USING btree (campaign_id) WHERE (campaign_id IS NOT NULL);
CREATE INDEX lead_of_client ON public.lead USING btree (client_id) WHERE (client_id IS NOT NULL);
CREATE INDEX lead_of_employee ON public.lead USING btree (employee_id, status);
CREATE INDEX lead_recent ON public.lead USING btree (arrived_at DESC, id DESC);
CREATE INDEX lead_waiting ON public.lead USING btree (answer_due_at) WHERE ((status = 'new'::text) AND (ended_at IS NULL));
grant insert, select, update on lead to voronka_app;

create table ledger (
  id bigint not null generated by default as identity,
  xid xid8 not null default pg_current_xact_id(),
  recorded_at timestamp with time zone not null,
  effective_at timestamp with time zone not null,
  day date not null,
  month date not null,
  kind entry_kind not null,
  origin origin not null,
  event boolean not null default false,
  correction boolean not null default false,
  actor_id bigint,
  reverses bigint,
  fact_id bigint,
  deal_id bigint,
  client_id bigint,
  employee_id bigint,
  team_id bigint,
  department_id bigint,
  territory_id bigint,
  product_id bigint,
  product_line_id bigint,
  channel_id bigint,
  source_id bigint,
  campaign_id bigint,
  segment_id bigint,
  pipeline_id bigint,
  stage_id bigint,
  opened bigint,
  won bigint,
  lost bigint,
  revenue bigint,
  cost bigint,
  costed bigint,
  cycle bigint,
  in_stage bigint,
  pipeline bigint,
  priced bigint,
  noun text,
  noun_id bigint,
  contact_channel_id bigint,
  stage_closed bigint,
  stage_won bigint,
  checklists bigint,
  checklists_complete bigint,
  calls_in bigint,
  calls_out bigint,
  talk_time bigint,
  meetings bigint,
  emails bigint,
  messages bigint,
  presentations bigint,
  leads bigint,
  qualified bigint,
  rejected bigint,
  converted bigint,
  conversion_time bigint,
  answers bigint,
  response_time bigint,
  late_answers bigint,
  tasks_due bigint,
  tasks_on_time bigint,
  documents_due bigint,
  documents_on_time bigint,
  invoiced bigint,
  paid bigint,
  new_clients bigint,
  churned bigint,
  active bigint,
  repeat_revenue bigint,
  neglected bigint,
  requests bigint,
  complaints bigint,
  resolved bigint,
  resolution_time bigint,
  ratings bigint,
  rating_sum bigint,
  high_ratings bigint,
  nps_answers bigint,
  promoters bigint,
  detractors bigint,
  expenses bigint,
  acquisition bigint,
  budget bigint,
  training_assigned bigint,
  training_finished bigint,
  constraint ledger_pkey PRIMARY KEY (id)
);
CREATE INDEX ledger_client ON public.ledger USING btree (client_id, effective_at, id) WHERE (event AND (client_id IS NOT NULL));
CREATE INDEX ledger_credited ON public.ledger USING btree (employee_id, month) WHERE ((employee_id IS NOT NULL) AND ((revenue IS NOT NULL) OR (cost IS NOT NULL) OR (paid IS NOT NULL)));
CREATE INDEX ledger_deal ON public.ledger USING btree (deal_id) WHERE (deal_id IS NOT NULL);
CREATE INDEX ledger_effective ON public.ledger USING btree (effective_at);
CREATE INDEX ledger_event ON public.ledger USING btree (kind, effective_at) WHERE event;
CREATE INDEX ledger_noun ON public.ledger USING btree (noun, noun_id) WHERE (noun_id IS NOT NULL);
CREATE INDEX ledger_purchase ON public.ledger USING btree (client_id) WHERE ((won IS NOT NULL) OR (revenue IS NOT NULL));
CREATE INDEX ledger_xid ON public.ledger USING btree (xid);
CREATE TRIGGER ledger_no_change BEFORE DELETE OR UPDATE ON public.ledger FOR EACH ROW EXECUTE FUNCTION refuse_ledger_change(); -- enabled always
CREATE TRIGGER ledger_no_truncate BEFORE TRUNCATE ON public.ledger FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change(); -- enabled always
comment on table ledger is 'Append-only: everything the product shows is a sum over these rows';
grant insert, select on ledger to voronka_app;

create table ledger_mark (
  id smallint not null default 1,
  mark xid8 not null,
  merged bigint not null,
  system_identifier bigint not null,
  constraint ledger_mark_id_check CHECK ((id = 1)),
  constraint ledger_mark_pkey PRIMARY KEY (id)
);
grant select on ledger_mark to voronka_app;

create table loss_reason (
  id bigint not null generated by default as identity,
  version integer not null default 1,
  name text not null,
  stamps jsonb not null default '{}'::jsonb,
  external_id text,
  ended_at timestamp with time zone,
  constraint loss_reason_external_id_key UNIQUE (external_id),
  constraint loss_reason_name_check CHECK ((name <> ''::text)),
  constraint loss_reason_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX loss_reason_name ON public.loss_reason USING btree (lower((name COLLATE "und-x-icu"))) WHERE (ended_at IS NULL);
grant insert, select, update on loss_reason to voronka_app;

create table migration (
  id integer not null default nextval('migration_id_seq'::regclass),
  name character varying(255) not null,
  executed_at timestamp(6) with time zone not null default CURRENT_TIMESTAMP(6),
  constraint migration_pkey PRIMARY KEY (id)
);
grant select on migration to voronka_app;

create table nps_answer (
  id bigint not null generated by default as identity,
  version integer not null default 1,
  client_id bigint not null,
  contact_id bigint,
  employee_id bigint,
  at timestamp with time zone not null,
  score integer not null,
  comment text,
  stamps jsonb not null default '{}'::jsonb,
  external_id text,
  ended_at timestamp with time zone,
  constraint nps_answer_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint nps_answer_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id),
  constraint nps_answer_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint nps_answer_external_id_key UNIQUE (external_id),
  constraint nps_answer_pkey PRIMARY KEY (id),
  constraint nps_answer_score_check CHECK (((score >= 0) AND (score <= 10)))
);
CREATE INDEX nps_answer_client ON public.nps_answer USING btree (client_id);
grant insert, select, update on nps_answer to voronka_app;

create table objection (
  id bigint not null generated by default as identity,
  version integer not null default 1,
  title text not null,
  words text not null,
  stage_id bigint,
  line_id bigint,
  tags text[] not null default '{}'::text[],
  found tsvector not null generated always as ((found_by(title, 'A'::text) || found_by(words, 'B'::text))) stored,
  stamps jsonb not null default '{}'::jsonb,
  external_id text,
  ended_at timestamp with time zone,
  constraint objection_external_id_key UNIQUE (external_id),
  constraint objection_line_id_fkey FOREIGN KEY (line_id) REFERENCES product_line(id),
  constraint objection_pkey PRIMARY KEY (id),
  constraint objection_stage_id_fkey FOREIGN KEY (stage_id) REFERENCES stage(id)
);
CREATE INDEX objection_found ON public.objection USING gin (found);
grant insert, select, update on objection to voronka_app;

create table pairing (
  id bigint not null generated by default as identity,
  device_hash bytea not null,
  user_code text not null,
  asked_from text not null,
  browser text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  poll_interval integer not null default 5,
  polled_at timestamp with time zone,
  denied_at timestamp with time zone,
  credential_id bigint,
  constraint pairing_credential_id_fkey FOREIGN KEY (credential_id) REFERENCES credential(id),
  constraint pairing_device_hash_check CHECK ((length(device_hash) = 32)),
  constraint pairing_device_hash_key UNIQUE (device_hash),
  constraint pairing_pkey PRIMARY KEY (id),
  constraint pairing_user_code_key UNIQUE (user_code)
);
grant delete, insert, select, update on pairing to voronka_app;

create table pay_assignment (
  id bigint not null generated by default as identity,
  employee_id bigint not null,
  month date not null,
  scheme_id bigint,
  salary bigint,
  made_at timestamp with time zone not null,
  made_by bigint,
  constraint pay_assignment_check CHECK (((salary IS NULL) OR (scheme_id IS NOT NULL))),
  constraint pay_assignment_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint pay_assignment_made_by_fkey FOREIGN KEY (made_by) REFERENCES employee(id),
  constraint pay_assignment_month_check CHECK ((month = (date_trunc('month'::text, (month)::timestamp without time zone))::date)),
  constraint pay_assignment_pkey PRIMARY KEY (id),
  constraint pay_assignment_salary_check CHECK ((salary >= 0)),
  constraint pay_assignment_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES pay_scheme(id)
);
CREATE INDEX pay_assignment_employee ON public.pay_assignment USING btree (employee_id, month, id);
CREATE INDEX pay_assignment_scheme ON public.pay_assignment USING btree (scheme_id);
grant insert, select on pay_assignment to voronka_app;
alter table pay_assignment enable row level security, force row level security;
create policy pay_assignment_add on pay_assignment as permissive for insert to voronka_app with check ((( SELECT fence_lets_all('pay'::text, 'write'::text) AS fence_lets_all) OR (employee_id = ANY (( SELECT fence_owners('pay'::text, 'write'::text) AS fence_owners)::bigint[]))));
create policy pay_assignment_read on pay_assignment as permissive for select to voronka_app using ((( SELECT fence_lets_all('pay'::text, 'read'::text) AS fence_lets_all) OR (employee_id = ANY (( SELECT fence_owners('pay'::text, 'read'::text) AS fence_owners)::bigint[]))));

create table pay_line (
  id bigint not null generated by default as identity,
  sheet_id bigint not null,
  employee_id bigint not null,
  position integer not null,
  kind text not null,
  base bigint,
  rate bigint,
  amount bigint not null,
  about_month date,
  explanation jsonb not null,
  constraint pay_line_check CHECK (((about_month IS NOT NULL) = (kind = 'correction'::text))),
  constraint pay_line_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint pay_line_kind_check CHECK ((kind = ANY (ARRAY['salary'::text, 'sales'::text, 'bonus'::text, 'coefficient'::text, 'correction'::text]))),
  constraint pay_line_pkey PRIMARY KEY (id),
  constraint pay_line_sheet_id_fkey FOREIGN KEY (sheet_id) REFERENCES pay_sheet(id),
  constraint pay_line_sheet_id_position_key UNIQUE (sheet_id, "position")
);
CREATE INDEX pay_line_about ON public.pay_line USING btree (employee_id, about_month) WHERE (about_month IS NOT NULL);
grant insert, select on pay_line to voronka_app;
alter table pay_line enable row level security, force row level security;
create policy pay_line_add on pay_line as permissive for insert to voronka_app with check ((( SELECT fence_lets_all('pay'::text, 'write'::text) AS fence_lets_all) OR (employee_id = ANY (( SELECT fence_owners('pay'::text, 'write'::text) AS fence_owners)::bigint[]))));
create policy pay_line_read on pay_line as permissive for select to voronka_app using ((( SELECT fence_lets_all('pay'::text, 'read'::text) AS fence_lets_all) OR (employee_id = ANY (( SELECT fence_owners('pay'::text, 'read'::text) AS fence_owners)::bigint[]))));

create table pay_line_entry (
  line_id bigint not null,
  entry_id bigint not null,
  employee_id bigint not null,
  deal_id bigint,
  product_line_id bigint,
  base bigint,
  amount bigint,
  constraint pay_line_entry_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint pay_line_entry_line_id_fkey FOREIGN KEY (line_id) REFERENCES pay_line(id),
  constraint pay_line_entry_pkey PRIMARY KEY (line_id, entry_id)
);
CREATE INDEX pay_line_entry_entry ON public.pay_line_entry USING btree (entry_id);
comment on table pay_line_entry is 'The entries of the ledger behind a line, with the part of it each has made';
grant insert, select on pay_line_entry to voronka_app;
alter table pay_line_entry enable row level security, force row level security;
create policy pay_line_entry_add on pay_line_entry as permissive for insert to voronka_app with check ((( SELECT fence_lets_all('pay'::text, 'write'::text) AS fence_lets_all) OR (employee_id = ANY (( SELECT fence_owners('pay'::text, 'write'::text) AS fence_owners)::bigint[]))));
create policy pay_line_entry_read on pay_line_entry as permissive for select to voronka_app using ((( SELECT fence_lets_all('pay'::text, 'read'::text) AS fence_lets_all) OR (employee_id = ANY (( SELECT fence_owners('pay'::text, 'read'::text) AS fence_owners)::bigint[]))));

create table pay_month (
  id bigint not null generated by default as identity,
  month date not null,
  department_id bigint,
  closed_at timestamp with time zone not null,
  closed_by bigint,
  constraint pay_month_closed_by_fkey FOREIGN KEY (closed_by) REFERENCES employee(id),
  constraint pay_month_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id),
  constraint pay_month_month_check CHECK ((month = (date_trunc('month'::text, (month)::timestamp without time zone))::date)),
  constraint pay_month_month_department_id_key UNIQUE NULLS NOT DISTINCT (month, department_id),
  constraint pay_month_pkey PRIMARY KEY (id)
);
grant insert, select on pay_month to voronka_app;

create table pay_scheme (
  id bigint not null generated by default as identity,
  version integer not null default 1,
  name text not null,
  ended_at timestamp with time zone,
  constraint pay_scheme_name_check CHECK ((name <> ''::text)),
  constraint pay_scheme_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX pay_scheme_name ON public.pay_scheme USING btree (lower((name COLLATE "und-x-icu"))) WHERE (ended_at IS NULL);
comment on table pay_scheme is 'How people are paid: what it says stands in its versions';
grant insert, select, update on pay_scheme to voronka_app;

create table pay_scheme_version (
  id bigint not null generated by default as identity,
  scheme_id bigint not null,
  number integer not null,
  month date not null,
  terms jsonb not null,
  made_at timestamp with time zone not null,
  made_by bigint,
  constraint pay_scheme_version_made_by_fkey FOREIGN KEY (made_by) REFERENCES employee(id),
  constraint pay_scheme_version_month_check CHECK ((month = (date_trunc('month'::text, (month)::timestamp without time zone))::date)),
  constraint pay_scheme_version_number_check CHECK ((number > 0)),
  constraint pay_scheme_version_pkey PRIMARY KEY (id),
  constraint pay_scheme_version_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES pay_scheme(id),
  constraint pay_scheme_version_scheme_id_number_key UNIQUE (scheme_id, number)
);
CREATE INDEX pay_scheme_version_month ON public.pay_scheme_version USING btree (scheme_id, month, number);
grant insert, select on pay_scheme_version to voronka_app;
alter table pay_scheme_version enable row level security, force row level security;
create policy pay_scheme_version_add on pay_scheme_version as permissive for insert to voronka_app with check ((( SELECT fence_lets_all('pay_scheme'::text, 'write'::text) AS fence_lets_all) OR (EXISTS ( SELECT
   FROM pay_assignment a
  WHERE ((a.scheme_id = pay_scheme_version.scheme_id) AND (a.employee_id = ANY (( SELECT fence_owners('pay_scheme'::text, 'write'::text) AS fence_owners)::bigint[])))))));
create policy pay_scheme_version_read on pay_scheme_version as permissive for select to voronka_app using ((( SELECT fence_lets_all('pay_scheme'::text, 'read'::text) AS fence_lets_all) OR (EXISTS ( SELECT
   FROM pay_assignment a
  WHERE ((a.scheme_id = pay_scheme_version.scheme_id) AND (a.employee_id = ANY (( SELECT fence_owners('pay_scheme'::text, 'read'::text) AS fence_owners)::bigint[])))))));

create table pay_sheet (
  id bigint not null generated by default as identity,
  pay_month_id bigint not null,
  employee_id bigint not null,
  month date not null,
  scheme_id bigint,
  facts jsonb,
  measures text[] not null,
  total bigint not null,
  closed_at timestamp with time zone not null,
  constraint pay_sheet_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint pay_sheet_employee_id_month_key UNIQUE (employee_id, month),
  constraint pay_sheet_pay_month_id_fkey FOREIGN KEY (pay_month_id) REFERENCES pay_month(id),
  constraint pay_sheet_pkey PRIMARY KEY (id),
  constraint pay_sheet_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES pay_scheme(id)
);
CREATE INDEX pay_sheet_month ON public.pay_sheet USING btree (month, employee_id);
grant insert, select on pay_sheet to voronka_app;
alter table pay_sheet enable row level security, force row level security;
create policy pay_sheet_add on pay_sheet as permissive for insert to voronka_app with check ((( SELECT fence_lets_all('pay'::text, 'write'::text) AS fence_lets_all) OR (employee_id = ANY (( SELECT fence_owners('pay'::text, 'write'::text) AS fence_owners)::bigint[]))));
create policy pay_sheet_read on pay_sheet as permissive for select to voronka_app using ((( SELECT fence_lets_all('pay'::text, 'read'::text) AS fence_lets_all) OR (employee_id = ANY (( SELECT fence_owners('pay'::text, 'read'::text) AS fence_owners)::bigint[]))));

create table payment (
  id bigint not null generated by default as identity,
  version integer not null default 1,
  document_id bigint not null,
  deal_id bigint,
  client_id bigint,
  employee_id bigint,
  team_id bigint,
  department_id bigint,
  at timestamp with time zone not null,
  amount bigint not null,
  advance boolean not null default false,
  note text,
  stamps jsonb not null default '{}'::jsonb,
  external_id text,
  ended_at timestamp with time zone,
  constraint payment_amount_check CHECK ((amount > 0)),
  constraint payment_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint payment_deal_id_fkey FOREIGN KEY (deal_id) REFERENCES deal(id),
  constraint payment_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id),
  constraint payment_document_id_fkey FOREIGN KEY (document_id) REFERENCES document(id),
  constraint payment_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint payment_external_id_key UNIQUE (external_id),
  constraint payment_pkey PRIMARY KEY (id),
  constraint payment_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(id)
);
CREATE INDEX payment_of_client ON public.payment USING btree (client_id) WHERE (client_id IS NOT NULL);
CREATE INDEX payment_of_document ON public.payment USING btree (document_id);
CREATE INDEX payment_of_employee ON public.payment USING btree (employee_id, at);
grant insert, select, update on payment to voronka_app;

create table pipeline (
  id bigint not null generated by default as identity,
  name text not null,
  position integer not null default 0,
  external_id text,
  ended_at timestamp with time zone,
  version integer not null default 1,
  listed_loss_reasons boolean not null default false,
  constraint pipeline_external_id_key UNIQUE (external_id),
  constraint pipeline_name_check CHECK ((name <> ''::text)),
  constraint pipeline_pkey PRIMARY KEY (id)
);
grant insert, select, update on pipeline to voronka_app;

create table plan (
  id bigint not null generated by default as identity,
  version integer not null default 1,
  kpi text not null,
  grain text not null,
  month date not null,
  department_id bigint,
  team_id bigint,
  employee_id bigint,
  minimum bigint,
  optimal bigint not null,
  maximum bigint,
  spread text,
  fixed boolean not null,
  part_of_id bigint,
  note text,
  stamps jsonb not null default '{}'::jsonb,
  external_id text,
  ended_at timestamp with time zone,
  constraint plan_check CHECK ((month = (date_trunc(lower(grain), (month)::timestamp without time zone))::date)),
  constraint plan_check1 CHECK ((num_nonnulls(department_id, team_id, employee_id) <= 1)),
  constraint plan_check2 CHECK ((part_of_id <> id)),
  constraint plan_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id),
  constraint plan_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint plan_external_id_key UNIQUE (external_id),
  constraint plan_grain_check CHECK ((grain = ANY (ARRAY['MONTH'::text, 'QUARTER'::text, 'YEAR'::text]))),
  constraint plan_part_of_id_fkey FOREIGN KEY (part_of_id) REFERENCES plan(id),
  constraint plan_pkey PRIMARY KEY (id),
  constraint plan_spread_check CHECK ((spread = ANY (ARRAY['working_days'::text, 'seasonality'::text, 'evenly'::text]))),
  constraint plan_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(id)
);
CREATE UNIQUE INDEX plan_cell ON public.plan USING btree (kpi, grain, month, department_id, team_id, employee_id) NULLS NOT DISTINCT WHERE (ended_at IS NULL);
CREATE INDEX plan_month ON public.plan USING btree (month, kpi) WHERE (ended_at IS NULL);
CREATE INDEX plan_parts ON public.plan USING btree (part_of_id) WHERE (part_of_id IS NOT NULL);
grant insert, select, update on plan to voronka_app;

create table plan_version (
  id bigint not null generated by default as identity,
  version integer not null default 1,
  plan_id bigint not null,
  number integer not null,
  changed_at timestamp with time zone not null,
  employee_id bigint,
  verb text not null,
  minimum_before bigint,
  optimal_before bigint,
  maximum_before bigint,
  minimum bigint,
  optimal bigint not null,
  maximum bigint,
  note text,
  kpi text not null,
  stamps jsonb not null default '{}'::jsonb,
  external_id text,
  ended_at timestamp with time zone,
  constraint plan_version_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint plan_version_external_id_key UNIQUE (external_id),
  constraint plan_version_pkey PRIMARY KEY (id),
  constraint plan_version_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plan(id),
  constraint plan_version_plan_id_number_key UNIQUE (plan_id, number)
);
grant insert, select, update on plan_version to voronka_app;

create table position (
  id bigint not null generated by default as identity,
  version integer not null default 1,
  name text not null,
  level integer not null,
  duties text[] not null default '{}'::text[],
  department_id bigint,
  stamps jsonb not null default '{}'::jsonb,
  external_id text,
  ended_at timestamp with time zone,
  constraint position_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id),
  constraint position_external_id_key UNIQUE (external_id),
  constraint position_level_check CHECK (((level >= 1) AND (level <= 3))),
  constraint position_name_check CHECK ((name <> ''::text)),
  constraint position_pkey PRIMARY KEY (id)
);
grant insert, select, update on position to voronka_app;

create table priority_client (
  id bigint not null generated by default as identity,
  version integer not null default 1,
  client_id bigint not null,
  reason text not null,
  owner_id bigint,
  ends_on date,
  stamps jsonb not null default '{}'::jsonb,
  external_id text,
  ended_at timestamp with time zone,
  constraint priority_client_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint priority_client_external_id_key UNIQUE (external_id),
  constraint priority_client_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES employee(id),
  constraint priority_client_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX priority_client_once ON public.priority_client USING btree (client_id) WHERE (ended_at IS NULL);
grant insert, select, update on priority_client to voronka_app;

create table priority_market (
  id bigint not null generated by default as identity,
  version integer not null default 1,
  title text not null,
  territory_id bigint,
  segment_id bigint,
  line_id bigint,
  goal text not null,
  owner_id bigint,
  starts_on date,
  ends_on date,
  stamps jsonb not null default '{}'::jsonb,
  external_id text,
  ended_at timestamp with time zone,
  constraint priority_market_check CHECK (((territory_id IS NOT NULL) OR (segment_id IS NOT NULL) OR (line_id IS NOT NULL))),
  constraint priority_market_external_id_key UNIQUE (external_id),
  constraint priority_market_line_id_fkey FOREIGN KEY (line_id) REFERENCES product_line(id),
  constraint priority_market_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES employee(id),
  constraint priority_market_pkey PRIMARY KEY (id),
  constraint priority_market_segment_id_fkey FOREIGN KEY (segment_id) REFERENCES segment(id),
  constraint priority_market_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES territory(id)
);
grant insert, select, update on priority_market to voronka_app;

create table procedure (
  id bigint not null generated by default as identity,
  version integer not null default 1,
  title text not null,
  stage_id bigint,
  steps jsonb not null default '[]'::jsonb,
  employee_id bigint,
  review_on date,
  review_every_days integer,
  reviewed_on date,
  stamps jsonb not null default '{}'::jsonb,
  external_id text,
  ended_at timestamp with time zone,
  constraint procedure_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint procedure_external_id_key UNIQUE (external_id),
  constraint procedure_pkey PRIMARY KEY (id),
  constraint procedure_review_every_days_check CHECK ((review_every_days > 0)),
  constraint procedure_stage_id_fkey FOREIGN KEY (stage_id) REFERENCES stage(id),
  constraint procedure_title_check CHECK ((title <> ''::text))
);
CREATE UNIQUE INDEX procedure_of_stage ON public.procedure USING btree (stage_id) WHERE (ended_at IS NULL);
CREATE INDEX procedure_review ON public.procedure USING btree (review_on, id) WHERE (ended_at IS NULL);
grant insert, select, update on procedure to voronka_app;

create table procedure_version (
  procedure_id bigint not null,
  version integer not null,
  recorded_at timestamp with time zone not null,
  actor_id bigint,
  verb text not null,
  changed text[] not null,
  title text not null,
  steps jsonb not null,
  note text,
  constraint procedure_version_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES employee(id),
  constraint procedure_version_pkey PRIMARY KEY (procedure_id, version),
  constraint procedure_version_procedure_id_fkey FOREIGN KEY (procedure_id) REFERENCES procedure(id)
);
comment on table procedure_version is 'Who changed what in a procedure, and when: only added to';
grant insert, select on procedure_version to voronka_app;

create table product (
  id bigint not null generated by default as identity,
  name text not null,
  product_line_id bigint,
  price bigint,
  cost bigint,
  external_id text,
  ended_at timestamp with time zone,
  version integer not null default 1,
  max_discount numeric(7,6),
  constraint product_cost_check CHECK ((cost >= 0)),
  constraint product_external_id_key UNIQUE (external_id),
  constraint product_max_discount_check CHECK (((max_discount >= (0)::numeric) AND (max_discount <= (1)::numeric))),
  constraint product_name_check CHECK ((name <> ''::text)),
  constraint product_pkey PRIMARY KEY (id),
  constraint product_price_check CHECK ((price >= 0)),
  constraint product_product_line_id_fkey FOREIGN KEY (product_line_id) REFERENCES product_line(id)
);
grant insert, select, update on product to voronka_app;

create table product_line (
  id bigint not null generated by default as identity,
  name text not null,
  external_id text,
  ended_at timestamp with time zone,
  version integer not null default 1,
  constraint product_line_external_id_key UNIQUE (external_id),
  constraint product_line_name_check CHECK ((name <> ''::text)),
  constraint product_line_pkey PRIMARY KEY (id)
);
grant insert, select, update on product_line to voronka_app;

create table projection (
  name text not null,
  version integer not null,
  constraint projection_pkey PRIMARY KEY (name)
);
comment on table projection is 'in which form the entries of a noun stand in the ledger: an older one is brought up when the server starts';
grant select on projection to voronka_app;

create table rating (
  id bigint not null generated by default as identity,
  version integer not null default 1,
  ticket_id bigint,
  client_id bigint not null,
  employee_id bigint,
  product_id bigint,
  at timestamp with time zone not null,
  score integer not null,
  comment text,
  stamps jsonb not null default '{}'::jsonb,
  external_id text,
  ended_at timestamp with time zone,
  constraint rating_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint rating_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint rating_external_id_key UNIQUE (external_id),
  constraint rating_pkey PRIMARY KEY (id),
  constraint rating_product_id_fkey FOREIGN KEY (product_id) REFERENCES product(id),
  constraint rating_score_check CHECK (((score >= 1) AND (score <= 5))),
  constraint rating_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES ticket(id)
);
CREATE INDEX rating_client ON public.rating USING btree (client_id);
grant insert, select, update on rating to voronka_app;

create table reveal_pace (
  person text not null,
  day date not null,
  used integer not null,
  recent timestamp with time zone[] not null default '{}'::timestamp with time zone[],
  hurried boolean not null default false,
  exhausted_on date,
  constraint reveal_pace_pkey PRIMARY KEY (person)
);
comment on table reveal_pace is 'How many contact details somebody had shown to them today, and how fast';
grant insert, select, update on reveal_pace to voronka_app;

create table risk (
  id bigint not null generated by default as identity,
  version integer not null default 1,
  title text not null,
  kind text not null,
  signal text not null,
  probability bigint not null,
  impact bigint not null,
  counter_measure text not null,
  owner_id bigint not null,
  review_on date,
  raised_by text,
  stamps jsonb not null default '{}'::jsonb,
  external_id text,
  ended_at timestamp with time zone,
  constraint risk_external_id_key UNIQUE (external_id),
  constraint risk_impact_check CHECK (((impact >= 1) AND (impact <= 5))),
  constraint risk_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES employee(id),
  constraint risk_pkey PRIMARY KEY (id),
  constraint risk_probability_check CHECK (((probability >= 1) AND (probability <= 5)))
);
CREATE UNIQUE INDEX risk_of_signal ON public.risk USING btree (raised_by) WHERE (ended_at IS NULL);
grant insert, select, update on risk to voronka_app;

create table rollup_client (
  month date not null,
  client_id bigint,
  segment_id bigint,
  opened bigint not null default 0,
  won bigint not null default 0,
  lost bigint not null default 0,
  revenue bigint not null default 0,
  cost bigint not null default 0,
  costed bigint not null default 0,
  cycle bigint not null default 0,
  in_stage bigint not null default 0,
  pipeline bigint not null default 0,
  priced bigint not null default 0,
  stage_closed bigint,
  stage_won bigint,
  checklists bigint,
  checklists_complete bigint,
  calls_in bigint,
  calls_out bigint,
  talk_time bigint,
  meetings bigint,
  emails bigint,
  messages bigint,
  presentations bigint,
  leads bigint,
  qualified bigint,
  rejected bigint,
  converted bigint,
  conversion_time bigint,
  answers bigint,
  response_time bigint,
  late_answers bigint,
  tasks_due bigint,
  tasks_on_time bigint,
  documents_due bigint,
  documents_on_time bigint,
  invoiced bigint,
  paid bigint,
  new_clients bigint,
  churned bigint,
  active bigint,
  repeat_revenue bigint,
  neglected bigint,
  requests bigint,
  complaints bigint,
  resolved bigint,
  resolution_time bigint,
  ratings bigint,
  rating_sum bigint,
  high_ratings bigint,
  nps_answers bigint,
  promoters bigint,
  detractors bigint,
  expenses bigint,
  acquisition bigint,
  budget bigint,
  training_assigned bigint,
  training_finished bigint
);
CREATE UNIQUE INDEX rollup_client_key ON public.rollup_client USING btree (month, client_id, segment_id) NULLS NOT DISTINCT;
grant select on rollup_client to voronka_app;

create table rollup_people (
  day date not null,
  employee_id bigint,
  team_id bigint,
  department_id bigint,
  pipeline_id bigint,
  stage_id bigint,
  opened bigint not null default 0,
  won bigint not null default 0,
  lost bigint not null default 0,
  revenue bigint not null default 0,
  cost bigint not null default 0,
  costed bigint not null default 0,
  cycle bigint not null default 0,
  in_stage bigint not null default 0,
  pipeline bigint not null default 0,
  priced bigint not null default 0,
  stage_closed bigint,
  stage_won bigint,
  checklists bigint,
  checklists_complete bigint,
  calls_in bigint,
  calls_out bigint,
  talk_time bigint,
  meetings bigint,
  emails bigint,
  messages bigint,
  presentations bigint,
  leads bigint,
  qualified bigint,
  rejected bigint,
  converted bigint,
  conversion_time bigint,
  answers bigint,
  response_time bigint,
  late_answers bigint,
  tasks_due bigint,
  tasks_on_time bigint,
  documents_due bigint,
  documents_on_time bigint,
  invoiced bigint,
  paid bigint,
  new_clients bigint,
  churned bigint,
  active bigint,
  repeat_revenue bigint,
  neglected bigint,
  requests bigint,
  complaints bigint,
  resolved bigint,
  resolution_time bigint,
  ratings bigint,
  rating_sum bigint,
  high_ratings bigint,
  nps_answers bigint,
  promoters bigint,
  detractors bigint,
  expenses bigint,
  acquisition bigint,
  budget bigint,
  training_assigned bigint,
  training_finished bigint
);
CREATE UNIQUE INDEX rollup_people_key ON public.rollup_people USING btree (day, employee_id, team_id, department_id, pipeline_id, stage_id) NULLS NOT DISTINCT;
grant select on rollup_people to voronka_app;

create table rollup_product (
  month date not null,
  product_id bigint,
  product_line_id bigint,
  opened bigint not null default 0,
  won bigint not null default 0,
  lost bigint not null default 0,
  revenue bigint not null default 0,
  cost bigint not null default 0,
  costed bigint not null default 0,
  cycle bigint not null default 0,
  in_stage bigint not null default 0,
  pipeline bigint not null default 0,
  priced bigint not null default 0,
  stage_closed bigint,
  stage_won bigint,
  checklists bigint,
  checklists_complete bigint,
  calls_in bigint,
  calls_out bigint,
  talk_time bigint,
  meetings bigint,
  emails bigint,
  messages bigint,
  presentations bigint,
  leads bigint,
  qualified bigint,
  rejected bigint,
  converted bigint,
  conversion_time bigint,
  answers bigint,
  response_time bigint,
  late_answers bigint,
  tasks_due bigint,
  tasks_on_time bigint,
  documents_due bigint,
  documents_on_time bigint,
  invoiced bigint,
  paid bigint,
  new_clients bigint,
  churned bigint,
  active bigint,
  repeat_revenue bigint,
  neglected bigint,
  requests bigint,
  complaints bigint,
  resolved bigint,
  resolution_time bigint,
  ratings bigint,
  rating_sum bigint,
  high_ratings bigint,
  nps_answers bigint,
  promoters bigint,
  detractors bigint,
  expenses bigint,
  acquisition bigint,
  budget bigint,
  training_assigned bigint,
  training_finished bigint
);
CREATE UNIQUE INDEX rollup_product_key ON public.rollup_product USING btree (month, product_id, product_line_id) NULLS NOT DISTINCT;
grant select on rollup_product to voronka_app;

create table rollup_source (
  month date not null,
  source_id bigint,
  campaign_id bigint,
  opened bigint not null default 0,
  won bigint not null default 0,
  lost bigint not null default 0,
  revenue bigint not null default 0,
  cost bigint not null default 0,
  costed bigint not null default 0,
  cycle bigint not null default 0,
  in_stage bigint not null default 0,
  pipeline bigint not null default 0,
  priced bigint not null default 0,
  stage_closed bigint,
  stage_won bigint,
  checklists bigint,
  checklists_complete bigint,
  calls_in bigint,
  calls_out bigint,
  talk_time bigint,
  meetings bigint,
  emails bigint,
  messages bigint,
  presentations bigint,
  leads bigint,
  qualified bigint,
  rejected bigint,
  converted bigint,
  conversion_time bigint,
  answers bigint,
  response_time bigint,
  late_answers bigint,
  tasks_due bigint,
  tasks_on_time bigint,
  documents_due bigint,
  documents_on_time bigint,
  invoiced bigint,
  paid bigint,
  new_clients bigint,
  churned bigint,
  active bigint,
  repeat_revenue bigint,
  neglected bigint,
  requests bigint,
  complaints bigint,
  resolved bigint,
  resolution_time bigint,
  ratings bigint,
  rating_sum bigint,
  high_ratings bigint,
  nps_answers bigint,
  promoters bigint,
  detractors bigint,
  expenses bigint,
  acquisition bigint,
  budget bigint,
  training_assigned bigint,
  training_finished bigint
);
CREATE UNIQUE INDEX rollup_source_key ON public.rollup_source USING btree (month, source_id, campaign_id) NULLS NOT DISTINCT;
grant select on rollup_source to voronka_app;

create table rollup_stage (
  day date not null,
  pipeline_id bigint,
  stage_id bigint,
  opened bigint not null default 0,
  won bigint not null default 0,
  lost bigint not null default 0,
  revenue bigint not null default 0,
  cost bigint not null default 0,
  costed bigint not null default 0,
  cycle bigint not null default 0,
  in_stage bigint not null default 0,
  pipeline bigint not null default 0,
  priced bigint not null default 0,
  stage_closed bigint,
  stage_won bigint,
  checklists bigint,
  checklists_complete bigint,
  calls_in bigint,
  calls_out bigint,
  talk_time bigint,
  meetings bigint,
  emails bigint,
  messages bigint,
  presentations bigint,
  leads bigint,
  qualified bigint,
  rejected bigint,
  converted bigint,
  conversion_time bigint,
  answers bigint,
  response_time bigint,
  late_answers bigint,
  tasks_due bigint,
  tasks_on_time bigint,
  documents_due bigint,
  documents_on_time bigint,
  invoiced bigint,
  paid bigint,
  new_clients bigint,
  churned bigint,
  active bigint,
  repeat_revenue bigint,
  neglected bigint,
  requests bigint,
  complaints bigint,
  resolved bigint,
  resolution_time bigint,
  ratings bigint,
  rating_sum bigint,
  high_ratings bigint,
  nps_answers bigint,
  promoters bigint,
  detractors bigint,
  expenses bigint,
  acquisition bigint,
  budget bigint,
  training_assigned bigint,
  training_finished bigint
);
CREATE UNIQUE INDEX rollup_stage_key ON public.rollup_stage USING btree (day, pipeline_id, stage_id) NULLS NOT DISTINCT;
grant select on rollup_stage to voronka_app;

create table rollup_territory (
  month date not null,
  territory_id bigint,
  channel_id bigint,
  opened bigint not null default 0,
  won bigint not null default 0,
  lost bigint not null default 0,
  revenue bigint not null default 0,
  cost bigint not null default 0,
  costed bigint not null default 0,
  cycle bigint not null default 0,
  in_stage bigint not null default 0,
  pipeline bigint not null default 0,
  priced bigint not null default 0,
  stage_closed bigint,
  stage_won bigint,
  checklists bigint,
  checklists_complete bigint,
  calls_in bigint,
  calls_out bigint,
  talk_time bigint,
  meetings bigint,
  emails bigint,
  messages bigint,
  presentations bigint,
  leads bigint,
  qualified bigint,
  rejected bigint,
  converted bigint,
  conversion_time bigint,
  answers bigint,
  response_time bigint,
  late_answers bigint,
  tasks_due bigint,
  tasks_on_time bigint,
  documents_due bigint,
  documents_on_time bigint,
  invoiced bigint,
  paid bigint,
  new_clients bigint,
  churned bigint,
  active bigint,
  repeat_revenue bigint,
  neglected bigint,
  requests bigint,
  complaints bigint,
  resolved bigint,
  resolution_time bigint,
  ratings bigint,
  rating_sum bigint,
  high_ratings bigint,
  nps_answers bigint,
  promoters bigint,
  detractors bigint,
  expenses bigint,
  acquisition bigint,
  budget bigint,
  training_assigned bigint,
  training_finished bigint
);
CREATE UNIQUE INDEX rollup_territory_key ON public.rollup_territory USING btree (month, territory_id, channel_id) NULLS NOT DISTINCT;
grant select on rollup_territory to voronka_app;

create table script (
  id bigint not null generated by default as identity,
  version integer not null default 1,
  title text not null,
  words text not null,
  stage_id bigint,
  line_id bigint,
  tags text[] not null default '{}'::text[],
  found tsvector not null generated always as ((found_by(title, 'A'::text) || found_by(words, 'B'::text))) stored,
  stamps jsonb not null default '{}'::jsonb,
  external_id text,
  ended_at timestamp with time zone,
  constraint script_external_id_key UNIQUE (external_id),
  constraint script_line_id_fkey FOREIGN KEY (line_id) REFERENCES product_line(id),
  constraint script_pkey PRIMARY KEY (id),
  constraint script_stage_id_fkey FOREIGN KEY (stage_id) REFERENCES stage(id)
);
CREATE INDEX script_found ON public.script USING gin (found);
grant insert, select, update on script to voronka_app;

create table segment (
  id bigint not null generated by default as identity,
  name text not null,
  external_id text,
  ended_at timestamp with time zone,
  version integer not null default 1,
  contact_every_days integer,
  constraint segment_contact_every_days_check CHECK (((contact_every_days >= 1) AND (contact_every_days <= 3650))),
  constraint segment_external_id_key UNIQUE (external_id),
  constraint segment_name_check CHECK ((name <> ''::text)),
  constraint segment_pkey PRIMARY KEY (id)
);
grant insert, select, update on segment to voronka_app;

create table segment_care (
  segment_id bigint not null,
  since timestamp with time zone not null,
  days integer,
  constraint segment_care_pkey PRIMARY KEY (segment_id, since),
  constraint segment_care_segment_id_fkey FOREIGN KEY (segment_id) REFERENCES segment(id)
);
comment on table segment_care is 'How often clients of a group had to be contacted from when; null or none: no matter how often';
grant insert, select, update on segment_care to voronka_app;

create table service_deadline (
  id bigint not null generated by default as identity,
  version integer not null default 1,
  kind text not null,
  priority text not null,
  answer_within_minutes integer not null,
  resolve_within_minutes integer not null,
  stamps jsonb not null default '{}'::jsonb,
  external_id text,
  ended_at timestamp with time zone,
  constraint service_deadline_answer_within_minutes_check CHECK ((answer_within_minutes > 0)),
  constraint service_deadline_external_id_key UNIQUE (external_id),
  constraint service_deadline_kind_check CHECK ((kind = ANY (ARRAY['request'::text, 'complaint'::text]))),
  constraint service_deadline_pkey PRIMARY KEY (id),
  constraint service_deadline_priority_check CHECK ((priority = ANY (ARRAY['low'::text, 'normal'::text, 'high'::text, 'urgent'::text]))),
  constraint service_deadline_resolve_within_minutes_check CHECK ((resolve_within_minutes > 0))
);
CREATE UNIQUE INDEX service_deadline_of ON public.service_deadline USING btree (kind, priority) WHERE (ended_at IS NULL);
grant insert, select, update on service_deadline to voronka_app;

create table setting (
  id smallint not null default 1,
  department_name text not null,
  time_zone text not null,
  currency text not null,
  activity_window_days integer not null default 365,
  demo boolean not null default false,
  revision bigint not null default 0,
  reveals_per_day integer not null default 60,
  work_starts time without time zone not null default '09:00:00'::time without time zone,
  work_ends time without time zone not null default '18:00:00'::time without time zone,
  working_week smallint[] not null default '{1,2,3,4,5}'::smallint[],
  coefficient_minimum numeric not null default 0.5,
  coefficient_optimal numeric not null default 1,
  coefficient_maximum numeric not null default 1.5,
  answer_within_seconds integer not null default 3600,
  largest_client_share numeric not null default 0.2,
  largest_ten_share numeric not null default 0.6,
  constraint setting_activity_window_days_check CHECK ((activity_window_days > 0)),
  constraint setting_answer_within CHECK (((answer_within_seconds >= 60) AND (answer_within_seconds <= 2592000))),
  constraint setting_coefficients CHECK ((((0)::numeric <= coefficient_minimum) AND (coefficient_minimum <= coefficient_optimal) AND (coefficient_optimal <= coefficient_maximum))),
  constraint setting_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint setting_hours CHECK ((work_starts < work_ends)),
  constraint setting_id_check CHECK ((id = 1)),
  constraint setting_largest_client_share_check CHECK (((largest_client_share >= (0)::numeric) AND (largest_client_share <= (1)::numeric))),
  constraint setting_largest_ten_share_check CHECK (((largest_ten_share >= (0)::numeric) AND (largest_ten_share <= (1)::numeric))),
  constraint setting_pkey PRIMARY KEY (id),
  constraint setting_reveals_per_day_check CHECK ((reveals_per_day >= 0)),
  constraint setting_week CHECK ((((cardinality(working_week) >= 1) AND (cardinality(working_week) <= 7)) AND (working_week <@ '{1,2,3,4,5,6,7}'::smallint[])))
);
CREATE TRIGGER setting_fixed BEFORE UPDATE ON public.setting FOR EACH ROW EXECUTE FUNCTION refuse_setting_change();
grant insert, select, update on setting to voronka_app;

create table sign_in_throttle (
  key bytea not null,
  failures integer not null,
  blocked_until timestamp with time zone not null,
  constraint sign_in_throttle_pkey PRIMARY KEY (key)
);

create table social_metric (
  id bigint not null generated by default as identity,
  version integer not null default 1,
  source_id bigint not null,
  day date not null,
  followers integer,
  reach integer,
  impressions integer,
  clicks integer,
  reactions integer,
  posts integer,
  stamps jsonb not null default '{}'::jsonb,
  external_id text,
  ended_at timestamp with time zone,
  constraint social_metric_clicks_check CHECK ((clicks >= 0)),
  constraint social_metric_external_id_key UNIQUE (external_id),
  constraint social_metric_followers_check CHECK ((followers >= 0)),
  constraint social_metric_impressions_check CHECK ((impressions >= 0)),
  constraint social_metric_pkey PRIMARY KEY (id),
  constraint social_metric_posts_check CHECK ((posts >= 0)),
  constraint social_metric_reach_check CHECK ((reach >= 0)),
  constraint social_metric_reactions_check CHECK ((reactions >= 0)),
  constraint social_metric_source_id_fkey FOREIGN KEY (source_id) REFERENCES source(id)
);
CREATE UNIQUE INDEX social_metric_of_day ON public.social_metric USING btree (source_id, day) WHERE (ended_at IS NULL);
grant insert, select, update on social_metric to voronka_app;

create table source (
  id bigint not null generated by default as identity,
  name text not null,
  external_id text,
  ended_at timestamp with time zone,
  version integer not null default 1,
  kind text,
  url text,
  constraint source_external_id_key UNIQUE (external_id),
  constraint source_name_check CHECK ((name <> ''::text)),
  constraint source_pkey PRIMARY KEY (id)
);
grant insert, select, update on source to voronka_app;

create table spend (
  id bigint not null generated by default as identity,
  version integer not null default 1,
  campaign_id bigint not null,
  source_id bigint,
  kind text not null,
  day date not null,
  at timestamp with time zone not null,
  amount bigint not null,
  note text,
  stamps jsonb not null default '{}'::jsonb,
  external_id text,
  ended_at timestamp with time zone,
  constraint spend_amount_check CHECK ((amount >= 0)),
  constraint spend_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaign(id),
  constraint spend_external_id_key UNIQUE (external_id),
  constraint spend_kind_check CHECK ((kind = ANY (ARRAY['placement'::text, 'production'::text, 'contractor'::text, 'other'::text]))),
  constraint spend_pkey PRIMARY KEY (id),
  constraint spend_source_id_fkey FOREIGN KEY (source_id) REFERENCES source(id)
);
CREATE INDEX spend_day ON public.spend USING btree (day, id);
CREATE UNIQUE INDEX spend_of_day ON public.spend USING btree (campaign_id, day, kind) WHERE (ended_at IS NULL);
grant insert, select, update on spend to voronka_app;

create table stage (
  id bigint not null generated by default as identity,
  name text not null,
  pipeline_id bigint not null,
  position integer not null,
  external_id text,
  ended_at timestamp with time zone,
  version integer not null default 1,
  rotting_days integer,
  required_fields text[] not null default '{}'::text[],
  strict boolean not null default false,
  constraint stage_external_id_key UNIQUE (external_id),
  constraint stage_name_check CHECK ((name <> ''::text)),
  constraint stage_pipeline_id_fkey FOREIGN KEY (pipeline_id) REFERENCES pipeline(id),
  constraint stage_pkey PRIMARY KEY (id),
  constraint stage_rotting_days_check CHECK ((rotting_days > 0))
);
CREATE UNIQUE INDEX stage_order ON public.stage USING btree (pipeline_id, "position");
grant insert, select, update on stage to voronka_app;

create table status_level (
  id bigint not null generated by default as identity,
  version integer not null default 1,
  name text not null,
  rank bigint not null,
  requirements text,
  stamps jsonb not null default '{}'::jsonb,
  external_id text,
  ended_at timestamp with time zone,
  constraint status_level_external_id_key UNIQUE (external_id),
  constraint status_level_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX status_level_rank ON public.status_level USING btree (rank) WHERE (ended_at IS NULL);
grant insert, select, update on status_level to voronka_app;

create table survey (
  id bigint not null generated by default as identity,
  version integer not null default 1,
  title text not null,
  questions jsonb not null default '[]'::jsonb,
  starts_on date,
  ends_on date,
  status text not null,
  stamps jsonb not null default '{}'::jsonb,
  external_id text,
  ended_at timestamp with time zone,
  constraint survey_check CHECK ((ends_on >= starts_on)),
  constraint survey_external_id_key UNIQUE (external_id),
  constraint survey_pkey PRIMARY KEY (id),
  constraint survey_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'published'::text, 'closed'::text]))),
  constraint survey_title_check CHECK ((title <> ''::text))
);
grant insert, select, update on survey to voronka_app;

create table survey_answer (
  id bigint not null generated by default as identity,
  version integer not null default 1,
  survey_id bigint not null,
  client_id bigint not null,
  contact_id bigint,
  employee_id bigint,
  at timestamp with time zone not null,
  answers jsonb not null,
  nps_score integer,
  stamps jsonb not null default '{}'::jsonb,
  external_id text,
  ended_at timestamp with time zone,
  constraint survey_answer_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint survey_answer_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id),
  constraint survey_answer_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint survey_answer_external_id_key UNIQUE (external_id),
  constraint survey_answer_nps_score_check CHECK (((nps_score >= 0) AND (nps_score <= 10))),
  constraint survey_answer_pkey PRIMARY KEY (id),
  constraint survey_answer_survey_id_fkey FOREIGN KEY (survey_id) REFERENCES survey(id)
);
CREATE INDEX survey_answer_client ON public.survey_answer USING btree (client_id);
CREATE UNIQUE INDEX survey_answer_once ON public.survey_answer USING btree (survey_id, client_id, contact_id) NULLS NOT DISTINCT WHERE (ended_at IS NULL);
grant insert, select, update on survey_answer to voronka_app;

create table survey_invitee (
  id bigint not null generated by default as identity,
  version integer not null default 1,
  survey_id bigint not null,
  client_id bigint not null,
  contact_id bigint,
  employee_id bigint,
  due_on date,
  stamps jsonb not null default '{}'::jsonb,
  external_id text,
  ended_at timestamp with time zone,
  constraint survey_invitee_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint survey_invitee_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id),
  constraint survey_invitee_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint survey_invitee_external_id_key UNIQUE (external_id),
  constraint survey_invitee_pkey PRIMARY KEY (id),
  constraint survey_invitee_survey_id_fkey FOREIGN KEY (survey_id) REFERENCES survey(id)
);
CREATE INDEX survey_invitee_client ON public.survey_invitee USING btree (client_id);
CREATE UNIQUE INDEX survey_invitee_once ON public.survey_invitee USING btree (survey_id, client_id, contact_id) NULLS NOT DISTINCT WHERE (ended_at IS NULL);
grant insert, select, update on survey_invitee to voronka_app;

create table swot_item (
  id bigint not null generated by default as identity,
  version integer not null default 1,
  quadrant text not null,
  words text not null,
  weight bigint not null,
  department_id bigint,
  since date not null,
  stamps jsonb not null default '{}'::jsonb,
  external_id text,
  ended_at timestamp with time zone,
  constraint swot_item_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id),
  constraint swot_item_external_id_key UNIQUE (external_id),
  constraint swot_item_pkey PRIMARY KEY (id),
  constraint swot_item_weight_check CHECK (((weight >= 1) AND (weight <= 5)))
);
grant insert, select, update on swot_item to voronka_app;

create table task (
  id bigint not null generated by default as identity,
  version integer not null default 1,
  title text not null,
  note text,
  kind text not null,
  status text not null,
  priority text not null,
  employee_id bigint,
  team_id bigint,
  department_id bigint,
  author_id bigint,
  client_id bigint,
  deal_id bigint,
  lead_id bigint,
  due_at timestamp with time zone not null,
  done_at timestamp with time zone,
  result text,
  repeats text not null,
  repeats_until date,
  repeat_day smallint not null,
  repeat_of_id bigint,
  stamps jsonb not null default '{}'::jsonb,
  external_id text,
  ended_at timestamp with time zone,
  constraint task_author_id_fkey FOREIGN KEY (author_id) REFERENCES employee(id),
  constraint task_check CHECK (((status = 'done'::text) = ((done_at IS NOT NULL) AND (ended_at IS NULL)))),
  constraint task_check1 CHECK (((status = 'cancelled'::text) = (ended_at IS NOT NULL))),
  constraint task_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint task_deal_id_fkey FOREIGN KEY (deal_id) REFERENCES deal(id),
  constraint task_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id),
  constraint task_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint task_external_id_key UNIQUE (external_id),
  constraint task_kind_check CHECK ((kind = ANY (ARRAY['other'::text, 'call'::text, 'meeting'::text, 'letter'::text, 'presentation'::text, 'escalation'::text]))),
  constraint task_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES lead(id),
  constraint task_pkey PRIMARY KEY (id),
  constraint task_priority_check CHECK ((priority = ANY (ARRAY['low'::text, 'normal'::text, 'high'::text, 'urgent'::text]))),
  constraint task_repeat_day_check CHECK (((repeat_day >= 1) AND (repeat_day <= 31))),
  constraint task_repeat_of_id_fkey FOREIGN KEY (repeat_of_id) REFERENCES task(id),
  constraint task_repeats_check CHECK ((repeats = ANY (ARRAY['none'::text, 'daily'::text, 'working_daily'::text, 'weekly'::text, 'monthly'::text]))),
  constraint task_repeats_once UNIQUE (repeat_of_id),
  constraint task_status_check CHECK ((status = ANY (ARRAY['open'::text, 'done'::text, 'cancelled'::text]))),
  constraint task_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(id),
  constraint task_title_check CHECK ((title <> ''::text))
);
CREATE INDEX task_due ON public.task USING btree (due_at, id);
CREATE UNIQUE INDEX task_escalation ON public.task USING btree (lead_id) WHERE (kind = 'escalation'::text);
CREATE INDEX task_of_client ON public.task USING btree (client_id) WHERE (client_id IS NOT NULL);
CREATE INDEX task_of_deal ON public.task USING btree (deal_id) WHERE (deal_id IS NOT NULL);
CREATE INDEX task_of_employee ON public.task USING btree (employee_id, status, due_at);
CREATE INDEX task_of_lead ON public.task USING btree (lead_id) WHERE (lead_id IS NOT NULL);
grant insert, select, update on task to voronka_app;

create table team (
  id bigint not null generated by default as identity,
  name text not null,
  department_id bigint,
  external_id text,
  ended_at timestamp with time zone,
  version integer not null default 1,
  kind text,
  constraint team_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id),
  constraint team_external_id_key UNIQUE (external_id),
  constraint team_kind_check CHECK ((kind = ANY (ARRAY['acquisition'::text, 'account_care'::text, 'mixed'::text, 'call_centre'::text]))),
  constraint team_name_check CHECK ((name <> ''::text)),
  constraint team_pkey PRIMARY KEY (id)
);
grant insert, select, update on team to voronka_app;

create table territory (
  id bigint not null generated by default as identity,
  name text not null,
  external_id text,
  ended_at timestamp with time zone,
  version integer not null default 1,
  constraint territory_external_id_key UNIQUE (external_id),
  constraint territory_name_check CHECK ((name <> ''::text)),
  constraint territory_pkey PRIMARY KEY (id)
);
grant insert, select, update on territory to voronka_app;

create table thanks (
  id bigint not null generated by default as identity,
  version integer not null default 1,
  employee_id bigint not null,
  team_id bigint,
  department_id bigint,
  words text not null,
  at timestamp with time zone not null,
  given_by_id bigint,
  stamps jsonb not null default '{}'::jsonb,
  external_id text,
  ended_at timestamp with time zone,
  constraint thanks_check CHECK ((given_by_id <> employee_id)),
  constraint thanks_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id),
  constraint thanks_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint thanks_external_id_key UNIQUE (external_id),
  constraint thanks_given_by_id_fkey FOREIGN KEY (given_by_id) REFERENCES employee(id),
  constraint thanks_pkey PRIMARY KEY (id),
  constraint thanks_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(id)
);
CREATE INDEX thanks_of ON public.thanks USING btree (employee_id, at);
grant insert, select, update on thanks to voronka_app;

create table ticket (
  id bigint not null generated by default as identity,
  version integer not null default 1,
  kind text not null,
  priority text not null,
  number text,
  subject text not null,
  text text,
  client_id bigint not null,
  contact_id bigint,
  product_id bigint,
  contact_channel_id bigint,
  employee_id bigint,
  team_id bigint,
  department_id bigint,
  arrived_at timestamp with time zone not null,
  answer_due_at timestamp with time zone,
  resolve_due_at timestamp with time zone,
  status text not null,
  answered_at timestamp with time zone,
  response_time bigint,
  resolved_at timestamp with time zone,
  resolution text,
  outcome text,
  reopenings integer not null default 0,
  history jsonb not null default '[]'::jsonb,
  stamps jsonb not null default '{}'::jsonb,
  external_id text,
  ended_at timestamp with time zone,
  constraint ticket_check CHECK ((answered_at >= arrived_at)),
  constraint ticket_check1 CHECK ((resolved_at >= arrived_at)),
  constraint ticket_check2 CHECK (((status = 'resolved'::text) = (resolved_at IS NOT NULL))),
  constraint ticket_check3 CHECK (((answered_at IS NULL) = (response_time IS NULL))),
  constraint ticket_client_id_fkey FOREIGN KEY (client_id) REFERENCES client(id),
  constraint ticket_contact_channel_id_fkey FOREIGN KEY (contact_channel_id) REFERENCES contact_channel(id),
  constraint ticket_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id),
  constraint ticket_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id),
  constraint ticket_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint ticket_external_id_key UNIQUE (external_id),
  constraint ticket_kind_check CHECK ((kind = ANY (ARRAY['request'::text, 'complaint'::text]))),
  constraint ticket_pkey PRIMARY KEY (id),
  constraint ticket_priority_check CHECK ((priority = ANY (ARRAY['low'::text, 'normal'::text, 'high'::text, 'urgent'::text]))),
  constraint ticket_product_id_fkey FOREIGN KEY (product_id) REFERENCES product(id),
  constraint ticket_response_time_check CHECK ((response_time >= 0)),
  constraint ticket_status_check CHECK ((status = ANY (ARRAY['new'::text, 'in_work'::text, 'waiting'::text, 'resolved'::text, 'reopened'::text]))),
  constraint ticket_subject_check CHECK ((subject <> ''::text)),
  constraint ticket_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(id)
);
CREATE INDEX ticket_arrived ON public.ticket USING btree (arrived_at, id);
CREATE INDEX ticket_client ON public.ticket USING btree (client_id);
CREATE INDEX ticket_due ON public.ticket USING btree ((
CASE
    WHEN (answered_at IS NULL) THEN LEAST(answer_due_at, resolve_due_at)
    ELSE resolve_due_at
END), id) WHERE ((status <> 'resolved'::text) AND (ended_at IS NULL));
CREATE INDEX ticket_employee ON public.ticket USING btree (employee_id, status);
grant insert, select, update on ticket to voronka_app;

create view account_about as
 SELECT a.id,
    COALESCE((s.totp_confirmed_at IS NOT NULL), false) AS totp,
    ( SELECT max(c.last_used_at) AS max
           FROM credential c
          WHERE ((c.account_id = a.id) AND (c.kind <> 'invitation'::credential_kind))) AS last_seen_at
   FROM (account a
     LEFT JOIN account_secret s ON ((s.account_id = a.id)));

grant usage on schema public to public;
grant usage on schema public to voronka_app;
grant usage on sequence account_id_seq to voronka_app;
grant usage on sequence activity_id_seq to voronka_app;
grant usage on sequence assignment_rule_id_seq to voronka_app;
grant usage on sequence assignment_run_id_seq to voronka_app;
grant usage on sequence audit_entry_id_seq to voronka_app;
grant usage on sequence award_id_seq to voronka_app;
grant usage on sequence budget_item_id_seq to voronka_app;
grant usage on sequence campaign_id_seq to voronka_app;
grant usage on sequence career_step_id_seq to voronka_app;
grant usage on sequence channel_id_seq to voronka_app;
grant usage on sequence client_group_duty_id_seq to voronka_app;
grant usage on sequence client_id_seq to voronka_app;
grant usage on sequence competitor_id_seq to voronka_app;
grant usage on sequence competitor_sighting_id_seq to voronka_app;
grant usage on sequence contact_channel_id_seq to voronka_app;
grant usage on sequence contact_id_seq to voronka_app;
grant usage on sequence course_assignment_id_seq to voronka_app;
grant usage on sequence course_id_seq to voronka_app;
grant usage on sequence credential_id_seq to voronka_app;
grant usage on sequence currency_rate_id_seq to voronka_app;
grant usage on sequence deal_fact_id_seq to voronka_app;
grant usage on sequence deal_id_seq to voronka_app;
grant usage on sequence department_id_seq to voronka_app;
grant usage on sequence document_id_seq to voronka_app;
grant usage on sequence employee_id_seq to voronka_app;
grant usage on sequence expense_category_id_seq to voronka_app;
grant usage on sequence expense_id_seq to voronka_app;
grant usage on sequence feedback_id_seq to voronka_app;
grant usage on sequence hand_over_rule_id_seq to voronka_app;
grant usage on sequence lead_id_seq to voronka_app;
grant usage on sequence ledger_id_seq to voronka_app;
grant usage on sequence loss_reason_id_seq to voronka_app;
grant usage on sequence migration_id_seq to voronka_app;
grant usage on sequence nps_answer_id_seq to voronka_app;
grant usage on sequence objection_id_seq to voronka_app;
grant usage on sequence pairing_id_seq to voronka_app;
grant usage on sequence pay_assignment_id_seq to voronka_app;
grant usage on sequence pay_line_id_seq to voronka_app;
grant usage on sequence pay_month_id_seq to voronka_app;
grant usage on sequence pay_scheme_id_seq to voronka_app;
grant usage on sequence pay_scheme_version_id_seq to voronka_app;
grant usage on sequence pay_sheet_id_seq to voronka_app;
grant usage on sequence payment_id_seq to voronka_app;
grant usage on sequence pipeline_id_seq to voronka_app;
grant usage on sequence plan_id_seq to voronka_app;
grant usage on sequence plan_version_id_seq to voronka_app;
grant usage on sequence position_id_seq to voronka_app;
grant usage on sequence priority_client_id_seq to voronka_app;
grant usage on sequence priority_market_id_seq to voronka_app;
grant usage on sequence procedure_id_seq to voronka_app;
grant usage on sequence product_id_seq to voronka_app;
grant usage on sequence product_line_id_seq to voronka_app;
grant usage on sequence rating_id_seq to voronka_app;
grant usage on sequence risk_id_seq to voronka_app;
grant usage on sequence script_id_seq to voronka_app;
grant usage on sequence segment_id_seq to voronka_app;
grant usage on sequence service_deadline_id_seq to voronka_app;
grant usage on sequence social_metric_id_seq to voronka_app;
grant usage on sequence source_id_seq to voronka_app;
grant usage on sequence spend_id_seq to voronka_app;
grant usage on sequence stage_id_seq to voronka_app;
grant usage on sequence status_level_id_seq to voronka_app;
grant usage on sequence survey_answer_id_seq to voronka_app;
grant usage on sequence survey_id_seq to voronka_app;
grant usage on sequence survey_invitee_id_seq to voronka_app;
grant usage on sequence swot_item_id_seq to voronka_app;
grant usage on sequence task_id_seq to voronka_app;
grant usage on sequence team_id_seq to voronka_app;
grant usage on sequence territory_id_seq to voronka_app;
grant usage on sequence thanks_id_seq to voronka_app;
grant usage on sequence ticket_id_seq to voronka_app;
