/** The three departments of the source document with what they have to do, the teams in them, and what people there are hired as. */
export const departments = {
  sales: {
    name: 'Отдел продаж',
    kind: 'sales',
    tasks: ['Поиск и привлечение клиентов', 'Заключение сделок', 'Рост лояльности', 'Анализ рынка и конкурентов'],
  },
  marketing: {
    name: 'Отдел маркетинга',
    kind: 'marketing',
    tasks: ['Рекламные кампании', 'Продвижение бренда', 'Социальные сети', 'Оценка отдачи', 'Привлечение обращений'],
  },
  service: {
    name: 'Отдел обслуживания клиентов',
    kind: 'service',
    tasks: ['Обработка обращений', 'Разбор жалоб', 'Повышение качества', 'Сбор отзывов', 'Рост удовлетворённости'],
  },
} as const;

export const teams = {
  lead: { name: 'Руководство', department: 'sales', kind: null },
  hunters: { name: 'Охотники', department: 'sales', kind: 'acquisition' },
  care: { name: 'Клиентский отдел', department: 'sales', kind: 'account_care' },
  office: { name: 'Поддержка продаж', department: 'sales', kind: null },
  marketing: { name: 'Маркетинг', department: 'marketing', kind: null },
  service: { name: 'Сервис', department: 'service', kind: null },
} as const;
export type TeamKey = keyof typeof teams;

export const positions = {
  director: { name: 'Директор', level: 3, duties: ['Стратегия', 'Ключевые клиенты', 'Результаты отдела'] },
  deputy: { name: 'Заместитель директора', level: 3, duties: ['Ежедневное управление', 'Ресурсы'] },
  head: {
    name: 'Руководитель отдела продаж',
    level: 2,
    duties: ['Подбор и обучение', 'Стандарты работы', 'Планы и бюджет', 'Отчётность'],
  },
  manager: { name: 'Менеджер по продажам', level: 1, duties: ['Сделки', 'Своя группа клиентов'] },
  assistant: { name: 'Ассистент', level: 1, duties: ['Заказы', 'Клиентская база', 'Документы'] },
  analyst: { name: 'Аналитик', level: 1, duties: ['Сбор данных', 'Анализ показателей', 'Выводы'] },
  marketer: { name: 'Маркетолог', level: 1, duties: ['Кампании', 'Социальные сети', 'Оценка отдачи'] },
  service: { name: 'Специалист сервиса', level: 1, duties: ['Обращения', 'Жалобы', 'Отзывы'] },
} as const;
export type PositionKey = keyof typeof positions;
