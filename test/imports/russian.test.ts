import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, startDesk, windows1251 } from './desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

const mapping = {
  department: { name: 'Карпов и Партнёры', timeZone: 'Europe/Moscow', currency: 'RUB' },
  defaults: { formats: ['dd.MM.yyyy HH:mm', 'dd.MM.yyyy'], decimal: 'comma' },
  pipelines: [{ name: 'Продажи', stages: ['Новая', 'Переговоры', 'Договор'] }],
  files: [
    {
      file: 'клиенты.csv',
      makes: [
        {
          noun: 'client',
          externalId: 'Код',
          name: 'Название',
          territory: { column: 'Город', create: true },
          segment: { column: 'Группа', create: true },
        },
      ],
    },
    {
      file: 'сделки-*.csv',
      makes: [
        {
          noun: 'deal',
          externalId: { template: 'crm-{Номер}' },
          title: 'Тема',
          client: { column: 'Код клиента', by: 'externalId' },
          owner: { column: 'Менеджер', create: true },
          channel: { column: 'Канал', create: true, aliases: { опт: 'Дилер' }, ignoreCase: true },
          stages: [
            { stage: 'Новая', at: 'Создана' },
            { stage: 'Переговоры', at: 'Переговоры с' },
            { stage: 'Договор', at: 'Договор с' },
          ],
          status: {
            column: 'Итог',
            ignoreCase: true,
            blank: { constant: 'в работе' },
            values: { 'В работе': { status: 'open' }, Успех: { status: 'won' }, Отказ: { status: 'lost' } },
          },
          closedAt: 'Закрыта',
          lossReason: 'Причина',
          amount: 'Сумма',
        },
      ],
    },
  ],
};

test('a Russian office export: Windows-1251, semicolons, decimal commas, days first, a column per stage', async () => {
  const clients = ['Код;Название;Город;Группа', '001;"ООО ""Ромашка"";";Москва;Розница', '002;ИП Королёв;Тверь;Опт'];
  const deals = [
    'Номер;Тема;Код клиента;Менеджер;Канал;Создана;Переговоры с;Договор с;Итог;Закрыта;Причина;Сумма',
    '1;Кровати в отель;001;Ольга Ёлкина;ОПТ;01.02.2026 10:15;03.02.2026 09:00;10.02.2026;Успех;12.02.2026 18:30;;1\u00a0234\u00a0567,50 р.',
    '2;Шкафы;002;Иван;Розница;05.02.2026;;06.02.2026;отказ;07.02.2026;Дорого;15 000,00',
    '3;Столы;002;Иван;;28.02.2026 23:30;;;;;;',
  ];
  desk.put({
    'клиенты.csv': windows1251(clients.join('\r\n')),
    'сделки-2026.csv': windows1251(`${deals.join('\r\n')}\r\n`),
  });
  const summary = await desk.import(mapping);
  expect(summary.refused).toEqual([]);
  expect(summary.files.map((f) => `${f.file} ${f.encoding} ${f.delimiter}`)).toEqual([
    'клиенты.csv windows-1251 ;',
    'сделки-2026.csv windows-1251 ;',
  ]);
  expect(summary.counts.deal).toMatchObject({ added: 3 });
  const found =
    await desk.rows(`select d.external_id, d.title, c.name as client, e.name as owner, ch.name as channel, s.name as stage,
      d.status, d.amount, d.loss_reason, d.opened_at, d.closed_at
    from deal d join client c on c.id = d.client_id join employee e on e.id = d.owner_id left join channel ch on ch.id = d.channel_id
    join stage s on s.id = d.stage_id order by d.external_id`);
  expect(found).toEqual([
    {
      external_id: 'crm-1',
      title: 'Кровати в отель',
      client: 'ООО "Ромашка";',
      owner: 'Ольга Ёлкина',
      channel: 'Дилер',
      stage: 'Договор',
      status: 'won',
      amount: '123456750',
      loss_reason: null,
      opened_at: new Date('2026-02-01T10:15:00+03:00'),
      closed_at: new Date('2026-02-12T18:30:00+03:00'),
    },
    expect.objectContaining({
      external_id: 'crm-2',
      stage: 'Договор',
      status: 'lost',
      amount: '1500000',
      loss_reason: 'Дорого',
    }),
    expect.objectContaining({ external_id: 'crm-3', stage: 'Новая', status: 'open', amount: null, channel: null }),
  ]);
});

test('the way through the stages is kept with its dates', async () => {
  const moves =
    await desk.rows(`select d.external_id, f.kind, f.effective_at, s.name from deal_fact f join deal d on d.id = f.deal_id
    left join stage s on s.id = (f.data ->> 'stageId')::bigint order by d.external_id, f.id`);
  expect(moves.map((m) => `${m.external_id} ${m.kind} ${m.name} ${(m.effective_at as Date).toISOString()}`)).toEqual([
    'crm-1 opened Новая 2026-02-01T07:15:00.000Z',
    'crm-1 moved Переговоры 2026-02-03T06:00:00.000Z',
    'crm-1 moved Договор 2026-02-09T21:00:00.000Z',
    'crm-1 won null 2026-02-12T15:30:00.000Z',
    'crm-2 opened Новая 2026-02-04T21:00:00.000Z',
    'crm-2 moved Договор 2026-02-05T21:00:00.000Z',
    'crm-2 lost null 2026-02-06T21:00:00.000Z',
    'crm-3 opened Новая 2026-02-28T20:30:00.000Z',
  ]);
});

test('an entry falls on the day of the department, its territory and segment on those of the client', async () => {
  const rows =
    await desk.rows(`select e.day, t.name as territory, s.name as segment from ledger e join deal d on d.id = e.deal_id
    join territory t on t.id = e.territory_id join segment s on s.id = e.segment_id where d.external_id = 'crm-3'`);
  expect(rows).toEqual([{ day: '2026-02-28', territory: 'Тверь', segment: 'Опт' }]);
  expect(await desk.findings()).toEqual([]);
});
