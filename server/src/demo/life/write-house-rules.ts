import { sql } from '../../lib/sql.ts';
import { addDays, type Day, dayOf, startOfDay } from '../../lib/zone.ts';
import { procedureNoun } from '../../procedures/procedure.ts';
import { writeMany } from '../../records/write-many.ts';
import { assignmentRunNoun } from '../../sales/assignment/assignment-run.ts';
import { handOverRuleNoun } from '../../sales/assignment/hand-over-rule.ts';
import { currencyRateNoun } from '../../sales/currencies/currency-rate.ts';
import { monthAfter } from '../campaigns.ts';
import { type SegmentKey, segments, stages } from '../catalogue.ts';
import { externalId } from '../nouns.ts';
import { houseProcedures, stageProcedures } from '../procedures.ts';
import { Random } from '../random.ts';
import { isTold, type Telling } from './telling.ts';

/** Writes how work is done: a procedure for each stage, and those of the house. */
export async function writeProcedures(telling: Telling): Promise<void> {
  const { tx, ctx, world, nouns, after, until } = telling;
  const today = dayOf(until, world.timeZone);
  const all = [
    ...stages.map(({ key }) => ({ stage: key, ...stageProcedures[key] })),
    ...Object.values(houseProcedures).map((procedure) => ({ stage: null, ...procedure })),
  ];
  const random = new Random(world.seed, 'reviews');
  await writeMany(
    tx,
    ctx,
    procedureNoun,
    all.map(({ stage, title, owner, every, steps }, i) => {
      // one has been waiting for its review for some days
      const reviewedOn = addDays(today, i === 3 ? -every - 9 : -random.whole(5, Math.round(every * 0.8)));
      return {
        ...{ title, stageId: stage && nouns.of('stage', stage).id, employeeId: nouns.of('employee', owner).id },
        steps: steps.map(({ title: step, responsible, within, optional = false }, n) => ({
          ...{
            code: String(n + 1),
            title: step,
            description: null,
            responsible,
            withinDays: within,
            required: !optional,
          },
        })),
        ...{ reviewEveryDays: every, reviewedOn, reviewOn: addDays(reviewedOn, every), recordedAt: after },
      };
    }),
  );
  await tx.query(sql`/* demo-procedure-versions */ insert into procedure_version
      (procedure_id, version, recorded_at, actor_id, verb, changed, title, steps)
    select id, 1, ${after}, employee_id, 'addProcedure', '{title,steps}', title, steps from procedure order by id`);
  await tickOff(telling);
}

/** Ticks off what open deals have behind them in the stage where they stand: most of what is due by now. */
async function tickOff({ tx, world, until }: Telling): Promise<void> {
  await tx.query(sql`/* demo-checks */ insert into deal_check (deal_id, procedure_id, step_id, done, at, employee_id)
    select d.id, p.id, x.step ->> 'code', true, least(d.stage_since + interval '40 minutes', ${until}), d.owner_id
    from deal d join procedure p on p.stage_id = d.stage_id cross join lateral jsonb_array_elements(p.steps) as x(step)
    where d.status = 'open' and d.external_id like ${externalId('%')}
      and (hashtextextended(d.external_id || (x.step ->> 'code'), ${world.seed}) & 7) < 5 order by d.id`);
}

/** Writes how clients found their managers: once all at once, and a hand-over between teams that was tried and given up. */
export async function writeAssignments({ tx, ctx, world, nouns, until }: Telling): Promise<void> {
  const ranAt = world.office.instant(2.1);
  const given = (Object.keys(segments) as SegmentKey[]).flatMap((group) => {
    const [first] = world.clients.filter((client) => client.group === group && client.knownFrom === 0);
    if (!first) return [];
    const employeeId = nouns.of('employee', world.staff.responsible(group, world.office.day(2))).id;
    return [{ kind: 'client' as const, subjectId: nouns.of('client', first.key).id, employeeId, ruleId: null }];
  });
  const run = { ranAt, given: given.length, leftOver: 0, assigned: given, recordedAt: ranAt };
  await writeMany(tx, ctx, assignmentRunNoun, [run]);
  const tried = startOfDay(monthAfter(world.start, 5), world.timeZone);
  const givenUp = startOfDay(monthAfter(world.start, 8), world.timeZone);
  if (givenUp > until) return;
  const rule = { fromTeamId: nouns.of('team', 'hunters').id, toTeamId: nouns.of('team', 'care').id };
  await writeMany(tx, ctx, handOverRuleNoun, [{ ...rule, endedAt: givenUp, recordedAt: tried }]);
}

const currencies = { USD: 91.5, EUR: 99.2, CNY: 12.6 } as const;

/** Writes what other currencies were worth, week by week. */
export async function writeRates(telling: Telling): Promise<void> {
  const { tx, ctx, world, until, heard } = telling;
  const rows = [];
  for (let day: Day = world.start; day <= dayOf(until, world.timeZone); day = addDays(day, 7)) {
    const noted = new Date(startOfDay(day, world.timeZone).getTime() + 10 * 3_600_000);
    if (!isTold(telling, noted)) continue;
    const wave = Math.sin(Date.parse(day) / 1e10) * 0.05;
    for (const [currency, rate] of Object.entries(currencies)) {
      const random = new Random(world.seed, 'rate', currency, day);
      const value = Math.round(rate * (1 + wave + random.between(-0.012, 0.012)) * 10_000) / 10_000;
      rows.push({ currency, day, rate: value, recordedAt: heard(noted) });
    }
  }
  await writeMany(tx, ctx, currencyRateNoun, rows);
}
