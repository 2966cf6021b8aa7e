import type { Me } from '../access/me.ts';
import { subjectName, verbName } from '../access/policy-words.ts';

/** Which rows: all, one's own, or those of one's department. */
export type Reach = 'all' | 'own' | 'department';

interface Rights {
  /** Kinds of things one may read, and whether only a part of each. */
  sees: { subject: string; reach: Reach; part: boolean }[];
  does: { subject: string; verbs: string[]; reach: Reach }[];
}

/** Those who answer for what others do, and what they do it with: some rows are those of their department. */
const departmental = new Set<Me['role']>(['HEAD_OF_SALES', 'ASSISTANT']);
const ofDepartment = new Set(['Client', 'Contact', 'Deal', 'DealEvent', 'Dismissal']);

/** Abilities gathered by what they are about; things that have no name for people are left to the explorer. */
export function rightsOf({ abilities, role }: Pick<Me, 'abilities' | 'role'>): Rights {
  const sees = new Map<string, { reach: Reach; part: boolean }>();
  const does = new Map<string, { reach: Reach; verbs: Set<string> }>();
  for (const { action, subject, fields, rows } of abilities) {
    const name = subjectName(subject, action);
    if (name === undefined) continue;
    const some = departmental.has(role) && ofDepartment.has(subject) ? 'department' : 'own';
    const reach = rows === 'ALL' ? 'all' : some;
    if (action === 'read') {
      // Several rules about one thing add up: the widest says what one sees.
      const known = sees.get(name);
      sees.set(name, { reach: wider(known?.reach, reach), part: (known?.part ?? true) && fields !== null });
      continue;
    }
    const verb = verbName(action);
    if (verb === undefined) continue;
    const known = does.get(name);
    const verbs = known?.verbs ?? new Set<string>();
    does.set(name, { verbs: verbs.add(verb), reach: wider(known?.reach, reach) });
  }
  return {
    sees: [...sees].map(([subject, scope]) => ({ subject, ...scope })),
    does: [...does].map(([subject, { verbs, reach }]) => ({ subject, verbs: [...verbs], reach })),
  };
}

function wider(known: Reach | undefined, reach: Reach): Reach {
  if (known === undefined || known === reach) return reach;
  return known === 'all' || reach === 'all' ? 'all' : 'department';
}
