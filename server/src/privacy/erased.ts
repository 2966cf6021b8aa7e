import type { Context } from '../context.ts';

/** What a verb of erasure is told: whom. */
export interface Erase {
  key: string;
  id: string;
}

/** Who was erased, and what they are called from now on. */
export interface Erased {
  subject: 'Contact' | 'Client' | 'Employee' | 'Account';
  subjectId: string;
  name: string;
}

const nouns = { Contact: 'Контакт', Client: 'Клиент', Employee: 'Сотрудник', Account: 'Учётная запись' } as const;

/** Whether a name is one that erasing gave: there is nobody any more whom it could call. */
export function isErased(name: string): boolean {
  return new RegExp(`^(${Object.values(nouns).join('|')}) №\\d+$`).test(name);
}

/** «Клиент №12»: a name that says nothing and still tells two apart. */
export function erased(subject: Erased['subject'], subjectId: string): Erased {
  return { subject, subjectId, name: `${nouns[subject]} №${subjectId}` };
}

/**
 * What stays of the number somebody goes by elsewhere: a short running number says nothing by itself; anything longer may be a name, a phone
 * or a taxpayer. The made-up people of the demo are found by theirs.
 */
export function keptExternalId({ settings }: Pick<Context, 'settings'>, id: string | null): string | null {
  if (id === null || /^\d{1,9}$/.test(id)) return id;
  return settings.demo && id.startsWith('demo:') ? id : null;
}

/** What the title of a deal becomes when it may name somebody. */
export const titlePrefix = 'Сделка №';
