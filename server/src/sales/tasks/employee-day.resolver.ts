import { Arg, Ctx, Field, FieldResolver, ID, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.ts';
import { employeeNoun } from '../../department/employees/employee.ts';
import { connectionOf, type Page } from '../../lib/connection.ts';
import { checkedId } from '../../lib/decimal-id.ts';
import { Refusal } from '../../lib/refusal.ts';
import { DayScalar } from '../../lib/scalars.ts';
import { type Day, dayOf } from '../../lib/zone.ts';
import { loadNoun, loadRelated } from '../../records/noun.ts';
import { activityNoun } from '../activities/activity.ts';
import { dealNoun } from '../deals/deal.ts';
import { leadNoun } from '../leads/lead.ts';
import { boundsOf, type DayOf, dayLists, mostOfDay } from './employee-day.ts';
import { taskNoun } from './task.ts';

const TaskConnection = connectionOf(taskNoun.type, taskNoun.name);
const ActivityConnection = connectionOf(activityNoun.type, activityNoun.name);
const LeadConnection = connectionOf(leadNoun.type, leadNoun.name);
const DealConnection = connectionOf(dealNoun.type, 'Deal');

const bounded = `At most ${mostOfDay}; totalCount says how many there are.`;

@ObjectType({
  description: `Somebody's day (день менеджера): what is to be done and what was, as far as the viewer may see it. ${bounded}`,
})
export class EmployeeDay implements DayOf {
  @Field(() => DayScalar)
  date!: Day;

  employeeId!: string;
  from!: Date;
  to!: Date;
}

type List = Promise<Page<object>>;

@Resolver(() => EmployeeDay)
export class EmployeeDayResolver {
  @Query(() => EmployeeDay, { description: "Somebody's day as one question." })
  async day(
    @Arg('employeeId', () => ID, { nullable: true, description: 'whose; left out: the viewer' }) employeeId:
      | string
      | null,
    @Arg('date', () => DayScalar, { nullable: true, description: 'left out: today' }) date: Day | null,
    @Ctx() ctx: Context,
  ): Promise<EmployeeDay> {
    const id = employeeId ?? ctx.viewer.employeeId;
    if (id === null) throw Refusal.badInput('employeeId', 'somebody of the house: the viewer is none');
    if (!(await loadNoun(ctx, employeeNoun, checkedId(id, 'employeeId')))) {
      throw Refusal.notFound('employeeId', 'employee', id);
    }
    const { timeZone } = ctx.settings;
    const day = date ?? dayOf(ctx.clock.now(), timeZone);
    return Object.assign(new EmployeeDay(), { date: day, employeeId: id, ...boundsOf(day, timeZone) });
  }

  @FieldResolver(() => employeeNoun.type, { nullable: true })
  employee(@Root() { employeeId }: EmployeeDay, @Ctx() ctx: Context): Promise<object | null> {
    return loadRelated(ctx, employeeNoun, employeeId);
  }

  @FieldResolver(() => TaskConnection, { description: `Tasks due that day, done or not. ${bounded}` })
  tasksDue(@Root() day: EmployeeDay, @Ctx() ctx: Context): List {
    return dayLists.tasksDue(ctx, day);
  }

  @FieldResolver(() => TaskConnection, { description: `Open tasks that were due before that day. ${bounded}` })
  tasksOverdue(@Root() day: EmployeeDay, @Ctx() ctx: Context): List {
    return dayLists.tasksOverdue(ctx, day);
  }

  @FieldResolver(() => TaskConnection, { description: `Tasks done that day. ${bounded}` })
  tasksDone(@Root() day: EmployeeDay, @Ctx() ctx: Context): List {
    return dayLists.tasksDone(ctx, day);
  }

  @FieldResolver(() => TaskConnection, { description: `Meetings that day which are still to be held. ${bounded}` })
  meetings(@Root() day: EmployeeDay, @Ctx() ctx: Context): List {
    return dayLists.meetings(ctx, day);
  }

  @FieldResolver(() => ActivityConnection, { description: `Contacts with clients that day. ${bounded}` })
  activities(@Root() day: EmployeeDay, @Ctx() ctx: Context): List {
    return dayLists.activities(ctx, day);
  }

  @FieldResolver(() => LeadConnection, {
    description: `Leads to be answered that day at the latest, overdue ones among them. ${bounded}`,
  })
  leadsToAnswer(@Root() day: EmployeeDay, @Ctx() ctx: Context): List {
    return dayLists.leadsToAnswer(ctx, day);
  }

  @FieldResolver(() => DealConnection, {
    description: `Open deals whose next step or expected close is that day. ${bounded}`,
  })
  deals(@Root() day: EmployeeDay, @Ctx() ctx: Context): List {
    return dayLists.deals(ctx, day);
  }
}
