import { fenced } from '../access/fence.ts';
import type { Context } from '../context.ts';
import { minorDigits } from '../lib/money.ts';
import { type Fragment, sql } from '../lib/sql.ts';
import { contactFence } from '../sales/contacts/contact.rules.ts';
import type { Column, Export, Locale } from './export.ts';

const column = (ru: string, en: string, type: string, field: string, value: Fragment): Column => ({
  title: { ru, en },
  of: [type, field],
  value,
});

const clients: Export = {
  name: 'clients',
  action: 'exportClients',
  subject: 'Client',
  from: sql`client t left join segment s on s.id = t.segment_id left join territory r on r.id = t.territory_id
    left join source c on c.id = t.source_id left join employee e on e.id = t.owner_id`,
  columns: () => [
    column('№', 'id', 'Client', 'id', sql`t.id`),
    column('Клиент', 'client', 'Client', 'name', sql`t.name`),
    column('Сегмент', 'segment', 'Client', 'segment', sql`s.name`),
    column('Территория', 'territory', 'Client', 'territory', sql`r.name`),
    column('Источник', 'source', 'Client', 'source', sql`c.name`),
    column('Ответственный', 'owner', 'Client', 'owner', sql`e.name`),
  ],
};

const deals: Export = {
  name: 'deals',
  action: 'exportDeals',
  subject: 'Deal',
  from: sql`deal t left join client k on k.id = t.client_id left join employee e on e.id = t.owner_id
    left join stage s on s.id = t.stage_id left join pipeline p on p.id = t.pipeline_id`,
  columns: (ctx, locale) => [
    column('№', 'id', 'Deal', 'id', sql`t.id`),
    column('Сделка', 'deal', 'Deal', 'title', sql`t.title`),
    column('Состояние', 'status', 'Deal', 'status', status(locale)),
    column(
      `Сумма, ${ctx.settings.currency}`,
      `amount, ${ctx.settings.currency}`,
      'Deal',
      'amount',
      money(ctx, locale, sql`t.amount`),
    ),
    column('Клиент', 'client', 'Deal', 'client', sql`k.name`),
    column('Ответственный', 'owner', 'Deal', 'owner', sql`e.name`),
    column('Воронка', 'pipeline', 'Deal', 'pipeline', sql`p.name`),
    column('Этап', 'stage', 'Deal', 'stage', sql`s.name`),
    column('Открыта', 'opened', 'Deal', 'openedAt', local(ctx, sql`t.opened_at`)),
    column('Закрыта', 'closed', 'Deal', 'closedAt', local(ctx, sql`t.closed_at`)),
    column('Причина потери', 'loss reason', 'Deal', 'lossReason', sql`t.loss_reason`),
    column('Внешний номер', 'external id', 'Deal', 'externalId', sql`t.external_id`),
  ],
};

const contacts: Export = {
  name: 'contacts',
  action: 'exportContacts',
  subject: 'Contact',
  // nobody's own work needs that many at once
  alarming: 1000,
  enter: (ctx, work) => fenced(ctx.database.app, ctx, { fence: contactFence }, work),
  from: sql`contact t join client k on k.id = t.client_id`,
  columns: (ctx, locale) => [
    column('№', 'id', 'Contact', 'id', sql`t.id`),
    column('Контакт', 'contact', 'Contact', 'name', sql`t.name`),
    column('Должность', 'position', 'Contact', 'position', sql`t.position`),
    column('ЛПР', 'decision maker', 'Contact', 'decisionMaker', yesNo(locale)),
    column('Телефон', 'phone', 'Contact', 'phone', sql`t.phone`),
    column('Почта', 'e-mail', 'Contact', 'email', sql`t.email`),
    column('Клиент', 'client', 'Contact', 'client', sql`k.name`),
    column('До', 'until', 'Contact', 'endedAt', local(ctx, sql`t.ended_at`)),
  ],
};

/** Everything that can be taken along. */
export const exportCatalogue: ReadonlyMap<string, Export> = new Map([clients, deals, contacts].map((e) => [e.name, e]));

function status(locale: Locale): Fragment {
  return locale === 'ru'
    ? sql`case t.status when 'open' then 'в работе' when 'won' then 'выиграна' else 'потеряна' end`
    : sql`t.status::text`;
}

function yesNo(locale: Locale): Fragment {
  return locale === 'ru'
    ? sql`case when t.decision_maker then 'да' else 'нет' end`
    : sql`case when t.decision_maker then 'yes' else 'no' end`;
}

/** In major units, with the sign that spreadsheets of the language expect before the decimals. */
function money(ctx: Context, locale: Locale, minor: Fragment): Fragment {
  const digits = minorDigits(ctx.settings.currency);
  return sql`replace(round(${minor} / power(10::numeric, ${digits}::int), ${digits}::int)::text, '.', ${locale === 'ru' ? ',' : '.'})`;
}

/** As the department's clocks showed it, in a form that spreadsheets of any language read. */
function local(ctx: Context, instant: Fragment): Fragment {
  return sql`to_char(${instant} at time zone ${ctx.settings.timeZone}::text, 'YYYY-MM-DD HH24:MI')`;
}
