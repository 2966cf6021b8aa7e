import { LANGUAGES, type Language } from '../i18n/language.ts';
import { m } from '../i18n/paraglide/messages.js';
import { switchLanguage, useLanguage } from '../i18n/use-language.ts';

/** Each language under its own name: whoever needs it cannot read the other. */
const NAMES: Record<Language, string> = { ru: 'Русский', en: 'English' };

/** A new language draws the page anew: whoever chose it by keyboard must not be sent back to the top. */
let justChosen: Language | undefined;

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
          ref={(button) => {
            if (!button || justChosen !== language) return;
            justChosen = undefined;
            button.focus();
          }}
          onClick={() => {
            if (language !== current) justChosen = language;
            switchLanguage(language);
          }}
        >
          {NAMES[language]}
        </button>
      ))}
    </fieldset>
  );
}
