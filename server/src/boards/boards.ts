import { Refusal } from '../lib/refusal.ts';

/** Every board there is, the most wanted first. The pages draw them. */
export const boards = [
  { id: 'today', title: { ru: 'Сегодня', en: 'Today' } },
  { id: 'sales', title: { ru: 'Продажи', en: 'Sales' } },
  { id: 'plan', title: { ru: 'Выполнение плана', en: 'Plan' } },
  { id: 'team', title: { ru: 'Команда', en: 'Team' } },
  { id: 'activity', title: { ru: 'Активность', en: 'Activity' } },
  { id: 'service', title: { ru: 'Сервис', en: 'Service' } },
] as const;

/** The id of a board there is. */
export function checkedBoard(id: string, field: string): string {
  if (boards.some((board) => board.id === id)) return id;
  throw Refusal.badInput(field, `a board: ${boards.map((board) => board.id).join(', ')}`);
}
