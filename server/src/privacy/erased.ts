/** What a verb of erasure is told: whom. */
export interface Erase {
  key: string;
  id: string;
}

/** Who was erased, and what they are called from now on. */
export interface Erased {
  subject: 'Contact' | 'Client' | 'Employee';
  subjectId: string;
  name: string;
}

const nouns = { Contact: 'Контакт', Client: 'Клиент', Employee: 'Сотрудник' } as const;

/** «Клиент №12»: a name that says nothing and still tells two apart. */
export function erased(subject: Erased['subject'], subjectId: string): Erased {
  return { subject, subjectId, name: `${nouns[subject]} №${subjectId}` };
}

/** What the title of a deal becomes when it may name somebody. */
export const titlePrefix = 'Сделка №';
