import type { Me } from './me.ts';

type Abilities = Me['abilities'];

/** Whether a verb may be done at all, if only to some rows. */
export function mayDo({ abilities }: { abilities: Abilities }, verb: string): boolean {
  return abilities.some(({ action }) => action === verb);
}

/** Whether things of a type of the schema may be read at all, if only some of them. */
export function mayRead({ abilities }: { abilities: Abilities }, type: string): boolean {
  return abilities.some(({ action, subject }) => action === 'read' && subject === type);
}

/** What a page is for, and so who needs it. */
export type PageNeed = 'account' | 'people' | 'screens' | 'audit';

/** Whether a page has anything to offer to somebody. */
export function mayOpen(me: Me, need: PageNeed): boolean {
  switch (need) {
    case 'account':
      return me.kind === 'SESSION';
    case 'people':
      return mayDo(me, 'createAccount') || mayDo(me, 'amendAccount') || mayDo(me, 'dismissEmployee');
    case 'screens':
      return mayDo(me, 'approveScreen');
    case 'audit':
      return mayRead(me, 'AuditEntry');
  }
}

/** Whether somebody may ask questions of their own; others ask what our pages ask. */
export function mayAskFreely(me: Me): boolean {
  return mayDo(me, 'askFreely');
}
