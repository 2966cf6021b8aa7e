import { randomUUID } from 'node:crypto';
import type { Data } from '../world/graphql-client.ts';
import type { Visitor, World } from '../world/world.ts';

type Roll = (sides: number) => number;

/** Somebody above lives with the people: honours, thanks, careers, courses assigned, begun, finished, taken back; what is refused is passed over. */
export async function liveDevelopment(world: World, roll: Roll, turns: number): Promise<void> {
  const people = await Promise.all(['Анна', 'Борис', 'Вера'].map((name) => world.employee(`${name} учится`)));
  const someone = () => people[roll(people.length)]?.id;
  const courses = [await made(world, 'addCourse', { title: 'Переговоры', kind: 'COURSE' })];
  const level = await made(world, 'addStatusLevel', { name: `Мастер ${roll(1_000_000)}`, rank: 1 + roll(100) });
  const assigned: string[] = [];
  for (let i = 0; i < turns; i += 1) {
    const id = assigned[roll(assigned.length || 1)];
    const at = new Date(world.clock.now().getTime() - roll(30) * 86_400_000).toISOString();
    const turn = roll(8);
    if (turn === 0)
      await made(world, 'giveAward', { employeeId: someone(), kind: 'BADGE', title: 'Сделка месяца', at });
    if (turn === 1) await made(world, 'thank', { employeeId: someone(), words: 'Спасибо за помощь' });
    if (turn === 2) await made(world, 'promoteEmployee', { employeeId: someone(), levelId: level });
    if (turn === 3) {
      const course = await made(world, 'addCourse', { title: `Курс ${i}`, kind: 'ONLINE' });
      if (course) courses.push(course);
    }
    if (turn === 4 || id === undefined) {
      const added = await made(world, 'assignCourse', {
        employeeId: someone(),
        courseId: courses[roll(courses.length)],
        assignedAt: at,
      });
      if (added) assigned.push(added);
    } else if (turn === 5) await made(world, 'finishCourse', { id, score: roll(101) });
    else if (turn === 6) await made(world, 'reopenCourse', { id });
    else if (turn === 7 && roll(3) === 0) await made(world, 'cancelCourse', { id });
  }
}

/** Does a verb; the id it answers, or nothing when it was refused. */
async function made(who: Visitor, verb: string, input: Data): Promise<string | undefined> {
  const type = `${verb[0]?.toUpperCase()}${verb.slice(1)}Input!`;
  const asked = who.ask<Record<string, { id: string }>>(
    `mutation ($input: ${type}) { ${verb}(input: $input) { id } }`,
    {
      input: { key: randomUUID(), ...input },
    },
  );
  return asked.then(
    (answer) => answer[verb]?.id,
    (error: Error) => {
      if (/REFUSED|BAD_USER_INPUT|CONFLICT/.test(error.message)) return undefined;
      throw error;
    },
  );
}
