import { LANGUAGES, type Language } from '../i18n/language.ts';
import { m } from '../i18n/paraglide/messages.js';
import { switchLanguage, useLanguage } from '../i18n/use-language.ts';

/** Each language under its own name: whoever needs it cannot read the other. */
const NAMES: Record<Language, string> = { ru: 'Русский', en: 'English' };

export function LanguageSwitch() {
  const current = useLanguage();
  return (
    <fieldset className="languages">
      <legend className="visually-hidden">{m.language()}</legend>
      {LANGUAGES.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={language === current}
          onClick={() => switchLanguage(language)}
        >
          {NAMES[language]}
        </button>
      ))}
    </fieldset>
  );
}
