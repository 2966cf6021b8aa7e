import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCalendar } from '../../server/src/department/calendar/working-days.ts';
import { does } from '../department/house.ts';
import { startWorld, type World } from '../world/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

test('the working time since long ago is not reckoned day by day for every lead', async () => {
  const { owner } = world.database;
  const calendar = await readCalendar(owner);
  expect(await readCalendar(owner)).toBe(calendar);
  const answered = async (name: string) => {
    const lead = await does(world, 'addLead', { name, arrivedAt: '1970-01-05T12:00:00+03:00' });
    return (await does(world, 'answerLead', { id: lead.id }, 'id version responseSeconds')).responseSeconds;
  };
  const seconds = await answered('Первый');
  expect(await answered('Второй')).toBe(seconds);
  // a day the department takes off is one it has not worked
  await does(world, 'setCalendarDay', { day: '2026-03-17', kind: 'HOLIDAY' }, 'day');
  expect(await readCalendar(owner)).not.toBe(calendar);
  expect(await answered('Третий')).toBe(Number(seconds) - 9 * 3600);
});
