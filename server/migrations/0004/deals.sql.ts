import { record } from './record.sql.ts';

/** Deals to full depth: stages that ask for something, reasons of losses, other currencies, expectations, next steps, papers and payments. */
const stages = `
alter table pipeline add column listed_loss_reasons boolean not null default false;
comment on column pipeline.listed_loss_reasons is 'a deal is lost only for a reason of the list';
alter table stage
  add column rotting_days integer check (rotting_days > 0),
  add column required_fields text[] not null default '{}',
  add column strict boolean not null default false;
comment on column stage.strict is 'a deal leaves it forward, or is won from it, only with its checklist complete';
${record('loss_reason', "name text not null check (name <> '')")}
create unique index loss_reason_name on loss_reason (lower(name collate "und-x-icu")) where ended_at is null;
`;

const currencies = `
${record('currency_rate', "currency text not null check (currency ~ '^[A-Z]{3}$'), day date not null, rate numeric not null check (rate > 0)")}
create unique index currency_rate_day on currency_rate (currency, day desc);
`;

/** What facts of a deal say and its row did not hold yet; databases from before fill it when they are first started. */
const depth = `
alter type deal_fact_kind add value 'contacted';
alter table deal
  add column loss_reason_id bigint references loss_reason,
  add column first_contact_at timestamptz,
  add column first_expected_close_at timestamptz,
  add column slips integer not null default 0,
  add column next_step text,
  add column next_step_at timestamptz,
  add column currency text,
  add column rate numeric,
  add column currency_amount bigint check (currency_amount >= 0),
  add constraint deal_currency check ((currency is null) = (rate is null) and (currency is not null or currency_amount is null));
alter table deal_line add column currency_price bigint check (currency_price >= 0);
alter table product add column max_discount numeric(7, 6) check (max_discount between 0 and 1);
create index deal_next_step on deal (next_step_at) where status = 'open' and next_step_at is not null;
create index deal_expected on deal (expected_close_at) where status = 'open';
create table projection (name text primary key, version integer not null);
comment on table projection is 'in which form the entries of a noun stand in the ledger: an older one is brought up when the server starts';
grant select on projection to voronka_app;
`;

/** Whether a contact of a client is known, for whoever works on its deals: what the contact says stays behind its fence. */
const contacts = `
create function client_has_contact(client bigint, deciding boolean) returns boolean language plpgsql as $$
declare
  kept text := coalesce(current_setting('voronka.contact_read', true), '');
  found boolean;
begin
  perform set_config('voronka.contact_read', '[{}]', true);
  select exists (select from contact c where c.client_id = client and c.ended_at is null and (c.decision_maker or not deciding)) into found;
  perform set_config('voronka.contact_read', kept, true);
  return found;
end $$;
grant execute on function client_has_contact(bigint, boolean) to voronka_app;
`;

const people = `client_id bigint references client,
  employee_id bigint references employee,
  team_id bigint references team,
  department_id bigint references department`;

const papers = `
${record(
  'document',
  `kind text not null check (kind in ('proposal', 'contract', 'invoice', 'act')),
  number text,
  deal_id bigint references deal,
  ${people},
  due_at timestamptz,
  issued_at timestamptz,
  pay_by timestamptz,
  amount bigint check (amount >= 0),
  paid bigint not null default 0,
  settled boolean not null default false,
  note text,
  url text check (url ~ '^https?://')`,
)}
create index document_of_deal on document (deal_id) where deal_id is not null;
create index document_of_client on document (client_id) where client_id is not null;
create index document_of_employee on document (employee_id, due_at);
create index document_waiting on document (due_at) where issued_at is null and ended_at is null;
create index document_unpaid on document (pay_by, id) where kind = 'invoice' and not settled and ended_at is null and issued_at is not null;
${record(
  'payment',
  `document_id bigint not null references document,
  deal_id bigint references deal,
  ${people},
  at timestamptz not null,
  amount bigint not null check (amount > 0),
  advance boolean not null default false,
  note text`,
)}
create index payment_of_document on payment (document_id);
create index payment_of_client on payment (client_id) where client_id is not null;
create index payment_of_employee on payment (employee_id, at);
`;

export const deals = `${stages}${currencies}${depth}${contacts}${papers}`;
