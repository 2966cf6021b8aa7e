/**
 * What «Карпов и Партнеры» sell, to whom and how: equipment for shops, kitchens and warehouses. Keys are the story's own; in the database
 * they are external ids. Money is in roubles here and becomes kopecks where it is written.
 */

export const territories = {
  moscow: { name: 'Москва', share: 34 },
  petersburg: { name: 'Санкт-Петербург', share: 18 },
  volga: { name: 'Поволжье', share: 15 },
  ural: { name: 'Урал', share: 12 },
  siberia: { name: 'Сибирь', share: 11 },
  south: { name: 'Юг', share: 10 },
};

export const segments = {
  cafes: 'Рестораны и кафе',
  chains: 'Розничные сети',
  logistics: 'Склады и логистика',
  industry: 'Производство',
  shops: 'Магазины у дома',
};
export type SegmentKey = keyof typeof segments;

/** `repeat` and `exhibition` bring warmer requests than a cold call: `warmth` multiplies the odds of winning. */
export const sources = {
  site: { name: 'Сайт', share: 30, warmth: 1 },
  advertising: { name: 'Контекстная реклама', share: 20, warmth: 0.8 },
  recommendation: { name: 'Рекомендация', share: 14, warmth: 1.5 },
  exhibition: { name: 'Выставка', share: 10, warmth: 1.15 },
  tender: { name: 'Тендерная площадка', share: 9, warmth: 0.75 },
  call: { name: 'Холодный звонок', share: 12, warmth: 0.6 },
  vk: { name: 'ВКонтакте', share: 3, warmth: 0.85 },
  telegram: { name: 'Telegram', share: 2, warmth: 0.85 },
  repeat: { name: 'Повторное обращение', share: 0, warmth: 1.35 },
};
export type SourceKey = keyof typeof sources;

/** Of what kind each source is. */
export const sourceKinds: Record<SourceKey, string> = {
  site: 'site',
  advertising: 'advertising',
  recommendation: 'referral',
  exhibition: 'event',
  tender: 'other',
  call: 'cold',
  vk: 'social_network',
  telegram: 'social_network',
  repeat: 'other',
};

/** By what one reaches a client. */
export const contactChannels = {
  phone: 'Телефон',
  mail: 'Электронная почта',
  messenger: 'Мессенджер',
  visit: 'Встреча у клиента',
  video: 'Видеосвязь',
  form: 'Форма на сайте',
};
export type ContactChannelKey = keyof typeof contactChannels;

/** Days after which a client of a group that nobody has spoken to is neglected. */
export const contactEvery: Record<SegmentKey, number> = {
  cafes: 60,
  chains: 30,
  logistics: 45,
  industry: 45,
  shops: 75,
};

/** `rebate` comes on top of what the manager gives. */
export const channels = {
  direct: { name: 'Прямые продажи', rebate: 0 },
  dealer: { name: 'Дилеры', rebate: 0.07 },
  distributor: { name: 'Дистрибьюторы', rebate: 0.1 },
  retail: { name: 'Розница', rebate: 0 },
};
export type ChannelKey = keyof typeof channels;

export const productLines = {
  racks: { name: 'Стеллажи', request: 'Стеллажи' },
  cold: { name: 'Холодильное оборудование', request: 'Холодильное оборудование' },
  lifting: { name: 'Складская техника', request: 'Складская техника' },
  tills: { name: 'Кассы и весы', request: 'Кассовая зона' },
  service: { name: 'Услуги', request: 'Монтаж' },
};
export type ProductLineKey = keyof typeof productLines;

/** `cost: null`: nobody has worked out what an installation costs us; its margin is unknown, not whole. */
export const products = {
  wallRack: { line: 'racks', name: 'Стеллаж торговый пристенный', price: 14_900, cost: 9_850 },
  palletRack: { line: 'racks', name: 'Стеллаж паллетный, секция', price: 38_500, cost: 27_200 },
  archiveRack: { line: 'racks', name: 'Стеллаж архивный', price: 8_700, cost: 5_400 },
  showcase: { line: 'cold', name: 'Витрина холодильная 1,5 м', price: 118_000, cost: 84_500 },
  freezer: { line: 'cold', name: 'Шкаф морозильный', price: 96_000, cost: 71_300 },
  chest: { line: 'cold', name: 'Ларь морозильный', price: 42_000, cost: 31_900 },
  stacker: { line: 'lifting', name: 'Штабелёр электрический', price: 485_000, cost: 379_000 },
  palletJack: { line: 'lifting', name: 'Тележка гидравлическая', price: 27_900, cost: 19_600 },
  packingTable: { line: 'lifting', name: 'Стол упаковочный', price: 23_400, cost: 14_700 },
  till: { line: 'tills', name: 'Кассовый бокс', price: 54_000, cost: 36_800 },
  scales: { line: 'tills', name: 'Весы с печатью этикеток', price: 33_800, cost: 25_100 },
  terminal: { line: 'tills', name: 'Терминал сбора данных', price: 61_500, cost: 48_200 },
  installation: { line: 'service', name: 'Монтаж и пусконаладка', price: 18_000, cost: null },
} satisfies Record<string, { line: ProductLineKey; name: string; price: number; cost: number | null }>;
export type ProductKey = keyof typeof products;
export const productKeys = Object.keys(products) as ProductKey[];

/** The funnel. `stay` is the stage's part of a whole cycle, `risk` its part of the danger to lose; each adds up to 1; `rots`: the days after which a deal rots there. */
export const stages = [
  { key: 'new', name: 'Новая заявка', stay: 0.08, risk: 0.26, rots: 5 },
  { key: 'qualified', name: 'Квалификация', stay: 0.16, risk: 0.25, rots: 10 },
  { key: 'proposal', name: 'Предложение', stay: 0.26, risk: 0.24, rots: 21 },
  { key: 'talks', name: 'Переговоры', stay: 0.25, risk: 0.16, rots: 30 },
  { key: 'contract', name: 'Договор', stay: 0.15, risk: 0.07, rots: 21 },
  { key: 'payment', name: 'Оплата', stay: 0.1, risk: 0.02, rots: 14 },
] as const;
export const pipelineName = 'Основная';

/** Why deals are lost, by the stage in which they are: early because nobody needed anything, late because of money. */
export const lossReasons: Record<string, number[]> = {
  'Нет потребности': [9, 5, 1, 0, 0, 0],
  'Не удалось связаться': [8, 2, 0, 0, 0, 0],
  'Нет бюджета': [2, 5, 3, 2, 1, 3],
  Дорого: [1, 3, 8, 6, 1, 0],
  'Выбрали конкурента': [0, 2, 7, 7, 3, 0],
  'Не устроили сроки поставки': [0, 1, 4, 3, 2, 1],
  'Проект отложен': [1, 3, 4, 3, 3, 2],
  'Не согласовали условия договора': [0, 0, 0, 1, 6, 1],
  'Не прошла оплата': [0, 0, 0, 0, 1, 6],
};
