/** Rows of a file by their headings, as a stranger filled them in. */
export type Cells = Record<string, string>;

/** A folder of a stranger's CRM: its files by name, and the rows that nobody can take. */
export interface Stranger {
  files: Record<string, Cells[]>;
  /** rows that are to be refused, with the column and what is said of it */
  bad: { file: string; cells: Cells; column: string; reason: RegExp }[];
}

const people = ['Ольга Ёлкина', 'Иван Петров', 'Анна Седых'];
/** the same number in ten ways */
const phones = [
  (n: string) => `+7${n}`,
  (n: string) => `8${n}`,
  (n: string) => n,
  (n: string) => `8 (${n.slice(0, 3)}) ${n.slice(3, 6)}-${n.slice(6, 8)}-${n.slice(8)}`,
  (n: string) => `+7 ${n.slice(0, 3)} ${n.slice(3, 6)} ${n.slice(6, 8)} ${n.slice(8)}`,
  (n: string) => `7-${n.slice(0, 3)}-${n.slice(3, 6)}-${n.slice(6)}`,
  (n: string) => `тел. 8-${n.slice(0, 3)}-${n.slice(3)}`,
  (n: string) => `(${n.slice(0, 3)})${n.slice(3)}`,
  (n: string) => `8${n} доб. 12`,
  (n: string) => `'8.${n.slice(0, 3)}.${n.slice(3, 6)}.${n.slice(6)}; 8 495 000-00-00`,
];

/** The INN of a company with these nine digits. */
export function innOf(nine: string): string {
  const weights = [2, 4, 10, 3, 5, 9, 4, 6, 8];
  const sum = weights.reduce((total, weight, i) => total + weight * Number(nine[i]), 0);
  return `${nine}${(sum % 11) % 10}`;
}

/** How a client's phone is kept. */
export const phoneOf = (client: number) => `+7916555${String(1000 + client)}`;

const day = (n: number) => {
  // the working days of September and October 2023: no holidays in them
  const at = new Date(Date.UTC(2023, 8, 1));
  for (let left = n % 40; left > 0 || at.getUTCDay() % 6 === 0; ) {
    at.setUTCDate(at.getUTCDate() + 1);
    if (at.getUTCDay() % 6 !== 0) left -= 1;
  }
  const two = (part: number) => String(part).padStart(2, '0');
  return `${two(at.getUTCDate())}.${two(at.getUTCMonth() + 1)}.${at.getUTCFullYear()}`;
};
const time = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** Makes the folder: the same one every time. Everything happens from ten to five of working days, so that time can be counted by subtracting. */
export function strangersFolder(): Stranger {
  let seed = 20_260;
  const roll = (sides: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * sides);
  };
  const pick = <Item>(items: readonly Item[]): Item => items[roll(items.length)] as Item;
  const at = (n: number, minutes: number) => `${day(n)} ${time(600 + minutes)}`;
  const list = (count: number, make: (i: number) => Cells) => Array.from({ length: count }, (_, i) => make(i + 1));
  const code = () => String(1 + roll(20)).padStart(3, '0');

  const files: Stranger['files'] = {
    'Сотрудники.csv': people.map((name, i) => ({
      ...{ Логин: `u${i}`, ФИО: name, Должность: 'Менеджер', Подразделение: 'Отдел продаж' },
      Группа: i < 2 ? 'Охотники' : 'Фермеры',
    })),
    'Кампании.csv': [
      ['Осенний контекст', 'Яндекс', 'Контекст', '01.09.2023', '', '150 000,00 р.', 'Иван Петров'],
      ['Письма старым', 'Рассылка', 'Рассылка', '04.09.2023', '31.10.2023', '', ''],
    ].map(([name, source, kind, from, to, budget, owner]) => ({
      ...{ Кампания: name ?? '', Источник: source ?? '', Вид: kind ?? '', Начало: from ?? '', Конец: to ?? '' },
      ...{ Бюджет: budget ?? '', Ответственный: owner ?? '' },
    })),
    'Расходы.csv': list(12, (i) => ({
      ...{ Дата: day(i * 3), Кампания: i % 3 === 0 ? 'Письма старым' : 'Осенний контекст' },
      ...{
        Статья: i % 4 === 0 ? 'Подрядчик' : pick(['Размещение', '']),
        'Сумма, руб.': `${1 + i}\u00a0${100 + roll(900)},5`,
      },
    })),
    'Клиенты.csv': list(20, (i) => ({
      ...{ Код: String(i).padStart(3, '0'), Название: `ООО «Клиент ${i}»`, Тип: pick(['Юр. лицо', '']) },
      ...{ ИНН: i % 3 === 0 ? '-' : innOf(`77${String(1_000_000 + i * 37)}`) },
      ...{ Телефон: phones[i % phones.length]?.(phoneOf(i).slice(2)) ?? '', Почта: i % 2 ? `Info${i}@Firm.RU` : 'нет' },
      ...{ Группа: pick(['Розница', 'Опт', '']), Город: pick(['Москва', 'Тверь', '']) },
      ...{
        Менеджер: pick([...people, 'не назначен', '']),
        Примечание: i === 4 ? 'просил "не звонить"; пишет сам' : '',
      },
    })),
    'Контакты.csv': list(25, (i) => ({
      ...{
        ID: `c${i}`,
        'Код клиента': String(1 + (i % 20)).padStart(3, '0'),
        ФИО: `Контакт ${i}`,
        Должность: 'Закупщик',
      },
      ...{ ЛПР: ['да', 'Нет', ''][i % 3] ?? '', Телефон: i % 4 ? `8 (903) 111-22-${10 + i}` : '', 'E-mail': '' },
    })),
    'Сделки.csv': list(16, (i) => {
      const status = ['Успех', 'Отказ', '', 'Успех'][i % 4] ?? '';
      return {
        ...{ Номер: `D-${i}`, 'Код клиента': code(), Менеджер: pick(people), Создана: at(i + 10, 0), Итог: status },
        ...{ Закрыта: status ? at(i + 12, 60) : '', Сумма: `${10 + i} 000,00` },
      };
    }),
    'Лиды.csv': list(40, (i) => {
      const status = i <= 12 ? 'Сделка' : pick(['Брак', 'В работе', 'В работе']);
      const came = roll(200);
      const replied = roll(4) > 0 ? came + 1 + roll(90) : null;
      const decided = 300 + roll(100);
      return {
        ...{ '№': String(1000 + i), Поступил: at(i, came), Имя: i % 7 ? `Лид ${i}` : '', Компания: '' },
        ...{ Телефон: phones[i % phones.length]?.(`9031230${String(100 + i)}`) ?? '', Запрос: 'Нужна цена' },
        ...{
          Источник: pick(['Яндекс', 'Звонок']),
          Кампания: pick(['Осенний контекст', '']),
          Менеджер: pick([...people, '']),
        },
        ...{ 'Первый ответ': replied === null ? '' : at(i, replied), Квалифицирован: roll(3) === 0 ? at(i, 250) : '' },
        ...{
          Статус: status,
          Закрыт: status === 'В работе' ? '' : at(i, decided),
          Сделка: status === 'Сделка' ? `D-${i}` : '',
        },
        Причина: status === 'Брак' ? pick(['Спам', 'Дорого', 'Не дозвонились']) : '',
      };
    }),
    'Активности.csv': list(100, (i) => {
      const kind = pick(['Входящий', 'исходящий', 'ИСХОДЯЩИЙ', 'Встреча', 'Письмо', 'Сообщение', 'Презентация']);
      const isCall = /дящий/i.test(kind);
      const contact = roll(25) + 1;
      const isOfContact = roll(4) === 0;
      return {
        ...{
          Дата: at(roll(40), roll(400)),
          Тип: kind,
          Сотрудник: pick([...people, '']),
          Канал: pick(['Телефон', 'WhatsApp', '']),
        },
        'Код клиента': isOfContact ? String(1 + (contact % 20)).padStart(3, '0') : roll(5) > 0 ? code() : '',
        ...{ Лид: roll(6) === 0 ? String(1013 + roll(28)) : '', 'ID контакта': isOfContact ? `c${contact}` : '' },
        Длительность: isCall ? pick(['00:03:25', '12:05', '45', '']) : '',
        ...{
          Результат: isCall ? pick(['Дозвон', 'Нет ответа', '']) : '',
          Комментарий: i % 10 ? '' : 'перезвонить; срочно',
        },
      };
    }),
    'Задачи.csv': list(30, (i) => ({
      ...{ Номер: `Z${i}`, Задача: `Позвонить ${i}`, Исполнитель: pick(people), 'Код клиента': roll(2) ? code() : '' },
      ...{ Срок: at(i, 300), Выполнена: pick([at(i, 200), at(i, 400), '']), Срочно: pick(['да', 'нет', '']) },
    })),
    'Обращения.csv': list(24, (i) => {
      const answered = roll(5) > 0 ? 10 + roll(100) : null;
      const resolved = roll(3) > 0 ? 130 + roll(200) : null;
      return {
        ...{ Номер: String(i), Вид: pick(['Жалоба', 'Вопрос']), Тема: `Тема ${i}`, 'Код клиента': code() },
        ...{ Ответственный: pick(people), Поступило: at(i, 5), Ответили: answered === null ? '' : at(i, answered) },
        ...{
          Решено: resolved === null ? '' : at(i + 1, resolved),
          Итог: resolved === null ? '' : pick(['Решено', 'Разъяснено', '']),
        },
      };
    }),
    'Оценки.csv': list(30, (i) => ({
      ...{
        Опрос: i % 2 ? 'CSAT' : 'NPS',
        Обращение: i % 2 ? String(1 + roll(24)) : '',
        'Код клиента': i % 2 ? '' : code(),
      },
      ...{ Дата: at(i, 0), Оценка: String(i % 2 ? 1 + roll(5) : roll(11)), Отзыв: '' },
    })),
    'Планы.csv': [
      ['Выручка', 'Месяц', '09', 'Охотники', '', '80 000', '100 000,50', '150 000'],
      ['Выручка', 'Месяц', '10', '', 'Анна Седых', '', '50 000', ''],
      ['Звонки', 'Месяц', '09', '', 'Иван Петров', '5', '12', '20'],
      ['Встречи', 'Квартал', '10', '', '', '', '30', ''],
    ].map(([kpi, grain, month, team, employee, minimum, optimal, maximum]) => ({
      ...{ Показатель: kpi ?? '', Период: grain ?? '', Месяц: month ?? '', Год: '2023', Группа: team ?? '' },
      ...{ Сотрудник: employee ?? '', Минимум: minimum ?? '', Оптимум: optimal ?? '', Максимум: maximum ?? '' },
    })),
  };
  return { files, bad: badRows(files) };
}

/** Rows like the others, each with one fault. */
function badRows(files: Stranger['files']): Stranger['bad'] {
  const faults: [file: string, column: string, value: string, reason: RegExp, more?: Cells][] = [
    ['Клиенты.csv', 'ИНН', '7701000378', /ИНН/, { Код: '901' }],
    ['Клиенты.csv', 'Телефон', 'спросить у Оли', /phone number/, { Код: '902' }],
    ['Контакты.csv', 'Код клиента', '777', /no such client/, { ID: 'c900' }],
    ['Контакты.csv', 'ЛПР', 'может быть', /expected one of/, { ID: 'c901' }],
    ['Лиды.csv', 'Первый ответ', '31.08.2023 10:00', /not before it arrived/, { '№': '1900' }],
    ['Лиды.csv', 'Сделка', 'D-777', /no such deal/, { '№': '1901' }],
    ['Лиды.csv', 'Поступил', '30.02.2023', /expected a date/, { '№': '1902' }],
    ['Активности.csv', 'Лид', '7777', /no such lead/],
    ['Активности.csv', 'Длительность', '1:2:3:4', /number/],
    ['Задачи.csv', 'Срок', '', /must not be blank/, { Номер: 'Z900' }],
    ['Обращения.csv', 'Решено', '01.08.2023', /not before/, { Номер: '900' }],
    ['Оценки.csv', 'Оценка', '7', /from 1 to 5/],
    ['Расходы.csv', 'Сумма, руб.', '-5', /0 or more/],
    ['Планы.csv', 'Минимум', '900 000', /minimum ≤ optimal/, { Год: '2024' }],
  ];
  return faults.map(([file, column, value, reason, more = {}]) => {
    const [like] = files[file] ?? [];
    return { file, cells: { ...like, ...more, [column]: value }, column, reason };
  });
}

/** A file as the office saves it: semicolons, quotes where they are needed, lines of Windows. */
export function saved(rows: readonly Cells[]): string {
  const quoted = (cell: string) => (/[;"\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const head = Object.keys(rows[0] ?? {});
  return [head, ...rows.map((row) => head.map((name) => row[name] ?? ''))]
    .map((cells) => `${cells.map(quoted).join(';')}\r\n`)
    .join('');
}
