import { type ChannelKey, type SegmentKey, type SourceKey, segments, sources, territories } from './catalogue.ts';
import { Random } from './random.ts';

/** Whoever buys. */
export interface Client {
  /** its place in the list, which names it in the database */
  key: string;
  name: string;
  group: SegmentKey;
  territory: keyof typeof territories;
  source: SourceKey;
  /** how it usually buys */
  channel: ChannelKey;
  /** how often it asks, against the mean: few clients bring most of the deals, as everywhere */
  weight: number;
  /** working days after the story's beginning on which it is first heard of */
  knownFrom: number;
  /** working days after the story's beginning from which it asks for nothing any more; null: it stays */
  goneFrom: number | null;
}

/** The working day on which the last client there is will be first heard of. */
const lastNewcomer = 700;

/** How many each group has, and how they buy. */
const groups: Record<
  SegmentKey,
  { count: number; channels: [ChannelKey, number][]; forms: string[]; first: string[]; second: string[] }
> = {
  cafes: {
    count: 68,
    channels: [
      ['direct', 5],
      ['retail', 4],
      ['dealer', 1],
    ],
    forms: ['ООО', 'ООО', 'ИП'],
    first: ['Кафе', 'Столовая', 'Пекарня', 'Трактир', 'Кофейня', 'Бистро', 'Кулинария'],
    second: [
      'Самовар',
      'Тёплый хлеб',
      'Три пирога',
      'Утро',
      'Буфет № 5',
      'Мятный лист',
      'Зерно',
      'Сковорода',
      'Дача',
      'Вишня',
      'Ложка',
      'Печка',
    ],
  },
  chains: {
    count: 24,
    channels: [
      ['direct', 7],
      ['distributor', 3],
    ],
    forms: ['АО', 'ООО'],
    first: ['Торговая сеть', 'ТД', 'Гипермаркеты', 'Универсамы'],
    second: [
      'Полная чаша',
      'Горизонт',
      'Южный берег',
      'Садовое кольцо',
      'Семь дорог',
      'Белый парус',
      'Радуга вкуса',
      'Уральская ярмарка',
    ],
  },
  logistics: {
    count: 44,
    channels: [
      ['direct', 6],
      ['dealer', 3],
      ['distributor', 2],
    ],
    forms: ['ООО', 'ООО', 'АО'],
    first: ['Склад', 'Терминал', 'Логистика', 'ТЛК', 'Фулфилмент'],
    second: [
      'Север',
      'Вектор',
      'Тройка',
      'Кольцевая',
      'Магистраль-7',
      'Перевал',
      'Контур',
      'Меридиан',
      'Причал',
      'Узловая',
    ],
  },
  industry: {
    count: 42,
    channels: [
      ['direct', 6],
      ['distributor', 4],
      ['dealer', 1],
    ],
    forms: ['АО', 'ООО', 'ООО'],
    first: ['Завод', 'Комбинат', 'Производство', 'Мебельная фабрика', 'НПО'],
    second: [
      'Прогресс-М',
      'Сигма',
      'Точмаш',
      'Стальные двери',
      'Полимер',
      'Речной',
      'Кедр',
      'Импульс',
      'Литейщик',
      'Бумажник',
    ],
  },
  shops: {
    count: 62,
    channels: [
      ['retail', 5],
      ['direct', 4],
      ['dealer', 3],
    ],
    forms: ['ИП', 'ООО', 'ООО'],
    first: ['Магазин', 'Продукты', 'Лавка', 'Гастроном', 'Хозтовары'],
    second: [
      'У фонтана',
      'На Садовой',
      'Соседи',
      'Околица',
      'Копилка',
      'Добрый',
      'Угловой',
      'Берёзка-2',
      'Заречный',
      'Колосок',
      'Пятый дом',
      'Тропинка',
    ],
  },
};

const surnames = [
  'Абрамов',
  'Блинов',
  'Вершинин',
  'Гаврилов',
  'Дорохов',
  'Ершов',
  'Журавлёв',
  'Игнатов',
  'Кольцов',
  'Ларин',
  'Мельников',
  'Носов',
];
const initials = 'АБВГДЕИКЛМНОПРСТ';

/** All the clients there will be, 240 invented names, the same for the same seed. */
export function inventClients(seed: number): Client[] {
  const taken = new Set<string>();
  const sourceKeys = Object.keys(sources) as SourceKey[];
  const territoryKeys = Object.keys(territories) as (keyof typeof territories)[];
  return (Object.keys(segments) as SegmentKey[]).flatMap((group) =>
    Array.from({ length: groups[group].count }, (_, i): Client => {
      const random = new Random(seed, 'client', group, i);
      const invented = {
        key: `${group}-${i + 1}`,
        name: inventName(group, random, taken),
        group,
        territory: random.weighted(territoryKeys, (key) => territories[key].share),
        source: random.weighted(sourceKeys, (key) => sources[key].share),
        channel: random.weighted(groups[group].channels, ([, share]) => share)[0],
        weight: Math.min(random.skewed(1.1), 9),
        // four of ten were clients before the story begins, the others come one by one, also after it is told
        knownFrom: random.chance(0.4) ? 0 : random.whole(1, lastNewcomer),
      };
      const goes = invented.knownFrom === 0 && random.chance(0.2);
      return { ...invented, goneFrom: goes ? random.whole(20, 480) : null };
    }),
  );
}

/** A form, what they are and what they are called; a sole trader carries a person's name. */
function inventName(group: SegmentKey, random: Random, taken: Set<string>): string {
  const { forms, first, second } = groups[group];
  for (let attempt = 0; ; attempt += 1) {
    const form = random.pick(forms);
    const initial = () => `${initials[random.whole(0, initials.length - 1)]}.`;
    const company = `${random.pick(first)} ${random.pick(second)}`;
    const name = form === 'ИП' ? `ИП ${random.pick(surnames)} ${initial()} ${initial()}` : `${form} «${company}»`;
    // two companies of one name in different forms would be taken for one
    const known = form === 'ИП' ? name : company;
    if (taken.has(known) && attempt < 500) continue;
    taken.add(known);
    return attempt < 500 ? name : `${name} ${taken.size}`;
  }
}
