/** What key clients are asked, every half-year. */
export const questions = [
  { text: 'Насколько вы довольны сроками поставки?', kind: 'score', options: [], required: true },
  { text: 'Насколько вы довольны работой вашего менеджера?', kind: 'score', options: [], required: true },
  { text: 'Порекомендуете ли вы нас коллегам?', kind: 'nps', options: [], required: true },
  {
    text: 'Что для вас важнее всего при выборе поставщика?',
    kind: 'choice',
    options: ['Цена', 'Срок поставки', 'Сервис после продажи', 'Отсрочка платежа', 'Ассортимент'],
    required: false,
  },
  { text: 'Что нам стоит сделать лучше?', kind: 'text', options: [], required: false },
] as const;

export const advice = [
  'Быстрее присылать закрывающие документы',
  'Показывать остатки на складе',
  'Предлагать больше складской техники',
  'Ничего менять не нужно',
  'Делать скидку постоянным клиентам без напоминаний',
  'Чаще заезжать, а не только звонить',
];
