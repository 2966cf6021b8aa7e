import type { ProductLineKey, SegmentKey, territories } from '../catalogue.ts';
import type { departments } from '../house.ts';
import type { PersonKey } from '../people.ts';

type Quadrant = 'strength' | 'weakness' | 'opportunity' | 'threat';

export const swot: readonly {
  quadrant: Quadrant;
  words: string;
  weight: number;
  of: keyof typeof departments | null;
}[] = [
  {
    quadrant: 'strength',
    words: 'Поставка и монтаж в одних руках: клиенту не нужно искать подрядчика',
    weight: 5,
    of: null,
  },
  { quadrant: 'strength', words: 'Менеджеры знают свои группы клиентов по именам', weight: 4, of: 'sales' },
  { quadrant: 'strength', words: 'Свой склад ходовых позиций, отгрузка за три дня', weight: 4, of: null },
  { quadrant: 'strength', words: 'Высокая доля повторных продаж складам и логистике', weight: 4, of: 'sales' },
  {
    quadrant: 'weakness',
    words: 'Кафе спрашивают много, покупают мало: время уходит на расчёты',
    weight: 4,
    of: 'sales',
  },
  { quadrant: 'weakness', words: 'Крупные скидки торговым сетям снижают маржу', weight: 4, of: 'sales' },
  { quadrant: 'weakness', words: 'Один специалист на всё обслуживание клиентов', weight: 3, of: 'service' },
  { quadrant: 'weakness', words: 'Стоимость монтажа не посчитана, маржа услуг неизвестна', weight: 3, of: null },
  {
    quadrant: 'opportunity',
    words: 'Магазины у дома обновляют холод из-за новых требований к энергопотреблению',
    weight: 4,
    of: null,
  },
  { quadrant: 'opportunity', words: 'Сервисные договоры на складскую технику', weight: 3, of: 'service' },
  { quadrant: 'opportunity', words: 'Склады маркетплейсов на Урале и в Сибири', weight: 5, of: 'sales' },
  { quadrant: 'threat', words: 'Рост цен на металл и комплектующие', weight: 4, of: null },
  { quadrant: 'threat', words: 'Федеральные сети закупают оборудование напрямую у заводов', weight: 5, of: null },
  { quadrant: 'threat', words: 'Удорожание контекстной рекламы', weight: 3, of: 'marketing' },
];

type Kind = 'financial' | 'reputational' | 'operational';

export const risks: readonly {
  title: string;
  kind: Kind;
  signal: string;
  probability: number;
  impact: number;
  counterMeasure: string;
  owner: PersonKey;
  days: number;
}[] = [
  {
    title: 'Зависимость от нескольких торговых сетей',
    ...{ kind: 'financial', probability: 3, impact: 5, owner: 'director', days: 45 },
    signal: 'Доля десяти крупнейших клиентов в выручке выше 40 %',
    counterMeasure: 'Развивать склады и производство, вести запасного покупателя на каждую крупную линейку',
  },
  {
    title: 'Кассовый разрыв из-за отсрочек',
    ...{ kind: 'financial', probability: 3, impact: 4, owner: 'deputy', days: 30 },
    signal: 'Просроченные счета старше двух недель',
    counterMeasure: 'Предоплата от 30 %, напоминание за день до срока, отгрузка после оплаты должникам',
  },
  {
    title: 'Рост закупочных цен',
    ...{ kind: 'financial', probability: 4, impact: 3, owner: 'deputy', days: 60 },
    signal: 'Рентабельность продаж падает второй месяц',
    counterMeasure: 'Пересмотр прайса в январе и июле, срок действия предложения десять дней',
  },
  {
    title: 'Волна жалоб на холодильное оборудование',
    ...{ kind: 'reputational', probability: 2, impact: 4, owner: 'viktor', days: 40 },
    signal: 'Больше пяти жалоб на холод за неделю',
    counterMeasure: 'Входной контроль партий, подменный фонд витрин, звонок клиенту через неделю после пуска',
  },
  {
    title: 'Плохие отзывы о сроках монтажа',
    ...{ kind: 'reputational', probability: 3, impact: 3, owner: 'viktor', days: 55 },
    signal: 'Средняя оценка услуг ниже 4',
    counterMeasure: 'Резерв второй бригады, подтверждение даты за день',
  },
  {
    title: 'Уход менеджера с клиентской базой',
    ...{ kind: 'operational', probability: 3, impact: 5, owner: 'head', days: 50 },
    signal: 'Массовый просмотр контактов, снижение активности менеджера',
    counterMeasure: 'Контакты под учётом, у каждой группы клиентов есть второй сотрудник, регламент передачи базы',
  },
  {
    title: 'Перегрузка единственного специалиста сервиса',
    ...{ kind: 'operational', probability: 4, impact: 3, owner: 'deputy', days: 20 },
    signal: 'Время ответа на обращения выше норматива три дня подряд',
    counterMeasure: 'Обучить ассистентов приёму обращений, нанять второго специалиста во втором полугодии',
  },
];

export const competitors = {
  torg: {
    name: 'ТоргМонтаж',
    site: 'https://torgmontazh.example',
    strengths: 'Низкие цены на стеллажи, своё производство',
    weaknesses: 'Монтаж через субподрядчиков, срывают сроки',
    note: 'Чаще всего встречаем в магазинах у дома',
  },
  holod: {
    name: 'Холод-Центр',
    site: 'https://holod-center.example',
    strengths: 'Широкий выбор витрин, рассрочка',
    weaknesses: 'Сервис только в двух городах',
    note: null,
  },
  sklad: {
    name: 'СкладТех',
    site: 'https://skladteh.example',
    strengths: 'Техника в наличии, аренда штабелёров',
    weaknesses: 'Не занимаются стеллажами и монтажом',
    note: 'Готовы к партнёрству по аренде',
  },
  market: {
    name: 'Маркет Оборудование',
    site: 'https://market-ob.example',
    strengths: 'Интернет-магазин с остатками',
    weaknesses: 'Нет менеджера, который отвечает за проект',
    note: null,
  },
  zavod: {
    name: 'Завод «Металлопрофиль-Сервис»',
    site: 'https://mps.example',
    strengths: 'Прямые цены завода для сетей',
    weaknesses: 'Большие минимальные партии',
    note: 'Предлагают сетям годовые контракты',
  },
} as const;

export const seenWith = [
  'Цена ниже на 8–10 %',
  'Обещают срок две недели',
  'Предложили рассрочку на полгода',
  'Дали бесплатный монтаж',
  'Клиент работал с ними раньше',
  'Прислали похожую комплектацию',
];

export const markets: readonly {
  title: string;
  goal: string;
  owner: PersonKey;
  territory?: keyof typeof territories;
  segment?: SegmentKey;
  line?: ProductLineKey;
}[] = [
  {
    title: 'Склады Урала',
    territory: 'ural',
    segment: 'logistics',
    goal: 'Двенадцать новых складов за год, выручка 30 млн ₽',
    owner: 'ekaterina',
  },
  {
    title: 'Холод для магазинов у дома',
    segment: 'shops',
    line: 'cold',
    goal: 'Каждый третий клиент группы обновляет холод у нас',
    owner: 'artem',
  },
  {
    title: 'Сети Санкт-Петербурга',
    territory: 'petersburg',
    segment: 'chains',
    goal: 'Две сети с годовым договором',
    owner: 'dmitry',
  },
  { title: 'Сервис и монтаж', line: 'service', goal: 'Монтаж в каждой второй сделке от 150 тыс. ₽', owner: 'viktor' },
];

export const keyReasons = [
  'Крупнейший по выручке за год',
  'Открывает новые точки каждый квартал',
  'Рекомендует нас коллегам',
  'Единственный в группе с годовым договором',
  'Первый крупный склад в регионе',
];
