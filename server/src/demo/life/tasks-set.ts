import type { TaskRow } from '../../sales/tasks/task.fields.ts';
import type { Client } from '../clients.ts';
import type { Tale } from '../happening.ts';
import type { PersonKey } from '../people.ts';
import { Random } from '../random.ts';
import type { DemoWorld } from '../world.ts';
import { clientOf } from './telling.ts';

/** Something somebody was to do, in the story's own words. */
export interface TaskSet {
  name: string;
  title: string;
  kind: TaskRow['kind'];
  priority: TaskRow['priority'];
  by: PersonKey;
  author: PersonKey;
  client: Client | null;
  deal: string | null;
  setAt: Date;
  dueAt: Date;
  doneAt: Date | null;
  result: string | null;
  /** it comes again every week */
  weekly: boolean;
}

type Draft = readonly [kind: TaskRow['kind'], title: (client: string) => string, weight: number];

const byStage: readonly (readonly Draft[])[] = [
  [['call', (client) => `Позвонить: ${client}`, 1]],
  [
    ['call', (client) => `Уточнить потребность: ${client}`, 3],
    ['meeting', (client) => `Назначить замер: ${client}`, 1.5],
    ['other', (client) => `Проверить карточку клиента ${client}`, 1],
  ],
  [
    ['letter', (client) => `Подготовить предложение для ${client}`, 4],
    ['other', (client) => `Запросить у склада наличие для ${client}`, 1.5],
    ['presentation', (client) => `Показать решение: ${client}`, 0.8],
  ],
  [
    ['call', (client) => `Получить ответ по предложению: ${client}`, 3],
    ['meeting', (client) => `Встретиться и снять возражения: ${client}`, 2],
    ['other', (client) => `Согласовать скидку для ${client}`, 1],
  ],
  [
    ['letter', (client) => `Отправить договор: ${client}`, 3],
    ['other', (client) => `Проверить реквизиты: ${client}`, 1.5],
  ],
  [
    ['call', (client) => `Напомнить об оплате: ${client}`, 3],
    ['other', (client) => `Согласовать отгрузку для ${client}`, 2],
  ],
];

const results = [
  'Сделано, клиент ждёт следующего шага',
  'Договорились на следующую неделю',
  'Отправлено на почту',
  'Решение за клиентом',
];

/** What was to be done about a deal when it had come to a stage. */
export function* tasksOfTale(world: DemoWorld, tale: Tale, until: Date): Generator<TaskSet> {
  const random = new Random(world.seed, 'tasks', tale.name);
  const client = clientOf(tale);
  for (const { at, by, ...deed } of tale.happenings) {
    const stage = deed.kind === 'opened' ? 0 : deed.kind === 'moved' ? deed.stage : -1;
    if (stage < 0 || !random.chance(0.27)) continue;
    const [kind, title] = random.weighted(byStage[stage] ?? [], ([, , weight]) => weight);
    // papers and orders are the assistants' business
    const helper = kind === 'other' && random.chance(0.7) ? random.pick(['anna', 'yulia'] as const) : by;
    const begin = world.office.position(at);
    const due = Math.floor(begin + random.pick([1, 1, 2, 3, 5])) + random.pick([0.55, 0.99]);
    yield {
      name: `task:${tale.name}:${at.getTime()}`,
      ...{
        title: title(client.name),
        kind,
        priority: priorityOf(random),
        by: helper,
        author: by,
        client,
        deal: tale.name,
      },
      ...{
        setAt: at,
        dueAt: world.office.instant(due),
        ...doneBy(world, random, { begin, due, until }),
        weekly: false,
      },
    };
  }
}

export const routine: [PersonKey, PersonKey, string, number, number][] = [
  ['anna', 'head', 'Сверить дебиторскую задолженность', 2, 0.9],
  ['yulia', 'head', 'Обновить клиентскую базу: дубли и пустые контакты', 4, 0.8],
  ['pavel', 'deputy', 'Отчёт по воронке за неделю', 1, 0.4],
  ['ksenia', 'deputy', 'План публикаций на неделю', 1, 0.6],
  ['viktor', 'deputy', 'Сводка обращений и жалоб за неделю', 5, 0.5],
  ['head', 'director', 'Планёрка: план недели по менеджерам', 1, 0.15],
];

/** What has to be done every week; the last one is still to be done. */
export function* routineTasks(world: DemoWorld, until: Date): Generator<TaskSet> {
  const { office, seed } = world;
  for (const [by, author, title, weekday, hour] of routine) {
    const random = new Random(seed, 'routine', by);
    let before = new Date(office.instant(0).getTime() - 1000);
    for (let index = 0; before <= until; index += 1) {
      if (weekdayAt(office.day(index)) !== weekday) continue;
      const due = index + hour;
      const dueAt = office.instant(due);
      const done = doneBy(world, random, { begin: Math.max(due - 1.5, 0), due, until });
      const about = { kind: 'other', priority: 'normal', client: null, deal: null, weekly: dueAt > until } as const;
      yield { name: `task:${by}:${index}`, title, by, author, ...about, setAt: before, dueAt, ...done };
      before = dueAt;
    }
  }
}

function weekdayAt(day: string): number {
  return new Date(`${day}T12:00:00Z`).getUTCDay();
}

function priorityOf(random: Random): TaskRow['priority'] {
  return random.weighted(
    ['normal', 'high', 'low', 'urgent'] as const,
    (key) => ({ normal: 7, high: 2, low: 1, urgent: 0.6 })[key],
  );
}

interface Time {
  begin: number;
  due: number;
  until: Date;
}

/** Most are done in time, some a day or two late; what is not done yet stays open. */
function doneBy({ office }: DemoWorld, random: Random, { begin, due, until }: Time) {
  const isOnTime = random.chance(0.88);
  const done = isOnTime ? begin + (due - begin) * random.between(0.2, 0.98) : due + random.between(0.1, 3.5);
  const doneAt = office.instant(done);
  const result = random.chance(0.3) ? random.pick(results) : null;
  return doneAt <= until ? { doneAt, result } : { doneAt: null, result: null };
}
