import { registerEnumType } from 'type-graphql';
import { type Role, roles } from '../../access/roles.ts';

/** Roles as GraphQL writes them: `HEAD_OF_SALES` for head_of_sales. */
export const RoleEnum = Object.fromEntries(roles.map((role) => [role.toUpperCase(), role])) as Record<string, Role>;
registerEnumType(RoleEnum, {
  name: 'Role',
  description: 'What somebody is in the department: decides what they may see and do (роль).',
});
