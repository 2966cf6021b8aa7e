export const LANGUAGES = ['ru', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export interface LanguageHints {
  /** The query string of the address: `?lang=en` wins over all. */
  search: string;
  /** What was chosen here before. */
  stored: string | null;
  /** What the browser asks for, best first. */
  browser: readonly string[];
}

/** The language to speak. */
export function chooseLanguage({ search, stored, browser }: LanguageHints): Language {
  const candidates = [new URLSearchParams(search).get('lang'), stored, ...browser];
  for (const candidate of candidates) {
    const short = candidate?.slice(0, 2).toLowerCase();
    const language = LANGUAGES.find((known) => known === short);
    if (language) return language;
  }
  return 'ru';
}
