import type { stages } from './catalogue.ts';
import type { PersonKey } from './people.ts';

type StageKey = (typeof stages)[number]['key'];

/** A step: its title, whose work it is, within how many days; `optional` does not have to be done. */
interface DemoStep {
  title: string;
  responsible: string;
  within: number;
  optional?: true;
}

interface DemoProcedure {
  title: string;
  owner: PersonKey;
  every: number;
  steps: readonly DemoStep[];
}

const manager = 'Менеджер по продажам';
const assistant = 'Ассистент';

/** How work is done in each stage; the steps are the checklist of the deals that stand there. */
export const stageProcedures: Record<StageKey, DemoProcedure> = {
  new: {
    title: 'Приём новой заявки',
    ...{ owner: 'head', every: 180 },
    steps: [
      { title: 'Связаться с клиентом в течение рабочего часа', responsible: manager, within: 1 },
      { title: 'Записать, что нужно, куда и к какому сроку', responsible: manager, within: 1 },
      { title: 'Проверить, нет ли клиента в базе', responsible: assistant, within: 1, optional: true },
    ],
  },
  qualified: {
    title: 'Квалификация запроса',
    ...{ owner: 'head', every: 180 },
    steps: [
      { title: 'Выяснить, кто принимает решение', responsible: manager, within: 3 },
      { title: 'Узнать бюджет и срок', responsible: manager, within: 3 },
      { title: 'Согласовать выезд или замер', responsible: manager, within: 5, optional: true },
    ],
  },
  proposal: {
    title: 'Подготовка коммерческого предложения',
    ...{ owner: 'head', every: 120 },
    steps: [
      { title: 'Проверить наличие и срок поставки у склада', responsible: assistant, within: 1 },
      { title: 'Рассчитать предложение и согласовать скидку', responsible: manager, within: 2 },
      { title: 'Отправить предложение и позвонить на следующий день', responsible: manager, within: 3 },
    ],
  },
  talks: {
    title: 'Ведение переговоров',
    ...{ owner: 'deputy', every: 180 },
    steps: [
      { title: 'Разобрать возражения и зафиксировать ответы', responsible: manager, within: 7 },
      { title: 'Договориться о следующем шаге и дате', responsible: manager, within: 7 },
    ],
  },
  contract: {
    title: 'Согласование договора',
    ...{ owner: 'deputy', every: 240 },
    steps: [
      { title: 'Проверить реквизиты и полномочия подписанта', responsible: assistant, within: 2 },
      { title: 'Отправить договор и протокол разногласий', responsible: assistant, within: 3 },
      { title: 'Получить подписанный экземпляр', responsible: manager, within: 10 },
    ],
  },
  payment: {
    title: 'Контроль оплаты и отгрузки',
    ...{ owner: 'deputy', every: 240 },
    steps: [
      { title: 'Выставить счёт', responsible: assistant, within: 1 },
      { title: 'Напомнить об оплате за день до срока', responsible: manager, within: 5 },
    ],
  },
};

/** Procedures of no stage in particular. */
export const houseProcedures: Record<string, DemoProcedure> = {
  complaints: {
    title: 'Разбор жалоб',
    ...{ owner: 'viktor', every: 180 },
    steps: [
      { title: 'Ответить клиенту в течение двух рабочих часов', responsible: 'Специалист сервиса', within: 1 },
      { title: 'Установить причину и предложить решение', responsible: 'Специалист сервиса', within: 2 },
      { title: 'Позвонить через неделю и спросить, всё ли в порядке', responsible: 'Специалист сервиса', within: 9 },
    ],
  },
  handover: {
    title: 'Передача клиентской базы при увольнении',
    ...{ owner: 'head', every: 365 },
    steps: [
      { title: 'Составить список открытых сделок и договорённостей', responsible: manager, within: 3 },
      { title: 'Представить клиентам нового менеджера', responsible: 'Руководитель отдела продаж', within: 10 },
    ],
  },
};

/** How many steps of a stage's procedure have to be done. */
export function requiredSteps(stage: StageKey): number {
  return stageProcedures[stage].steps.filter(({ optional }) => !optional).length;
}
