import { type Cells, phoneOf, type Stranger } from './stranger.ts';

/** Something that counts: when (wall clock of Moscow, minutes), whose, and what. */
export interface Counted {
  month: string;
  employee: string;
  amounts: Record<string, number>;
}

type Files = Stranger['files'];

/** `dd.MM.yyyy HH:mm` as minutes of a clock that never changes; null: blank. */
function minutes(text: string | undefined): number | null {
  const [, day, month, year, hour = '0', minute = '0'] =
    /^(\d\d)\.(\d\d)\.(\d{4})(?: (\d\d):(\d\d))?$/.exec(text ?? '') ?? [];
  if (!day) return null;
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute)) / 60_000;
}

const monthAt = (at: number) => new Date(at * 60_000).toISOString().slice(0, 7);
const money = (text = '') => Number(text.replace(/[\s\u00a0]/g, '').replace(',', '.'));
const number = (text = '') => Number(text);

/** Minute by minute: those that lie within nine to six of Monday to Friday, in seconds. */
function workingSeconds(from: number, to: number): number {
  let worked = 0;
  for (let at = from; at < to; at += 1) {
    const clock = new Date(at * 60_000);
    const isDay = clock.getUTCDay() !== 0 && clock.getUTCDay() !== 6;
    if (isDay && clock.getUTCHours() >= 9 && clock.getUTCHours() < 18) worked += 1;
  }
  return worked * 60;
}

/** Everything a folder stands for, by loops over its rows. */
export function countedBy(files: Files): Counted[] {
  const all: Counted[] = [];
  const count = (at: number | null, employee: string, amounts: Counted['amounts']) => {
    if (at !== null) all.push({ month: monthAt(at), employee, amounts });
  };
  const rows = (name: string) => files[name] ?? [];

  for (const row of rows('Активности.csv')) {
    const measure = measureOf(row);
    count(minutes(row.Дата), row.Сотрудник ?? '', { [measure]: 1, talk: secondsOf(row.Длительность ?? '') });
  }
  for (const lead of rows('Лиды.csv')) {
    const came = minutes(lead.Поступил) ?? 0;
    const mine = lead.Менеджер ?? '';
    const closed = minutes(lead.Закрыт);
    const isDeal = lead.Статус === 'Сделка';
    const qualified = minutes(lead.Квалифицирован) ?? (isDeal ? closed : null);
    const answers = [minutes(lead['Первый ответ']), qualified, isDeal ? closed : null].map((at) => ({ at, who: mine }));
    for (const row of rows('Активности.csv')) {
      const at = minutes(row.Дата) ?? 0;
      if (row.Лид === lead['№'] && measureOf(row) !== 'callsIn' && at >= came)
        answers.push({ at, who: row.Сотрудник ?? '' });
    }
    let first: { at: number; who: string } | null = null;
    for (const { at, who } of answers) if (at !== null && (first === null || at < first.at)) first = { at, who };
    count(came, mine, { leads: 1 });
    if (first) count(first.at, first.who, { answers: 1, response: workingSeconds(came, first.at) });
    if (first === null || first.at > came + 60) count(came + 60, mine, { late: 1 });
    count(qualified, mine, { qualified: 1 });
    if (lead.Статус === 'Брак') count(closed, mine, { rejected: 1 });
    if (isDeal && closed !== null) count(closed, mine, { converted: 1, conversion: (closed - came) * 60 });
  }
  for (const task of rows('Задачи.csv')) {
    const [due, done] = [minutes(task.Срок), minutes(task.Выполнена)];
    count(due, task.Исполнитель ?? '', { due: 1, onTime: done !== null && due !== null && done <= due ? 1 : 0 });
  }
  for (const ticket of rows('Обращения.csv')) {
    const mine = ticket.Ответственный ?? '';
    const came = minutes(ticket.Поступило) ?? 0;
    const resolved = minutes(ticket.Решено);
    const answered = minutes(ticket.Ответили) ?? resolved;
    count(came, mine, { [ticket.Вид === 'Жалоба' ? 'complaints' : 'requests']: 1 });
    if (answered !== null) count(answered, mine, { answers: 1, response: workingSeconds(came, answered) });
    if (answered === null || answered > came + 60) count(came + 60, mine, { late: 1 });
    if (resolved !== null) count(resolved, mine, { resolved: 1, resolution: (resolved - came) * 60 });
  }
  for (const row of rows('Оценки.csv')) {
    const score = number(row.Оценка);
    const ticket = rows('Обращения.csv').find((each) => each.Номер === row.Обращение);
    if (row.Опрос === 'CSAT') count(minutes(row.Дата), ticket?.Ответственный ?? '', { ratings: 1, ratingSum: score });
    else count(minutes(row.Дата), '', { nps: 1, promoters: score > 8 ? 1 : 0, detractors: score < 7 ? 1 : 0 });
  }
  for (const row of rows('Расходы.csv')) count(minutes(row.Дата), '', { spent: money(row['Сумма, руб.']) });
  for (const deal of rows('Сделки.csv')) {
    if (deal.Итог === 'Успех')
      count(minutes(deal.Закрыта), deal.Менеджер ?? '', { won: 1, revenue: money(deal.Сумма) });
  }
  return all;
}

function measureOf({ Тип: kind = '' }: Cells): string {
  const measures = { входящий: 'callsIn', исходящий: 'callsOut', встреча: 'meetings', письмо: 'emails' };
  const others = { сообщение: 'messages', презентация: 'presentations' };
  return { ...measures, ...others }[kind.toLowerCase()] ?? 'none';
}

function secondsOf(text: string): number {
  let seconds = 0;
  for (const part of text.split(':')) seconds = seconds * 60 + Number(part);
  return seconds;
}

const ratio = (above: number, below: number): number | null => (below > 0 ? above / below : null);

/** What the figures come to over some of what counts; null: nothing to divide by, or nothing known. */
export function figuresBy(counted: readonly Counted[]): Record<string, number | null> {
  const sums: Record<string, number> = {};
  for (const { amounts } of counted) {
    for (const [name, amount] of Object.entries(amounts)) sums[name] = (sums[name] ?? 0) + amount;
  }
  const sum = (name: string) => sums[name] ?? 0;
  return {
    ...{ leads: sum('leads'), qualifiedLeads: sum('qualified'), convertedLeads: sum('converted') },
    ...{ lateAnswers: sum('late'), responseTime: ratio(sum('response'), sum('answers')) },
    leadConversion: ratio(sum('converted'), sum('converted') + sum('rejected')),
    conversionTime: ratio(sum('conversion'), sum('converted')),
    ...{ callsIn: sum('callsIn'), callsOut: sum('callsOut'), calls: sum('callsIn') + sum('callsOut') },
    ...{ meetings: sum('meetings'), emails: sum('emails'), messages: sum('messages') },
    ...{ presentations: sum('presentations'), talkTime: sum('talk') },
    taskCompletion: ratio(sum('onTime'), sum('due')),
    ...{ requests: sum('requests'), complaints: sum('complaints') },
    resolutionTime: ratio(sum('resolution'), sum('resolved')),
    satisfaction: ratio(sum('ratingSum'), sum('ratings')),
    nps: sum('nps') > 0 ? ((sum('promoters') - sum('detractors')) / sum('nps')) * 100 : null,
    ...{ sellingExpenses: sum('spent'), wonDeals: sum('won'), revenue: sum('revenue') },
  };
}

/** The phones clients are kept with, in order. */
export function phonesKept(files: Files): string[] {
  return (files['Клиенты.csv'] ?? []).map((_, i) => phoneOf(i + 1));
}
