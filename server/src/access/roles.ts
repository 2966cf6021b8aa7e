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

/** A role by its name in any case, as people type it; undefined when there is none. */
export function roleNamed(name: string): Role | undefined {
  const wanted = name.trim().toLowerCase().replaceAll('-', '_');
  return roles.find((role) => role === wanted);
}
