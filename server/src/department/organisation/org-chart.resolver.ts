import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.ts';
import { checkedId } from '../../lib/decimal-id.ts';
import { departmentNoun } from '../departments/department.ts';
import { employeeNoun } from '../employees/employee.ts';
import { loadHead } from './heads.ts';
import { arrange } from './org-chart.ts';
import { OrgChart } from './org-chart.types.ts';
import { readOrgChart } from './read-org-chart.ts';
import { loadNeedsStandIn } from './stand-ins.ts';

@Resolver(() => OrgChart)
export class OrgChartResolver {
  @Query(() => OrgChart, {
    description:
      'Departments, teams, people with their superiors and stand-ins, and vacancies, as they are today: flat and as a tree. At most 5,000 lines.',
  })
  async orgChart(
    @Arg('departmentId', () => ID, { nullable: true, description: 'only this one and what is in it' }) departmentId:
      | string
      | null,
    @Ctx() ctx: Context,
  ): Promise<OrgChart> {
    return arrange(await readOrgChart(ctx, departmentId ? checkedId(departmentId, 'departmentId') : null));
  }
}

@Resolver(() => departmentNoun.type)
export class DepartmentHeadResolver {
  @FieldResolver(() => employeeNoun.type, {
    nullable: true,
    description: 'who leads it (руководитель отдела): set it as `heads` of the employee',
  })
  head(@Root() { id }: { id: string }, @Ctx() ctx: Context): Promise<object | null> {
    return loadHead(ctx, id);
  }
}

@Resolver(() => employeeNoun.type)
export class EmployeeStandInResolver {
  @FieldResolver(() => Boolean, {
    description:
      'whether they are in a key post (a position of level 2 or 3, a department they lead, a group of clients) and nobody stands in for them',
  })
  needsStandIn(@Root() { id }: { id: string }, @Ctx() ctx: Context): Promise<boolean> {
    return loadNeedsStandIn(ctx, id);
  }
}
