/**
 * What the policy says, told a second time: plain tables and dumb code, written from its words and sharing nothing with the server. Where
 * the two differ, one of them is wrong, and the matrix says where.
 */

/** Whom the policy knows. */
export const posts = [
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
export type Post = (typeof posts)[number];

/** Who looks: what they are, whom of the department they are, and where that person works. */
export interface Eyes {
  role: Post;
  employee: string | null;
  department: string | null;
  /** which account they signed in to */
  account: string | null;
  /** may look and not touch */
  readOnly: boolean;
}

/** Those who sell: they know what is theirs. */
export const sellers: readonly Post[] = ['manager', 'representative'];

/** Everybody but these. */
export function but(...them: Post[]): readonly Post[] {
  return posts.filter((post) => !them.includes(post));
}

/** Everybody who works here, and what brings data: not the walls. */
export const office: readonly Post[] = but('screen');
/** Those who decide. */
export const leaders: readonly Post[] = ['director', 'deputy'];
/** Who decides, what brings data, and who keeps it right. */
export const keepers: readonly Post[] = [...leaders, 'integration', 'administrator'];
/** They, and who leads a department of sellers. */
export const keepersAndHead: readonly Post[] = [...keepers, 'head_of_sales'];

/** Who decides who is let in. */
export const keyholders: readonly Post[] = ['director', 'administrator'];
/** Who looks after the walls. */
export const wallkeepers: readonly Post[] = ['director', 'deputy', 'head_of_sales', 'administrator'];
/** Everybody who works here: not the machines. */
export const people: readonly Post[] = but('screen', 'integration');

/** Who sells and is nobody of this department has nothing to sell: they see and do nothing of it. */
export function standsNowhere({ role, employee }: Eyes): boolean {
  return sellers.includes(role) && employee === null;
}

/** Who may look into the schema, and ask what no page asks. */
export const mayAskFreely: readonly Post[] = [
  'director',
  'deputy',
  'head_of_sales',
  'analyst',
  'administrator',
  'integration',
];

/** Field by field, who may read it. */
export type Fields = Readonly<Record<string, readonly Post[]>>;

/** The same for several fields: names with spaces between. */
export function to(who: readonly Post[], names: string): Fields {
  return Object.fromEntries(names.split(' ').map((name) => [name, who]));
}
