import { awardNoun } from '../../development/awards/award.ts';
import { thanksNoun } from '../../development/awards/thanks.ts';
import { careerStepNoun } from '../../development/careers/career-step.ts';
import { statusLevelNoun } from '../../development/careers/status-level.ts';
import { courseNoun } from '../../development/courses/course.ts';
import { courseAssignmentNoun } from '../../development/courses/course-assignment.ts';
import { objectionNoun, scriptNoun } from '../../development/scripts/script.ts';
import { addDays, dayOf, startOfDay } from '../../lib/zone.ts';
import { writeMany } from '../../records/write-many.ts';
import { monthAfter } from '../campaigns.ts';
import { type PersonKey, person, personKeys } from '../people.ts';
import { Random } from '../random.ts';
import { courses, levels, objections, scripts, steps, thanks } from './development-words.ts';
import type { Outcomes } from './outcomes.ts';
import { type Telling, whose } from './telling.ts';

/** Writes the ladder everybody can climb, and who climbed when. */
export async function writeCareers(telling: Telling): Promise<void> {
  const { tx, ctx, world, after, until } = telling;
  const ids = await writeMany(
    tx,
    ctx,
    statusLevelNoun,
    levels.map((level) => ({ ...level, recordedAt: after })),
  );
  const taken = steps.flatMap(({ who, rank, month, note }) => {
    const day = addDays(monthAfter(world.start, month), 10);
    const recordedAt = startOfDay(day, world.timeZone);
    if (recordedAt > until) return [];
    return [
      { ...whose(telling, who), employeeId: idOf(telling, who), levelId: ids[rank - 1] ?? '', day, note, recordedAt },
    ];
  });
  await writeMany(tx, ctx, careerStepNoun, taken);
}

const idOf = ({ nouns }: Telling, key: PersonKey) => nouns.of('employee', key).id;

/** Writes honours: the best manager of each month by what was sold, and thanks among colleagues. */
export async function writeRecognition(telling: Telling, outcomes: Outcomes): Promise<void> {
  const { tx, ctx, world, until } = telling;
  const sellers = personKeys.filter((key) => person(key).group !== undefined);
  const awards = [];
  const thanked = [];
  for (let month = world.start; ; month = monthAfter(month, 1)) {
    const at = world.office.instant(world.office.startOf(monthAfter(month, 1)) + 0.2);
    if (at > until) break;
    // deals of a chain are larger than those of a café: what counts is how far one is beyond one's own usual month
    const against = (key: PersonKey) =>
      outcomes.of('wonDeals', key, month) / (usualOf(outcomes, key, world.start, month) || Infinity);
    const best = sellers.toSorted((a, b) => against(b) - against(a))[0] ?? 'ekaterina';
    const kind = month.endsWith('-12-01') ? ('certificate' as const) : ('award' as const);
    const title = kind === 'certificate' ? 'Грамота по итогам декабря' : 'Лучший менеджер месяца';
    const reason = `Сделок за месяц: ${outcomes.of('wonDeals', best, month)}`;
    awards.push({ ...about(telling, best), kind, title, reason, at, givenById: idOf(telling, 'head'), recordedAt: at });
    const random = new Random(world.seed, 'thanks', month);
    for (let n = random.whole(2, 4); n > 0; n -= 1) {
      const said = world.office.instant(world.office.startOf(month) + random.between(0, 18));
      const day = dayOf(said, world.timeZone);
      const there = personKeys.filter(
        (key) => world.staff.hiredOn(key) <= day && (world.staff.leftOn(key) ?? '9') > day,
      );
      const who = random.pick(there);
      const by = random.pick(there.filter((key) => key !== who));
      if (said <= until)
        thanked.push({
          ...about(telling, who),
          words: random.pick(thanks),
          at: said,
          givenById: idOf(telling, by),
          recordedAt: said,
        });
    }
  }
  const badge = {
    kind: 'badge' as const,
    title: 'Сто сделок',
    reason: 'Сотая выигранная сделка',
    givenById: idOf(telling, 'director'),
  };
  const badges = (['olga', 'ekaterina'] as const).map((key, i) => {
    const at = world.office.instant(130 + i * 45);
    return { ...about(telling, key), ...badge, at, recordedAt: at };
  });
  await writeMany(tx, ctx, awardNoun, [...awards, ...badges]);
  await writeMany(tx, ctx, thanksNoun, thanked);
}

function about(telling: Telling, key: PersonKey) {
  return { ...whose(telling, key), employeeId: idOf(telling, key) };
}

function usualOf(outcomes: Outcomes, key: PersonKey, start: string, until: string): number {
  let sum = 0;
  let months = 0;
  for (let month = start; month <= until; month = monthAfter(month, 1)) {
    const won = outcomes.of('wonDeals', key, month);
    sum += won;
    months += won > 0 ? 1 : 0;
  }
  return months > 0 ? sum / months : 0;
}

/** Writes what there is to learn, who was to learn it, and how far they have come. */
export async function writeTraining(telling: Telling): Promise<void> {
  const { tx, ctx, world, after, until, nouns } = telling;
  const { office, staff } = world;
  const courseIds = await writeMany(
    tx,
    ctx,
    courseNoun,
    courses.map((course) => ({ ...course, recordedAt: after })),
  );
  const rows = personKeys.flatMap((key) => {
    const random = new Random(world.seed, 'training', key);
    const hired = Math.max(0, office.startOf(staff.hiredOn(key)));
    return courses.flatMap(({ kind }, i) => {
      const isNew = key === 'artem' && (i === 0 || i === 3 || i === 4 || i === 6);
      if (!isNew && !random.chance(0.42)) return [];
      if (kind === 'mentoring' && key !== 'artem' && key !== 'sergey') return [];
      const assigned =
        hired + (isNew ? random.between(0.3, 3) : random.between(2, Math.max(office.position(until) - hired, 10)));
      const started = assigned + random.between(0.5, 8);
      const finished = started + (kind === 'mentoring' ? random.between(45, 62) : random.between(1, 16));
      const assignedAt = office.instant(assigned);
      const left = staff.leftOn(key);
      if (assignedAt > until || (left !== null && dayOf(office.instant(finished), world.timeZone) >= left)) return [];
      const done = (position: number) => (office.instant(position) <= until ? office.instant(position) : null);
      const finishedAt = random.chance(0.94) ? done(finished) : null;
      const mentorId = kind === 'mentoring' ? nouns.of('employee', 'ekaterina').id : null;
      return [
        {
          ...{
            ...about(telling, key),
            courseId: courseIds[i] ?? '',
            mentorId,
            assignedAt,
            startedAt: done(started),
            finishedAt,
          },
          dueOn: office.day(Math.floor(assigned) + (kind === 'mentoring' ? 65 : 22)),
          score: finishedAt && kind !== 'conference' ? random.whole(72, 100) : null,
          recordedAt: assignedAt,
        },
      ];
    });
  });
  await writeMany(
    tx,
    ctx,
    courseAssignmentNoun,
    rows.toSorted((a, b) => a.assignedAt.getTime() - b.assignedAt.getTime()),
  );
}

/** Writes what to say, and what to answer. */
export async function writeScripts({ tx, ctx, nouns, after }: Telling): Promise<void> {
  const rowOf = ({ title, words, stage, tags }: (typeof scripts)[number] | (typeof objections)[number]) => {
    return { title, words, stageId: stage && nouns.of('stage', stage).id, tags: [...tags], recordedAt: after };
  };
  await writeMany(tx, ctx, scriptNoun, scripts.map(rowOf));
  await writeMany(tx, ctx, objectionNoun, objections.map(rowOf));
}
