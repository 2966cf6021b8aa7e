import { createContext, useContext } from 'react';
import type { Day } from '../i18n/dates.ts';
import type { Language } from '../i18n/language.ts';

/** What every tile needs to speak and to count. */
export interface BoardFacts {
  language: Language;
  currency: string;
  timeZone: string;
  /** The department's calendar day. */
  today: Day;
}

export const BoardContext = createContext<BoardFacts | undefined>(undefined);

/** The facts of the board a tile stands on. */
export function useBoard(): BoardFacts {
  const facts = useContext(BoardContext);
  if (!facts) throw new Error('A tile stands on a board');
  return facts;
}
