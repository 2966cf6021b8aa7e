import { Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../../context.ts';
import { loadNoun } from '../../records/noun.ts';
import { employeeNoun } from '../employees/employee.ts';
import { Viewer, ViewerAbility } from './viewer.ts';

@Resolver(() => Viewer)
export class ViewerResolver {
  @Query(() => Viewer, { description: 'Who I am, and what I may do.' })
  async viewer(@Ctx() ctx: Context): Promise<Viewer> {
    const { name, kind, board, role, employeeId } = ctx.viewer;
    const employee = await loadNoun(ctx, employeeNoun, employeeId);
    const abilities = ctx.access.rights().map((right) => Object.assign(new ViewerAbility(), right));
    // the department itself never asks over the API
    if (role === 'system') throw new Error('the system asked who it is');
    return Object.assign(new Viewer(), { name, kind, board, role, demo: ctx.settings.demo, employee, abilities });
  }
}
