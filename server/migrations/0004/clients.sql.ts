/** What a client is told by: its details, what is kept of its life, where it has belonged, and what duplicates are found by. */

/**
 * Names are compared without the form of the company, quotes, points and the order of words: «ООО "Ромашка"» is «Ромашка, ООО», «Иванов Пётр»
 * is «Петр Иванов». A name that is nothing else is compared as it stands.
 */
const nameKey = `
create function client_name_key(name text) returns text language sql immutable parallel safe as $$
  select coalesce(
    (select string_agg(word, ' ' order by word collate "C") from regexp_split_to_table(short, ' ') as word
      where word <> '' and word <> all ('{ооо,оао,зао,пао,нао,ао,ип,чп,тоо,гк,тд,llc,ltd,inc,gmbh,corp,co}'::text[])),
    btrim(plain), '')
  from (select regexp_replace(lower(translate(name, 'Ёё', 'Ее') collate "und-x-icu"), '[^[:alnum:]]+', ' ', 'g') as plain) as folded,
    lateral (select regexp_replace(plain, 'общество с ограниченной ответственностью|(публичное |непубличное |закрытое |открытое )?акционерное общество|индивидуальный предприниматель|торговый дом|группа компаний', ' ', 'g') as short) as shortened
$$;
comment on function client_name_key(text) is 'What names are compared by when duplicates are looked for';
`;

const columns = `
alter table client
  add column kind text not null default 'company' check (kind in ('company', 'person')),
  add column inn text check (inn ~ '^([0-9]{10}|[0-9]{12})$'),
  add column phone text check (phone ~ '^\\+[0-9]{7,15}$'),
  add column email text check (email = lower(email) and email like '%_@_%'),
  add column site text check (site <> ''),
  add column note text check (note <> ''),
  add column parent_id bigint references client check (parent_id <> id),
  add column merged_into_id bigint references client check (merged_into_id <> id),
  add column name_key text generated always as (client_name_key(name)) stored,
  add column added_at timestamptz,
  add column first_purchase_at timestamptz,
  add column last_purchase_at timestamptz,
  add column active_until timestamptz,
  add column lost_from timestamptz,
  add column last_contact_at timestamptz,
  add check (merged_into_id is null or ended_at is not null);
create index client_name_key on client (name_key);
create index client_inn on client (inn) where inn is not null;
create index client_phone on client (phone) where phone is not null;
create index client_email on client (email) where email is not null;
create index client_parent on client (parent_id) where parent_id is not null;
create index client_merged_into on client (merged_into_id) where merged_into_id is not null;
create index client_segment on client (segment_id);
comment on column client.active_until is 'when the activity window of its purchases lapses, or has lapsed';
comment on column client.lost_from is 'from when it counts as lost: twice the window after the last purchase';
alter table segment add column contact_every_days integer check (contact_every_days between 1 and 3650);
update client c set added_at = n.at from (select client_id, min(recorded_at) as at from ledger where kind = 'client_added' group by client_id) n
  where n.client_id = c.id;
`;

/**
 * What a client's entries are projected from, beside its deals and activities: where and whose it was from when, and which windows were in
 * force. The first place of a client that was never moved is where it is; so the place before the first move is kept by the database itself.
 */
const history = `
create table client_place (
  client_id bigint not null references client,
  id bigint not null default nextval('deal_fact_id_seq'),
  at timestamptz not null,
  segment_id bigint references segment,
  territory_id bigint references territory,
  source_id bigint references source,
  owner_id bigint references employee,
  team_id bigint references team,
  department_id bigint references department,
  primary key (client_id, id)
);
comment on table client_place is 'Where and whose a client has been from when; ids order them among the facts of deals';
create function keep_first_place() returns trigger language plpgsql as $$
begin
  if not exists (select from client_place p where p.client_id = old.id) then
    insert into client_place (client_id, at, segment_id, territory_id, source_id, owner_id, team_id, department_id)
    select old.id, '1970-01-01T00:00:00Z', old.segment_id, old.territory_id, old.source_id, old.owner_id, e.team_id, t.department_id
    from (select old.owner_id as id) o left join employee e on e.id = o.id left join team t on t.id = e.team_id;
  end if;
  return new;
end $$;
create trigger client_first_place before update on client for each row
  when ((new.segment_id, new.territory_id, new.source_id, new.owner_id)
    is distinct from (old.segment_id, old.territory_id, old.source_id, old.owner_id))
  execute function keep_first_place();

create table activity_window (
  since timestamptz primary key,
  days integer not null check (days > 0)
);
comment on table activity_window is 'The activity window as it was from when; none: it has always been that of the settings';

create table segment_care (
  segment_id bigint not null references segment,
  since timestamptz not null,
  days integer,
  primary key (segment_id, since)
);
comment on table segment_care is 'How often clients of a group had to be contacted from when; null or none: no matter how often';

create table client_to_settle (client_id bigint not null references client);
create index client_to_settle_client on client_to_settle (client_id);
comment on table client_to_settle is 'Clients whose entries have not caught up with what was written in bulk';
insert into client_to_settle
  select distinct d.client_id from deal_fact f join deal d on d.id = f.deal_id where f.kind = 'won' and d.client_id is not null;
`;

/** A client's purchases, and everything that happened with it, newest first. */
const indexes = `
create index ledger_purchase on ledger (client_id) where won is not null or revenue is not null;
create index ledger_client on ledger (client_id, effective_at, id) where event and client_id is not null;
`;

const grants = `
grant select, insert on client_place, activity_window, segment_care to voronka_app;
grant update on activity_window, segment_care to voronka_app;
grant select, insert, delete on client_to_settle to voronka_app;
`;

export const clients = [nameKey, columns, history, indexes, grants].join('');
