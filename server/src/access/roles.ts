/** What somebody is in the department: decides what they may see and do. Mirrored by the type `account_role` (a test compares). */
export const roles = [
  'director',
  'deputy',
  'head_of_sales',
  'manager',
  'representative',
  'assistant',
  'analyst',
  'marketer',
  'service_agent',
  'administrator',
  'integration',
  'screen',
] as const;
export type Role = (typeof roles)[number];

/** Everybody who works here; not the machines. */
export const people: readonly Role[] = roles.filter((role) => role !== 'screen' && role !== 'integration');

/** A role as people type it: in any case, or as much of it as tells it from the others (`head`, `admin`); undefined when there is none. */
export function roleNamed(name: string): Role | undefined {
  const wanted = name.trim().toLowerCase().replaceAll(/[- ]+/g, '_');
  const [first, ...others] = wanted.length < 3 ? [] : roles.filter((role) => role.startsWith(wanted));
  return roles.find((role) => role === wanted) ?? (others.length === 0 ? first : undefined);
}
